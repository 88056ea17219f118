"""Who may enter the approval of an issue or return it."""

from datetime import datetime

from django.utils.translation import gettext as _

from pages.refused import Refused
from responsibility.cards.issues import CardIssue
from responsibility.organisation.posts.models import Grant, Membership, MembershipQuerySet


def approvers_of(issue: CardIssue, *, now: datetime) -> MembershipQuerySet:
    """The memberships whose people may: with the grant to approve, and not who wrote the draft
    last or submitted it, unless no other in the office has that grant."""
    granted = (
        Membership.objects.in_force(at=now)
        .filter(
            post__role_kind__keeps_office=True,
            post__unit__county=issue.county_id,
            grants__contains=[Grant.APPROVE],
            user__is_active=True,
        )
        .exclude(role=Membership.Role.CLERK)
    )
    own = [issue.written_by_id, issue.submitted_by_id]
    others = granted.exclude(user__in=[each for each in own if each])
    return others if others.exists() else granted


def may_approve(issue: CardIssue, user, *, now: datetime) -> bool:
    """Whether `user` may enter the approval of this draft or return it."""
    return approvers_of(issue, now=now).filter(user=user.pk).exists()


def refuse_unless_approver(issue: CardIssue, user, *, now: datetime) -> None:
    """Raises Refused where `user` may not enter the approval of this draft nor return it."""
    if not may_approve(issue, user, now=now):
        raise Refused(
            _("Whoever wrote the draft does not enter its approval. Ask a colleague who may.")
        )
