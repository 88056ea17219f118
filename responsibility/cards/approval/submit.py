"""Submitting a draft for approval, taking that back, and returning it with a reason (M003-02)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.submitted import return_draft, submit_draft, take_draft_back
from pages.refused import Refused
from responsibility.cards.approval.approvers import (
    approvers_among,
    granted_in,
    refuse_unless_approver,
)
from responsibility.cards.approval.kind import CARDS_RETURNED, CARDS_SUBMITTED
from responsibility.cards.in_hand import draft_in_hand, locked_issue
from responsibility.cards.issues import CardIssue
from responsibility.organisation.office import audit_office


@transaction.atomic
def submit_cards(*, issue_id: int, by: Actor, now: datetime) -> CardIssue:
    """Submit a draft for approval; who may enter it hears of it.

    Submitted already, nothing happens.

    Raises:
        CardIssue.DoesNotExist: none, or `by` does not work in its commission office.
        Refused: it is no draft, or has no line that is for everybody.
    """
    issue = locked_issue(issue_id, by=by, now=now)
    if issue.state == CardIssue.State.SUBMITTED:
        return issue
    issue = draft_in_hand(issue_id, by=by, now=now)
    if not issue.lines.filter(for_post=None, for_unit=None).exists():
        raise Refused(_("The card has no lines yet."))
    people = granted_in(issue.county_id, now=now)
    issue.submitted_by = by.user  # who submits it does not approve it
    approvers = approvers_among(people, issue) - {by.user.pk}
    submit_draft(issue, stage=CARDS_SUBMITTED, to=approvers, by=by, now=now)
    after = {"revision": issue.revision}
    audit_office(action="card.submit", about=issue, by=by, now=now, after=after)
    return issue


@transaction.atomic
def take_submission_back(*, issue_id: int, by: Actor, now: datetime) -> CardIssue:
    """Take the submission back: it is a draft again; as long as it is not approved.

    Raises:
        CardIssue.DoesNotExist: none, or `by` does not work in its commission office.
        Refused: it is approved, issued or discarded.
    """
    issue = locked_issue(issue_id, by=by, now=now)
    if issue.state == CardIssue.State.DRAFTED:
        return issue
    _refuse_unless_submitted(issue)
    take_draft_back(issue, by=by, now=now)
    audit_office(action="card.take_back_submission", about=issue, by=by, now=now)
    return issue


@transaction.atomic
def return_cards(*, issue_id: int, reason: str, by: Actor, now: datetime) -> CardIssue:
    """Return a submitted draft with a reason to who submitted and who wrote it; they hear of it.

    Raises:
        CardIssue.DoesNotExist: none, or `by` does not work in its commission office.
        Refused: it is not submitted, or `by` may not approve it.
    """
    issue = locked_issue(issue_id, by=by, now=now)
    _refuse_unless_submitted(issue)
    refuse_unless_approver(issue, by.user, now=now)
    people = {issue.submitted_by_id, issue.written_by_id} - {by.user.pk}
    return_draft(issue, reason=reason, stage=CARDS_RETURNED, to=people, by=by, now=now)
    after = {"reason": reason}
    audit_office(action="card.return", about=issue, by=by, now=now, after=after)
    return issue


def _refuse_unless_submitted(issue: CardIssue) -> None:
    if issue.state != CardIssue.State.SUBMITTED:
        raise Refused(_("This card is not submitted."))
