"""The demonstration's event script: who does what, when. Pure and the same for the same day.

Every choice is drawn from a generator seeded by what it is about (unit, post, item, period), so a
later `today` plays the same story further.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from alerts.workdays.calendar import Calendar
from responsibility.tasks.models import Task

SHANGHAI = ZoneInfo("Asia/Shanghai")
CLERKS = {"party_committee": 0.8, "principal_officer": 0.4}  # share of records a clerk lodges
NEVER, LATE = 0.02, 0.07  # cumulated shares of duties never done, and done after the deadline


@dataclass
class Lodging:
    """One record to be lodged: for these tasks, with these counterparts (ids of posts or units)."""

    at: datetime
    tasks: list[Task]
    happened_on: date
    by_clerk: bool
    frame: int
    place: int
    zero: bool = False
    posts: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    confirmed_at: datetime | None = None
    afterwards: str = ""  # "", "withdraw", "correct", "decline"


def write_script(
    *, tasks: Iterable[Task], counterparts: dict, calendar: Calendar, until: datetime
) -> list[Lodging]:
    """The lodgings up to `until`, in the order of time.

    `counterparts` maps a task's id to the ids (posts, units) of whom it must reach.
    """
    lodgings = []
    for group in _groups(tasks):
        draw = Random(_key(group[0]))
        reached = counterparts.get(group[0].pk, ([], []))
        lodgings += _of_group(group, reached, draw, calendar)
    return sorted(
        (lodging for lodging in lodgings if lodging.at <= until),
        key=lambda lodging: (lodging.at, lodging.tasks[0].pk),
    )


def _groups(tasks: Iterable[Task]) -> list[list[Task]]:
    """Tasks of one unit and period that one event fulfils stand together; others alone."""
    groups = defaultdict(list)
    for task in tasks:
        event = task.item.event_key
        key = (task.unit_id, event, task.period_start) if event and _leads(task) else task.pk
        groups[key].append(task)
    return list(groups.values())


def _leads(task: Task) -> bool:
    return task.role_kind.code in CLERKS and not task.counts_people


def _key(task: Task) -> str:
    unit, post = task.unit.order_key, task.post.position
    return f"{unit} {post} {task.item.event_key or task.item_code} {task.period_start}"


def _of_group(group: list[Task], reached: tuple, draw: Random, calendar: Calendar) -> list[Lodging]:
    task = group[0]
    care = Random(task.unit.order_key).choice([0.6, 0.8, 1, 1, 1.2, 1.6])  # some units are slower
    fate = draw.random() / care
    late = fate < LATE
    last = _day_of_work(task, draw, calendar, late=late)
    meetings = _meetings(reached, draw) or [([], [])]
    if fate < NEVER:
        meetings = meetings[:-1]
    lodgings, day = [], last
    for posts, units in reversed(meetings):
        lodgings.append(_lodging(group, day, posts, units, draw))
        day = max(task.period_start, day - timedelta(days=draw.randrange(1, 9)))
    return lodgings


def _day_of_work(task: Task, draw: Random, calendar: Calendar, *, late: bool) -> date:
    if late:
        return calendar.roll_forward(task.due_on + timedelta(days=draw.randrange(1, 25)))
    span = max(1, (task.due_on - task.period_start).days)
    ahead = min(span, int(draw.triangular(0, min(span, 75), 6)))
    day = calendar.roll_forward(task.due_on - timedelta(days=ahead))
    return min(day, task.due_on)


def _meetings(reached: tuple, draw: Random) -> list[tuple[list[int], list[int]]]:
    """Counterparts are reached in ones and twos."""
    posts, units = (list(ids) for ids in reached)
    ids, of_units = (units, True) if units else (posts, False)
    meetings = []
    while ids:
        size = draw.choice([1, 2, 2])
        some, ids = ids[:size], ids[size:]
        meetings.append(([], some) if of_units else (some, []))
    return meetings


def _lodging(group: list[Task], day: date, posts, units, draw: Random) -> Lodging:
    first = group[0]
    at = datetime.combine(day, time(8, 30), SHANGHAI) + timedelta(seconds=draw.randrange(9 * 3600))
    by_clerk = draw.random() < CLERKS.get(first.role_kind.code, 0)
    zero = all(task.allows_zero_report for task in group) and draw.random() < 0.3
    lodging = Lodging(
        at=at,
        tasks=group,
        happened_on=max(first.period_start, day - timedelta(days=draw.choice([0, 0, 0, 1, 2, 4]))),
        by_clerk=by_clerk,
        frame=draw.randrange(6),
        place=draw.randrange(7),
        zero=zero and not (posts or units),
        posts=posts,
        units=units,
    )
    if by_clerk:
        lodging.confirmed_at = at + timedelta(hours=draw.randrange(1, 60))
    turn = draw.random()
    if turn < 0.004 and by_clerk:
        lodging.afterwards, lodging.confirmed_at = "decline", None
    elif turn < 0.008:
        lodging.afterwards = "withdraw"
    elif turn < 0.02:
        lodging.afterwards = "correct"
    return lodging
