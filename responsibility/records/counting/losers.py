"""Who loses by the withdrawal or correction of a record: said before the act, told after it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from alerts.audit.actor import Actor
from alerts.reminders.owe import owe_reminders
from responsibility.organisation.people.models import User
from responsibility.records.credits.awaited import slot_of
from responsibility.records.kind import CREDIT_LOST
from responsibility.records.models import Credit, DutyRecord
from responsibility.tasks.models import Task


class Loser(NamedTuple):
    """A task a record counts for, and the names of who answers for it today."""

    task: Task
    people: list[str]


def losers_of(record: DutyRecord, *, now: datetime) -> list[Loser]:
    """The tasks that `record` counts for, each with its people; four queries."""
    counting = Credit.objects.filter(record=record).counting().values("task")
    tasks = list(Task.objects.filter(pk__in=counting).for_rows(now=now))
    people = _people([task.pk for task in tasks], now)
    names = User.objects.in_bulk({person for some in people.values() for person in some})
    return [Loser(task, sorted(names[person].name for person in people[task.pk])) for task in tasks]


def tell_losers(
    *, tasks: Iterable[Task], before: Mapping[int, int], record: DutyRecord, by: Actor,
    now: datetime,
) -> None:  # fmt: skip
    """Owe a reminder to who answers for those of `tasks` that count less than `before` (by id) by
    the act of `by` on `record`; not to `by`, who knows."""
    lost = [task.pk for task in tasks if task.done < before[task.pk]]
    people = _people(lost, now)
    for task_id in lost:
        owe_reminders(
            model=Task,
            ids=[task_id],
            stage=CREDIT_LOST,
            now=now,
            slot=slot_of(record.pk),
            asked_by_id=by.user.pk,
            to=sorted(people[task_id] - {by.user.pk}),
        )


def _people(task_ids: list[int], now: datetime) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    if task_ids:
        for task_id, person in Task.recipients_of(task_ids, stage=CREDIT_LOST, at=now):
            found[task_id].add(person)
    return found
