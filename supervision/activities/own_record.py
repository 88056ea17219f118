"""The body's own duty record of an activity, lodged, corrected and withdrawn by the same act."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import DateTimeField, Value

from alerts.audit.actor import Actor
from responsibility.lists.models import DutyItem
from responsibility.lists.record_kind import RecordKind
from responsibility.organisation.standing import standing_of
from responsibility.records.counting.count import counterpart_key, counterparts_asked
from responsibility.records.lodging.lodge import lodge
from responsibility.records.models import DutyRecord
from responsibility.records.record.correct import correct
from responsibility.records.record.withdraw import withdraw
from responsibility.tasks.models import Task, TaskQuerySet
from supervision.activities.models import Activity
from supervision.activities.rights import bodies_of
from supervision.activities.starter import record_kinds

BASES = [DutyItem.CountBasis.RECORD, DutyItem.CountBasis.SUPERVISED_UNIT]


def own_tasks(user, *, at: datetime) -> TaskQuerySet:
    """The open tasks of the person's bodies that an activity may fulfil, by deadline: those that
    count records, or supervised units; read `as_of` that instant."""
    posts = bodies_of(standing_of(user, at=at))
    tasks = Task.objects.visible_to(user, at=at).loggable_by(user, at=at)
    tasks = tasks.filter(post__in=posts, count_basis__in=BASES).open_still()
    tasks = tasks.annotate(as_of=Value(at, output_field=DateTimeField()))
    return tasks.select_related("item", "dispatch", "category").order_by("late_at", "pk")


def lodge_own(
    activity: Activity,
    *,
    by: Actor,
    now: datetime,
    unit_ids: Collection[int],
    task_ids: Sequence[int],
    file_ids: Sequence[UUID],
) -> DutyRecord | None:
    """Lodge the record for the ticked tasks; None where none is ticked. Raises as `lodge`."""
    if not task_ids:
        return None
    return lodge(
        by=by,
        now=now,
        nonce=activity.nonce,
        task_ids=task_ids,
        counterpart_unit_ids=_counterparts(task_ids, unit_ids),
        file_ids=file_ids,
        **_content(activity),
    )


def correct_own(
    activity: Activity, *, by: Actor, now: datetime, unit_ids: Collection[int]
) -> DutyRecord | None:
    """Correct the record of the activity that this one supersedes, for the same tasks; as it is
    where there is none in force. Raises as `records.record.correct`."""
    record = activity.record
    if record is None or record.ended_at:
        return record
    task_ids = list(record.credits.filter(ended_at=None).values_list("task", flat=True))
    if not task_ids:
        return record
    return correct(
        by=by,
        now=now,
        record_id=record.pk,
        nonce=activity.nonce,
        task_ids=task_ids,
        counterpart_unit_ids=_counterparts(task_ids, unit_ids),
        file_ids=list(record.evidence.order_by("position").values_list("stored_file", flat=True)),
        **_content(activity),
    )


def withdraw_own(activity: Activity, *, by: Actor, now: datetime, reason: str) -> None:
    """Withdraw the record in force, if there is one; the lamps follow."""
    if activity.record and activity.record.ended_at is None:
        withdraw(by=by, now=now, record_id=activity.record_id, reason=reason)


def _content(activity: Activity) -> dict:
    return {
        "kind": record_kinds().get(activity.kind.code, RecordKind.RECORD),
        "happened_on": activity.happened_on,
        "place": activity.place,
        "text": f"{activity.kind.name}\n{activity.text}",
    }


def _counterparts(task_ids: Sequence[int], unit_ids: Collection[int]) -> list[int]:
    """Of the units those that the ticked tasks ask for; where none of them counts units, all."""
    counting = [task for task in Task.objects.filter(pk__in=task_ids) if task.counts_people]
    wanted = frozenset().union(*(counterparts_asked(task) for task in counting))
    keys = {unit: counterpart_key(post=None, unit=unit) for unit in unit_ids}
    return [unit for unit, key in keys.items() if not counting or key in wanted]
