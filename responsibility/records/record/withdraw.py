"""Withdrawing a record, with a reason (edge case 40)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.standing import standing_of
from responsibility.records.counting.end import end_record, lock_record
from responsibility.records.counting.losers import tell_losers
from responsibility.records.counting.recount import recount
from responsibility.records.kind import WITHDRAWN
from responsibility.records.models import DutyRecord, Withdrawal
from responsibility.tasks.models import Task


def may_withdraw(*, user, record: DutyRecord, at: datetime) -> bool:
    """Its author, while he may log for the post, or a holder of the post."""
    standing = standing_of(user, at=at)
    author = record.lodged_by_id == user.pk and record.post_id in standing.log_posts
    return author or record.post_id in standing.confirm_posts


@transaction.atomic
def withdraw(*, by: Actor, now: datetime, record_id: int, reason: str) -> DutyRecord:
    """Take a record back: it and its credits end at `now`, and the lamps follow.

    Whoever else answers for a task that loses by it is told. A lamp that loses what it needs
    turns at `now`, not on the days when everybody saw it green; the deadline stands beside it
    (architecture 4). The record stays readable.

    Raises:
        DutyRecord.DoesNotExist: there is none, or the person may not see it.
        PermissionDenied: the person is neither its author nor its holder.
        Refused: no reason, or too long a one; or a spot check of it was opened.
        AlreadyEnded: it was withdrawn or corrected before (responsibility.records.counting.end).
    """
    record = DutyRecord.objects.visible_to(by.user, at=now).get(pk=record_id)
    if not may_withdraw(user=by.user, record=record, at=now):
        raise PermissionDenied(_("Only its author or the holder of the post withdraws a record."))
    why = _("Say why the record is withdrawn.")
    reason = fitting(reason, of=Withdrawal, field="reason", missing=why)
    tasks = Task.objects.lock(record.credits.values_list("task", flat=True))
    record = lock_record(record.pk)
    if record.checked_at:
        raise Refused(_("A record that is checked is corrected, not withdrawn."))
    Withdrawal.objects.create(record=record, withdrawn_by=by.user, withdrawn_at=now, reason=reason)
    end_record(record=record, by=by, now=now, ending=DutyRecord.Ending.WITHDRAWN)
    before = {task.pk: task.done for task in tasks}
    for task in tasks:
        recount(task=task, now=now, cause=WITHDRAWN)
    tell_losers(tasks=tasks, before=before, record=record, by=by, now=now)
    record_audit(
        by=by,
        now=now,
        action="record.withdraw",
        about=record,
        post_id=record.post_id,
        after={"tasks": [task.pk for task in tasks]},
    )
    return record
