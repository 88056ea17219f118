"""The tasks behind a number: who is responsible, what was logged last, who was told and when."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Max

from alerts.deadlines.about import about
from alerts.kinds.stages import rule_of
from alerts.lamps.summary import SETTLED
from alerts.reminders.models import Reminder
from dashboards.matrix.attention import IN_ORDER, left_by, mark_urging, needing_attention
from dashboards.matrix.narrowed import narrowed
from dashboards.matrix.scope import Scope
from dashboards.matrix.segments import ALL
from dashboards.matrix.selection import Selection
from pages.days import day_of
from responsibility.owed.across import Paged
from responsibility.owed.models import OwedByPost, OwedQuerySet
from responsibility.owed.whose import name_holders
from responsibility.records.models import DutyRecord
from responsibility.tasks.models import Task, TaskQuerySet

TOLD_SHOWN = 3


def tasks_behind(tasks: TaskQuerySet, selection: Selection, *, now: datetime) -> TaskQuerySet:
    """The rows of a number counted from `tasks` under `selection`, in the order to read them."""
    rows = tasks.for_rows(now=now).filter(selection.quarter.tasks)
    rows = rows.order_by("unit__order_key", "post__position", "late_at", "pk")
    return _chosen(rows, selection)


def rows_behind(scope: Scope, selection: Selection) -> TaskQuerySet | Paged:
    """The rows of any number of a board of `scope`: tasks, or, asked for what needs attention,
    whatever is owed, worst first."""
    if not (selection.attention or selection.earlier):
        return tasks_behind(scope.tasks(), selection, now=scope.at)
    which = left_by if selection.earlier else needing_attention
    waiting = which(scope.owed(), quarter=selection.quarter)
    return Paged(waiting.of_each(lambda rows: _chosen(rows, selection)), IN_ORDER)


def _chosen(rows: OwedQuerySet, selection: Selection) -> OwedQuerySet:
    rows = rows.filter((selection.segment or ALL).rows(rows.model.role_path))
    rows = narrowed(rows, selection)
    if selection.name:
        rows = rows.filter(unit__name__icontains=selection.name)
    if selection.unit:
        rows = rows.filter(unit=selection.unit)
    if selection.post:
        rows = rows.filter(post=selection.post)
    if selection.lamp:
        rows = rows.filter(lamp_now=selection.lamp)
    if selection.settled:
        rows = rows.filter(lamp_now__in=SETTLED)
    return rows


def with_facts(rows: Sequence[OwedByPost], *, user, at: datetime) -> Sequence[OwedByPost]:
    """Give each row what is shown beside its lamp, in four queries whatever their number.

    `whose` says who was in its post on the day that decides its lamp, `last_on` is the day of the
    last record counted for a task, `told` the newest reminders as (stage, day); see also
    `mark_urging`.
    """
    name_holders(rows, now=at)
    last_on = _last_records([row.pk for row in rows if isinstance(row, Task)], user, at)
    notices = _told(rows)
    mark_urging(rows, user=user, at=at)
    for row in rows:
        row.last_on = last_on.get(row.pk) if isinstance(row, Task) else None
        row.told = notices[row.matter_kind, row.pk][:TOLD_SHOWN]
    return rows


def _last_records(ids: list[int], user, at: datetime) -> dict[int, date]:
    """Days of the newest records in force that were entered for the tasks, by task."""
    records = DutyRecord.objects.visible_to(user, at=at).in_force()
    records = records.filter(credits__task__in=ids, credits__ended_at=None)
    newest = records.order_by().values("credits__task").annotate(last_on=Max("happened_on"))
    return dict(newest.values_list("credits__task", "last_on"))


def _told(rows: Iterable[OwedByPost]) -> dict[tuple[str, int], list[tuple[str, date]]]:
    """Stage and day of the reminders of each row, the newest first, each once."""
    reminders = Reminder.objects.filter(about(rows), suppressed="").order_by("-owed_at", "-pk")
    stages_of = defaultdict(dict)
    for kind, pk, stage, owed_at in reminders.values_list(
        "kind", "deadline_id", "stage", "owed_at"
    ):
        stages_of[kind, pk][str(rule_of(stage).label), day_of(owed_at)] = None
    return defaultdict(list, {name: list(those) for name, those in stages_of.items()})
