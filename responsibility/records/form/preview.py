"""What lodging now would do to the lamps, without writing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from alerts.lamps.rule import lamp_for
from pages.days import day_of
from responsibility.records.counting.count import (
    count,
    counted,
    counterpart_keys,
    counterparts_asked,
    facts_of_count,
)
from responsibility.records.counting.window import counting_instant
from responsibility.records.lodging.ticked import ticked_tasks
from responsibility.records.together.party import Party
from responsibility.tasks.models import Task


@dataclass(frozen=True, kw_only=True)
class TaskPreview:
    """One ticked task: lamp and count before and after.

    `offered`: its holder must confirm first, so nothing changes yet.
    """

    task: Task
    lamp: str
    lamp_after: str
    done: int
    done_after: int
    offered: bool = False


def preview(
    *,
    user,
    now: datetime,
    task_ids: Sequence[int],
    counterpart_post_ids: Iterable[int] = (),
    counterpart_unit_ids: Iterable[int] = (),
    instead_of: int | None = None,
    on: date | None = None,
) -> list[TaskPreview]:
    """The ticked tasks, own ones first; what the person may not tick is left out.

    The same rules as for lodging and correcting. `instead_of` is the id of the record to be
    corrected, its day and kind unchanged; `on` the day of what was done, today where none is said.
    """
    party = Party(
        on=on or day_of(now),
        posts=frozenset(counterpart_post_ids),
        units=frozenset(counterpart_unit_ids),
        instead_of=instead_of,
    )
    wanted = tuple(dict.fromkeys(task_ids))
    ticked = ticked_tasks(user=user, at=now, task_ids=wanted, read=_read, party=party)
    named = counterpart_keys(posts=party.posts, units=party.units)
    own = [_preview(task, now, named, instead_of) for task in ticked.own]
    return own + [_unchanged(task, now) for task in ticked.offered]


def _read(ids: Iterable[int]) -> list[Task]:
    return list(Task.objects.filter(pk__in=ids).select_related("item", "dispatch", "post", "unit"))


def _unchanged(task: Task, now: datetime) -> TaskPreview:
    lamp = lamp_for(task.facts, now=now)
    return TaskPreview(
        task=task, lamp=lamp, lamp_after=lamp, done=task.done, done_after=task.done, offered=True
    )


def _preview(task: Task, now: datetime, named: frozenset, instead_of: int | None) -> TaskPreview:
    before, others = counted(task), counted(task, without_record=instead_of)
    at = counting_instant(task=task, now=now)
    if task.counts_people:
        added = {key: before.get(key, at) for key in named & counterparts_asked(task)}
    else:
        added = {"this record": before.get(instead_of, at)}
    since = added | others
    facts = facts_of_count(task, count(since.values(), required=task.required))
    done_after = facts.pop("done")
    known = {name: value for name, value in facts.items() if name != "held_since"}
    return TaskPreview(
        task=task,
        lamp=lamp_for(task.facts, now=now),
        lamp_after=lamp_for(replace(task.facts, **known), now=now),
        done=task.done,
        done_after=done_after,
    )
