"""Ending a record and its credits: they stay, and count no longer."""

from datetime import datetime

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.records.models import Credit, DutyRecord


class AlreadyEnded(Refused):
    """The record or its credit was withdrawn, corrected or declined first; fit for a user."""


def lock_record(record_id: int) -> DutyRecord:
    """Lock a record that is in force; its tasks have been locked before.

    Raises:
        AlreadyEnded: it was withdrawn or corrected before.
    """
    record = DutyRecord.objects.select_for_update(of=("self",), no_key=True).get(pk=record_id)
    if record.ended_as == DutyRecord.Ending.WITHDRAWN:
        raise AlreadyEnded(_("This record has been withdrawn."))
    if record.ended_as:
        raise AlreadyEnded(_("This record has been corrected meanwhile. See the newer one."))
    return record


def end_record(*, record: DutyRecord, by: Actor, now: datetime, ending: str) -> list[int]:
    """End a locked record and its credits in force; return the ids of the tasks concerned.

    `ending` is a DutyRecord.Ending; the credits end with the same word.
    """
    record.ended_at, record.ended_as = now, ending
    record.save(update_fields=["ended_at", "ended_as"])
    credits = Credit.objects.filter(record=record).in_force()
    task_ids = list(credits.values_list("task", flat=True))
    credits.update(ended_at=now, ended_as=ending, ended_by=by.user)
    return task_ids
