"""A summary locked for who answers or writes."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from pages.refused import Refused
from responsibility.cards.summaries.models import CardSummary
from responsibility.cards.summaries.rights import may_write


def summary_to_write(summary_id: int, *, by, now: datetime) -> CardSummary:
    """The summary, locked.

    Raises:
        CardSummary.DoesNotExist: none, or `by` does not see it.
        PermissionDenied: `by` neither is its recipient nor clerks for the post.
    """
    summary = CardSummary.objects.lock_visible(summary_id, to=by.user, at=now)
    if not may_write(by.user, summary, at=now):
        raise PermissionDenied(_("The recipient of the card answers, or who clerks for the post."))
    return summary


def refuse_closed(summary: CardSummary) -> None:
    """Raises Refused where nothing is written any more."""
    if summary.exempt:
        raise Refused(_("The summary of this card is no longer owed."))
    if summary.fulfilled_at:
        raise Refused(_("The summary is confirmed. Take it back to change something."))
