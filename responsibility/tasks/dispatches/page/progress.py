"""Who has done a dispatched task and who is missing, by branch; who has seen it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.db.models import Max

from alerts.outbox.states import FINAL, State
from alerts.reminders.models import Reminder
from responsibility.organisation.relations.acts import may_urge
from responsibility.organisation.units.models import Unit
from responsibility.owed.whose import name_holders
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.dispatches.models import Dispatch, DispatchStep
from responsibility.tasks.models import Task

SHOWN = 6  # tasks of a branch before the rest is folded
NOT_DELIVERED = FINAL - {State.DELIVERED}


class Reached(StrEnum):
    """How far the message of a dispatched task came."""

    SEEN = "seen"  # somebody of the post opened it in the inbox
    UNSEEN = "unseen"
    FAILED = "failed"  # the text did not arrive, and nobody opened it
    NOBODY = "nobody"  # there was no one to tell


@dataclass(frozen=True)
class Row:
    """`seen_at`: the first time somebody of the post opened its message."""

    task: Task
    reached: Reached
    seen_at: datetime | None


@dataclass
class Branch:
    """What is shown of the units under one head, in the order of the organisation; `given` and
    `fulfilled` count all of it."""

    unit: Unit
    given: int = 0
    fulfilled: int = 0
    rows: list[Row] = field(default_factory=list)

    @property
    def shown(self) -> list[Row]:
        return self.rows[:SHOWN]

    @property
    def folded(self) -> list[Row]:
        return self.rows[SHOWN:]

    @property
    def share(self) -> int:
        """Per cent of what is fulfilled."""
        return 100 * self.fulfilled // self.given if self.given else 0


@dataclass(frozen=True)
class Progress:
    """`missing`, `failed`, `all`: how many tasks each of the page's three choices shows;
    `to_remind`: the ids of those missing of which the reader may remind."""

    branches: list[Branch]
    missing: int
    failed: int
    all: int
    to_remind: list[int]


def progress_of(act: Dispatch, *, user, now: datetime, only: str = "missing") -> Progress:
    """The progress of `act` as `user` may see it; of `only` "missing", "failed" or all tasks."""
    rows = Task.objects.visible_to(user, at=now).filter(dispatch=act).for_rows(now=now)
    tasks = list(rows.order_by("unit__order_key", "post__position", "pk"))
    rows_of_tasks = _rows_of(tasks, since=_last_given(act))
    missing = [task for task in tasks if task.fulfilled_at is None and not task.exempt]
    failed = [
        task
        for task in missing
        if rows_of_tasks[task.pk].reached in (Reached.FAILED, Reached.NOBODY)
    ]
    chosen = {"missing": missing, "failed": failed}.get(only, tasks)
    name_holders(chosen, now=now)
    return Progress(
        branches=_by_branch(act.county_id, tasks, [rows_of_tasks[task.pk] for task in chosen]),
        missing=len(missing),
        failed=len(failed),
        all=len(tasks),
        to_remind=[task.pk for task in missing if may_urge(user=user, owed=task, at=now)],
    )


def _last_given(act: Dispatch) -> datetime:
    """When its people were last told of it: as it went out, or was given out again."""
    steps = act.steps.filter(step__in=[DispatchStep.Step.SENT, DispatchStep.Step.GIVEN_AGAIN])
    return steps.aggregate(last=Max("at"))["last"] or act.goes_at


def _rows_of(tasks: Collection[Task], *, since: datetime) -> Mapping[int, Row]:
    """The row of each task, by its id: how far the message `since` then came; one query."""
    rows = Reminder.objects.filter(
        kind=Task.matter_kind,
        deadline_id__in=[task.pk for task in tasks],
        stage=DISPATCHED,
        owed_at__gte=since,
    )
    reminders = defaultdict(list)
    for task_id, *state in rows.values_list("deadline_id", "message__read_at", "text__state"):
        reminders[task_id].append(state)
    by_id = {}
    for task in tasks:
        seen = [read_at for read_at, _text in reminders[task.pk] if read_at]
        texts = {text for _read_at, text in reminders[task.pk] if text}
        how = _reached(reminders[task.pk], seen, texts)
        by_id[task.pk] = Row(task, how, min(seen, default=None))
    return by_id


def _reached(reminders: list, seen: list, texts: Collection[str]) -> Reached:
    if not reminders:
        return Reached.NOBODY
    if seen:
        return Reached.SEEN
    return Reached.FAILED if texts and texts <= NOT_DELIVERED else Reached.UNSEEN


def _by_branch(county_id: int, tasks: list[Task], chosen: list[Row]) -> list[Branch]:
    heads = _heads(county_id)
    branches: dict[int, Branch] = {}
    for task in tasks:
        branch = _branch_of(task.unit, heads, county_id)
        there = branches.setdefault(branch.pk, Branch(branch))
        there.given += not task.exempt
        there.fulfilled += bool(task.fulfilled_at) and not task.exempt
    for row in chosen:
        branches[_branch_of(row.task.unit, heads, county_id).pk].rows.append(row)
    return [branch for branch in branches.values() if branch.rows]


def _heads(county_id: int) -> Mapping[int, Unit]:
    """The county and its branches, closed ones too: a task keeps its unit."""
    heads = Unit.objects.filter(county=county_id, kind=Unit.Kind.BRANCH)
    return {unit.pk: unit for unit in heads | Unit.objects.filter(pk=county_id)}


def _branch_of(unit: Unit, heads: Mapping[int, Unit], county_id: int) -> Unit:
    above = [int(pk) for pk in unit.path.strip("/").split("/")]
    return next((heads[pk] for pk in reversed(above) if pk in heads), heads[county_id])
