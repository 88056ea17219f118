"""An issue locked for a change by its office."""

from datetime import datetime

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.cards.issues import CardIssue


def locked_issue(issue_id: int, *, by: Actor, now: datetime) -> CardIssue:
    """The issue, locked. Raises CardIssue.DoesNotExist where `by` does not keep it."""
    issues = CardIssue.objects.managed_by(by.user, at=now)
    return issues.select_for_update(no_key=True).get(pk=issue_id)


def draft_in_hand(issue_id: int, *, by: Actor, now: datetime) -> CardIssue:
    """The issue, locked, as long as it may still be written.

    Raises:
        Refused: it is submitted, approved, issued or discarded.
    """
    issue = locked_issue(issue_id, by=by, now=now)
    if issue.state == CardIssue.State.SUBMITTED:
        raise Refused(_("This card is submitted. Take the submission back to change it."))
    if issue.state == CardIssue.State.APPROVED:
        raise Refused(_("This card is approved. Take the approval back to change it."))
    if issue.state == CardIssue.State.ISSUED:
        raise Refused(_("This card is issued and no longer changes. Draft a correction."))
    if issue.state == CardIssue.State.DISCARDED:
        raise Refused(_("This draft is discarded. Draft the card anew."))
    return issue
