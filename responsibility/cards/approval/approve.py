"""Entering the committee's approval of a draft (M003-02)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.rooms import decision_ended
from pages.days import day_of
from pages.refused import Refused
from responsibility.cards.approval.approvers import refuse_unless_approver
from responsibility.cards.in_hand import draft_in_hand, locked_issue
from responsibility.cards.issues import CardIssue
from responsibility.organisation.office import audit_office


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
    by who wrote the draft last or submitted it, unless no other in the office has that grant.
    Entered again with the same document it stays as it is.

    Raises:
        CardIssue.DoesNotExist: none, or `by` does not work in its commission office.
        Refused: not submitted, no grant, own draft, or a day to come.
    """
    issue = locked_issue(issue_id, by=by, now=now)
    if issue.state == CardIssue.State.APPROVED and issue.document == document:
        return issue
    if issue.state != CardIssue.State.SUBMITTED:
        draft_in_hand(issue_id, by=by, now=now)  # refuses what is no draft any more
        raise Refused(_("This card is not submitted."))
    refuse_unless_approver(issue, by.user, now=now)
    if approved_on > day_of(now):
        raise Refused(_("The approval cannot lie in the future."), field="approved_on")
    issue.approver, issue.document, issue.approved_on = approver, document, approved_on
    issue.approved_by, issue.approved_at = by.user, now
    issue.save()
    decision_ended(about=issue, by=by, now=now)
    after = {"document": document, "approved_on": approved_on, "revision": issue.revision}
    audit_office(action="card.approve", about=issue, by=by, now=now, after=after)
    return issue


@transaction.atomic
def reopen_draft(*, issue_id: int, by: Actor, now: datetime) -> CardIssue:
    """Take an approval back before the cards are issued: it is a draft again, to be changed and
    submitted anew.

    Raises:
        CardIssue.DoesNotExist: none, or `by` does not work in its commission office.
        Refused: it is not approved, or issued.
    """
    issue = locked_issue(issue_id, by=by, now=now)
    if issue.state == CardIssue.State.DRAFTED:
        return issue
    if issue.state == CardIssue.State.ISSUED:
        raise Refused(_("This card is issued and no longer changes. Draft a correction."))
    if issue.state != CardIssue.State.APPROVED:
        raise Refused(_("This card is not approved yet."))
    before = {"document": issue.document, "approved_on": issue.approved_on}
    issue.approver = issue.document = ""
    issue.approved_on = issue.approved_by = issue.approved_at = None
    issue.submitted_by = issue.submitted_at = None
    issue.save()
    audit_office(action="card.reopen", about=issue, by=by, now=now, before=before)
    return issue
