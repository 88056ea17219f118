"""Entering the committee's approval of a draft (M003-02)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from responsibility.cards.in_hand import draft_in_hand, locked_issue
from responsibility.cards.models import CardIssue
from responsibility.organisation.office import audit_office
from responsibility.organisation.posts.models import Grant, Membership
from responsibility.organisation.standing import standing_of


@transaction.atomic
def approve_cards(
    *,
    issue_id: int,
    approver: str,
    document: str,
    approved_on: date,
    by: Actor,
    now: datetime,
) -> CardIssue:
    """Enter the document by which the committee approved the draft, and who signed it.

    The approval itself is on paper. It is entered by someone with the grant to approve, and not
    by who wrote the draft last, unless no other in the office has that grant. Entered again with
    the same document it stays as it is.

    Raises:
        CardIssue.DoesNotExist: none, or `by` does not work in its commission office.
        Refused: no grant, own draft, no lines, issued already, or a day to come.
    """
    issue = locked_issue(issue_id, by=by, now=now)
    if issue.state == CardIssue.State.APPROVED and issue.document == document:
        return issue
    issue = draft_in_hand(issue_id, by=by, now=now)
    _refuse_unfit(issue, by=by, now=now)
    if approved_on > day_of(now):
        raise Refused(_("The approval cannot lie in the future."), field="approved_on")
    issue.approver, issue.document, issue.approved_on = approver, document, approved_on
    issue.approved_by, issue.approved_at = by.user, now
    issue.save()
    after = {"document": document, "approved_on": approved_on, "revision": issue.revision}
    audit_office(action="card.approve", about=issue, by=by, now=now, after=after)
    return issue


@transaction.atomic
def reopen_draft(*, issue_id: int, by: Actor, now: datetime) -> CardIssue:
    """Take an approval back before the cards are issued, so that the draft can be changed.

    Raises:
        CardIssue.DoesNotExist: none, or `by` does not work in its commission office.
        Refused: it is issued.
    """
    issue = locked_issue(issue_id, by=by, now=now)
    if issue.state == CardIssue.State.DRAFTED:
        return issue
    if issue.state == CardIssue.State.ISSUED:
        raise Refused(_("This card is issued and no longer changes. Draft a correction."))
    before = {"document": issue.document, "approved_on": issue.approved_on}
    issue.approver = issue.document = ""
    issue.approved_on = issue.approved_by = issue.approved_at = None
    issue.save()
    audit_office(action="card.reopen", about=issue, by=by, now=now, before=before)
    return issue


def may_approve(issue: CardIssue, *, by: Actor, now: datetime) -> bool:
    """Whether `by` may enter the approval of this draft."""
    standing = standing_of(by.user, at=now)
    if not standing.office_posts & standing.grants.get(Grant.APPROVE, frozenset()):
        return False
    return issue.written_by_id != by.user.pk or not _others_may(issue, by=by, now=now)


def _refuse_unfit(issue: CardIssue, *, by: Actor, now: datetime) -> None:
    if not issue.lines.filter(for_post=None, for_unit=None).exists():
        raise Refused(_("The card has no lines yet."))
    if not may_approve(issue, by=by, now=now):
        raise Refused(
            _("Whoever wrote the draft does not enter its approval. Ask a colleague who may.")
        )


def _others_may(issue: CardIssue, *, by: Actor, now: datetime) -> bool:
    others = Membership.objects.in_force(at=now).filter(
        post__role_kind__keeps_office=True,
        post__unit__county=issue.county_id,
        grants__contains=[Grant.APPROVE],
        user__is_active=True,
    )
    return others.exclude(role=Membership.Role.CLERK).exclude(user=by.user).exists()
