"""Withdrawing a record, with a reason (edge case 40)."""

from datetime import datetime

from alerts.audit.actor import Actor
from responsibility.records.models import DutyRecord


class ReasonMissing(Exception):
    """A withdrawal says why; the text is fit for a user."""


def withdraw(*, by: Actor, now: datetime, record_id: int, reason: str) -> DutyRecord:
    """Take the record back: it and its credits end at `now`, and the lamps follow.

    Raises:
        DutyRecord.DoesNotExist: there is none, or the person may not see it.
        PermissionDenied: the person is neither its author nor its holder.
        ReasonMissing, AlreadyEnded.
    """
    raise NotImplementedError
