"""Lodging a duty record: one event, once, for all the duties it fulfils (M000-08)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.refused import Refused
from responsibility.records.counting.recount import recount
from responsibility.records.form.draft import drop_draft
from responsibility.records.kind import LODGED
from responsibility.records.lodging.check import check_entry
from responsibility.records.lodging.enter import write_credits, write_record
from responsibility.records.lodging.entry import Entry
from responsibility.records.lodging.ticked import ticked_tasks
from responsibility.records.models import DutyRecord
from responsibility.records.together.invited import own_side
from responsibility.tasks.models import Task

__all__ = ["Refused", "lodge"]


@transaction.atomic
def lodge(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    task_ids: Sequence[int],
    happened_on: date,
    kind: str = DutyRecord.Kind.RECORD,
    place: str = "",
    participants: str = "",
    present: int | None = None,
    document_number: str = "",
    text: str = "",
    counterpart_post_ids: Sequence[int] = (),
    counterpart_unit_ids: Sequence[int] = (),
    file_ids: Sequence[UUID] = (),
    apart: bool = False,
) -> DutyRecord:
    """Lodge a record for the ticked tasks (architecture 4, "what counts").

    The record is of the post of the first task the person may log for. For those tasks it counts
    from `now`, the instant the request reached the server; a clerk's counts as well and awaits
    the holder. For other posts' tasks of the same event, ticked ones and those of posts named, it
    is offered and counts when their holders confirm. Lamps, ledger, reminders, audit follow in the
    same transaction; the draft of the form with this `nonce` is dropped. The same `nonce` by the
    same person lodges once: what it lodged first is returned, and nothing is written. Lengths of
    texts are the form's business.

    Raises:
        Refused: with every reason by field.
    """
    entry = Entry(
        task_ids=task_ids,
        happened_on=happened_on,
        kind=kind,
        place=place,
        participants=participants,
        present=present,
        document_number=document_number,
        text=text,
        counterpart_post_ids=counterpart_post_ids,
        counterpart_unit_ids=counterpart_unit_ids,
        file_ids=file_ids,
        apart=apart,
    )
    return _lodge_entry(entry, by=by, now=now, nonce=nonce)


def _lodge_entry(entry: Entry, *, by: Actor, now: datetime, nonce: UUID) -> DutyRecord:
    ticked = ticked_tasks(
        user=by.user,
        at=now,
        task_ids=entry.task_ids,
        read=Task.objects.lock,
        party=entry.party(),
    )
    if first := DutyRecord.objects.filter(lodged_by=by.user, nonce=nonce).first():
        return first
    entry = entry.naming(**own_side(ticked.offered, own=ticked.own))
    check_entry(entry, ticked=ticked, user=by.user, now=now)
    record, made = write_record(entry=entry, ticked=ticked, by=by, now=now, nonce=nonce)
    if not made:
        return record
    write_credits(record=record, ticked=ticked, by=by, now=now)
    for task in sorted(ticked.own, key=lambda task: task.pk):
        recount(task=task, now=now, cause=LODGED)
    drop_draft(by.user, nonce=nonce)
    record_audit(
        by=by,
        now=now,
        action="record.lodge",
        about=record,
        post_id=record.post_id,
        after=entry.face,
    )
    return record
