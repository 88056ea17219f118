"""Correcting a record: a new record takes its place, the old one stays readable (edge case 45)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from responsibility.organisation.standing import standing_of
from responsibility.records.bodies.readers import readable
from responsibility.records.counting.end import end_record, lock_record
from responsibility.records.counting.losers import tell_losers
from responsibility.records.counting.recount import recount
from responsibility.records.form.draft import drop_draft
from responsibility.records.kind import LODGED, SUPERSEDED
from responsibility.records.lodging.check import check_entry
from responsibility.records.lodging.enter import write_credits, write_record
from responsibility.records.lodging.entry import Entry
from responsibility.records.lodging.ticked import Ticked, ticked_tasks
from responsibility.records.models import Credit, DutyRecord
from responsibility.records.together.invited import own_side
from responsibility.tasks.models import Task

ZERO_REPORT = DutyRecord.Kind.ZERO_REPORT


@transaction.atomic
def correct(
    *,
    by: Actor,
    now: datetime,
    record_id: int,
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
    """Lodge a record in the place of `record_id`, for whoever may log for that one's post.

    While the day stays, and that something was done, it counts for the same tasks from the old
    instant; newly ticked tasks and newly named counterparts from `now`; unticked tasks lose it.
    Each lamp turns by the net effect. Files of the old record may be named again. The same `nonce`
    corrects once.

    Raises:
        DutyRecord.DoesNotExist: there is none, or its body is not open to the person.
        PermissionDenied: the person may not log for its post.
        AlreadyEnded: it was withdrawn or corrected before (responsibility.records.counting.end).
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
    return _supersede(record_id, entry, by=by, now=now, nonce=nonce)


def _supersede(
    record_id: int, entry: Entry, *, by: Actor, now: datetime, nonce: UUID
) -> DutyRecord:
    old = _to_correct(record_id, by=by, now=now)
    before = list(old.credits.values_list("task", flat=True))
    ticked = ticked_tasks(
        user=by.user,
        at=now,
        task_ids=entry.task_ids,
        read=Task.objects.lock,
        besides=before,
        party=entry.party(instead_of=old.pk),
    )
    if first := DutyRecord.objects.filter(lodged_by=by.user, nonce=nonce).first():
        return first
    old = lock_record(old.pk)
    entry = entry.naming(**own_side(ticked.offered, own=ticked.own))
    check_entry(entry, ticked=ticked, user=by.user, now=now, instead_of=old)
    inherited = _inherited(old, entry)
    record, made = write_record(
        entry=entry, ticked=ticked, by=by, now=now, nonce=nonce, instead_of=old
    )
    if not made:
        return record
    lost = end_record(record=old, by=by, now=now, ending=DutyRecord.Ending.SUPERSEDED)
    write_credits(record=record, ticked=ticked, by=by, now=now, inherited=inherited)
    counted = {task_id: task.done for task_id, task in ticked.read.items()}
    _recount_all(ticked, lost, now=now)
    drop_draft(by.user, nonce=nonce)
    tell_losers(tasks=ticked.read.values(), before=counted, record=old, by=by, now=now)
    record_audit(
        by=by,
        now=now,
        action="record.correct",
        about=record,
        post_id=record.post_id,
        before={"record": old.pk, "tasks": before, "happened_on": old.happened_on},
        after=entry.face,
    )
    return record


def _to_correct(record_id: int, *, by: Actor, now: datetime) -> DutyRecord:
    visible = DutyRecord.objects.visible_to(by.user, at=now)
    old = readable(visible, user=by.user, at=now).get(pk=record_id)
    if old.post_id not in standing_of(by.user, at=now).log_posts:
        raise PermissionDenied(_("Only who may log for the post corrects its records."))
    return old


def _recount_all(ticked: Ticked, lost: Collection[int], *, now: datetime) -> None:
    for task_id, task in sorted(ticked.read.items()):
        recount(task=task, now=now, cause=SUPERSEDED if task_id in lost else LODGED)


def _inherited(old: DutyRecord, entry: Entry) -> dict[int, datetime]:
    """By task: the instant from which the old record counts, while the day stays, and whether
    something was done. To name its kind rightly is no other deed."""
    was_nothing, is_nothing = (kind == ZERO_REPORT for kind in (old.kind, entry.kind))
    if old.happened_on != entry.happened_on or was_nothing != is_nothing:
        return {}
    credits = Credit.objects.filter(record=old).counting()
    return dict(credits.values_list("task", "counts_at"))
