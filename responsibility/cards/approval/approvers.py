"""Who may enter the approval of an issue or return it."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from pages.refused import Refused
from responsibility.cards.issues import CardIssue
from responsibility.organisation.posts.models import Grant, Membership


def granted_in(county_id: int, *, now: datetime) -> set[int]:
    """The people of the county's commission office with the grant to approve."""
    members = Membership.objects.in_force(at=now).filter(
        post__role_kind__keeps_office=True,
        post__unit__county=county_id,
        grants__contains=[Grant.APPROVE],
        user__is_active=True,
    )
    return set(members.exclude(role=Membership.Role.CLERK).values_list("user", flat=True))


def approvers_among(granted: Collection[int], issue: CardIssue) -> set[int]:
    """Those of `granted` who neither wrote the draft last nor submitted it; all where there is no
    other."""
    others = set(granted) - {issue.written_by_id, issue.submitted_by_id}
    return others or set(granted)


def may_approve(issue: CardIssue, user, *, now: datetime) -> bool:
    """Whether `user` may enter the approval of this draft or return it."""
    return user.pk in approvers_among(granted_in(issue.county_id, now=now), issue)


def refuse_unless_approver(issue: CardIssue, user, *, now: datetime) -> None:
    """Raises Refused where `user` may not enter the approval of this draft nor return it."""
    if not may_approve(issue, user, now=now):
        raise Refused(
            _("Whoever wrote the draft does not enter its approval. Ask a colleague who may.")
        )
