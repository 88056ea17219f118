"""What counts for a task, and since when (architecture 4, "what counts").

A task counts records, or distinct counterparts: each then counts once, from the first record
in force that names it.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

from alerts.lamps.rule import Hold
from responsibility.records.models import Credit
from responsibility.tasks.models import Task, TaskCounterpart

NO_HOLD = {"hold": None, "held_since": None, "held_until": None}


@dataclass(frozen=True)
class Count:
    """How many count, and the aware instant at which the required number was reached."""

    done: int
    fulfilled_at: datetime | None


def count(instants: Iterable[datetime], *, required: int) -> Count:
    """`fulfilled_at` is the required-th smallest of the instants, None while there are fewer."""
    reached = sorted(instants)
    fulfilled_at = reached[required - 1] if len(reached) >= required else None
    return Count(done=len(reached), fulfilled_at=fulfilled_at)


def counted(task: Task, *, without_record: int | None = None) -> dict[Hashable, datetime]:
    """What counts for `task`, each with the instant since when: record ids, or counterparts.

    A counterpart is ("post", id) or ("unit", id); one that is not the task's does not count.
    `without_record` leaves one record out, as if it had not been lodged.
    """
    credits = Credit.objects.filter(task=task).counting().exclude(record=without_record)
    if not task.counts_people:
        return dict(credits.values_list("record", "counts_at"))
    asked = counterparts_asked(task)
    since = {}
    for post, unit, added_at, counts_at in credits.values_list(
        "record__counterparts__post",
        "record__counterparts__unit",
        "record__counterparts__added_at",
        "counts_at",
    ):
        key = counterpart_key(post=post, unit=unit)
        if key in asked:
            at = max(counts_at, added_at or counts_at)
            since[key] = min(at, since.get(key, at))
    return since


def counterparts_asked(task: Task) -> frozenset[Hashable]:
    """Whom a per-person task must reach, as keys of `counted`."""
    rows = TaskCounterpart.objects.filter(task=task).values_list("post", "unit")
    return frozenset(counterpart_key(post=post, unit=unit) for post, unit in rows)


def counterpart_keys(*, posts: Iterable[int], units: Iterable[int]) -> frozenset[Hashable]:
    """These posts and units as keys of `counted`."""
    return frozenset(
        [counterpart_key(post=post, unit=None) for post in posts]
        + [counterpart_key(post=None, unit=unit) for unit in units]
    )


def counterpart_key(*, post: int | None, unit: int | None) -> Hashable:
    """One counterpart, as a key of `counted`."""
    return ("unit", unit) if post is None else ("post", post)


def facts_of_count(task: Task, reached: Count) -> dict:
    """What the count makes of the task's facts. Fulfilled, it is no longer in correction."""
    facts = {"done": reached.done, "fulfilled_at": reached.fulfilled_at}
    if reached.fulfilled_at and task.hold == Hold.IN_CORRECTION:
        facts |= NO_HOLD
    return facts
