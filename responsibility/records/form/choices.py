"""What the form of a record offers: tasks to tick, people to name."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from pages.days import day_of
from pages.lamp import Lamp
from pages.prepared import IDS, INSTANT, Prepared
from responsibility.organisation.anybody import PERSON
from responsibility.organisation.posts.in_office import InOffice
from responsibility.records.counting.event_tasks import same_event
from responsibility.records.models import Credit
from responsibility.tasks.models import Task, TaskCounterpart
from responsibility.tasks.page.counterpart_names import names_on

URGENCY = [Lamp.RED, Lamp.YELLOW, Lamp.UNLIT, Lamp.ORANGE, Lamp.GREEN]
AT_ONCE = 4  # tasks shown at once, where more are not ticked


@dataclass(frozen=True)
class TaskChoices:
    """Own tasks to tick: `first` are shown at once, `others` on demand. `offered` are those of
    other posts that the same event fulfils; `ticked` holds the ids ticked now."""

    first: list[Task] = field(default_factory=list)
    others: list[Task] = field(default_factory=list)
    offered: list[Task] = field(default_factory=list)
    ticked: frozenset[int] = frozenset()

    @property
    def chosen(self) -> list[Task]:
        """The own tasks ticked."""
        return [task for task in [*self.first, *self.others] if task.pk in self.ticked]

    @property
    def offered_chosen(self) -> list[Task]:
        """Other posts' tasks ticked."""
        return [task for task in self.offered if task.pk in self.ticked]

    @property
    def open(self) -> list[Task]:
        """Those on demand that are still to be done."""
        return [task for task in self.others if task.fulfilled_at is None]

    @property
    def done(self) -> list[Task]:
        """Those on demand that are done: more may be logged for them, few ever want to."""
        return [task for task in self.others if task.fulfilled_at is not None]

    @property
    def others_chosen(self) -> bool:
        """Whether one of those on demand is ticked: then they are shown."""
        return any(task.pk in self.ticked for task in self.others)

    @property
    def allow_zero_report(self) -> bool:
        """Whether "nothing of the kind this period" fulfils all that is ticked."""
        return bool(self.chosen) and all(
            task.allows_zero_report and not task.counts_people for task in self.chosen
        )


def task_choices(
    *,
    user,
    now: datetime,
    ticked: Collection[int],
    shown: Sequence[int] = (),
    post: int | None = None,
    present: Collection[int] = (),
) -> TaskChoices:
    """The tasks `user` may tick at `now`, the most urgent first, in three queries.

    With a `post` only its own, what is ticked or shown already, and what the same event fulfils.
    `first` are the ticked ones, those of the same event, and the most urgent that can still turn;
    or `shown`, what the page has shown before, so that nothing moves under the finger. To the
    posts `present` the event is offered without a tick.
    """
    rows = sorted(_loggable(user, now, {*ticked, *shown}), key=_by_urgency)
    own = [task for task in rows if task.pk in ticked]
    if post:
        kept = {*ticked, *shown}
        rows = [t for t in rows if t.post_id == post or t.pk in kept or _belongs(t, own)]
    if shown:
        first = sorted(
            (task for task in rows if task.pk in shown), key=lambda task: shown.index(task.pk)
        )
    else:
        first = _first(rows, own, now)
    return TaskChoices(
        first=first,
        others=[task for task in rows if task not in first],
        offered=[t for t in _offered(user, now, own, ticked) if t.post_id not in present],
        ticked=frozenset(ticked),
    )


def _loggable(user, now: datetime, wanted: set[int]) -> list[Task]:
    """Unfulfilled ones, fulfilled ones of running periods, and the `wanted` ones."""
    return _LOGGABLE(user=user, now=now, wanted=wanted)


def _to_log(user, now, wanted):
    running = Q(fulfilled_at=None) | Q(period_end__gt=day_of(now)) | Q(pk__in=wanted)
    tasks = Task.objects.visible_to(user, at=now).loggable_by(user, at=now)
    tasks = tasks.filter(running, exempt=False).with_lamp(now=now)
    return tasks.select_related("item", "dispatch", "post", "category")


_LOGGABLE = Prepared(_to_log, user=PERSON, now=INSTANT, wanted=IDS)


def _offered(user, now: datetime, own: list[Task], ticked: Collection[int]) -> list[Task]:
    """Those of other posts that the same event as one of the `own` ones fulfils, each with who is
    in its post today (`in_post`, names)."""
    if not own:
        return []
    tasks = same_event(user=user, tasks=own, at=now)
    rows = list(tasks.filter(Q(fulfilled_at=None) | Q(pk__in=ticked)).for_rows(now=now))
    in_office = InOffice.of({task.post_id for task in rows})
    for task in rows:
        task.in_post = [term.name for term in in_office.on(task.post_id, day_of(now))]
    return rows


def _first(rows: list[Task], own: list[Task], now: datetime) -> list[Task]:
    first = [task for task in rows if _belongs(task, own)]
    rest = [task for task in rows if task not in first and task.fulfilled_at is None]
    rest.sort(key=lambda task: not _is_urgent(task, now))
    first += rest[: max(0, AT_ONCE - len(first))]
    return sorted(first, key=lambda task: task not in own)


def _is_urgent(task: Task, now: datetime) -> bool:
    closed = task.closes_at is not None and task.closes_at <= now
    return task.fulfilled_at is None and task.lamp_now in (Lamp.RED, Lamp.YELLOW) and not closed


def _belongs(task: Task, own: list[Task]) -> bool:
    """Ticked, or fulfilled by the same event as a ticked one (one meeting, several posts)."""
    return task in own or (
        task.fulfilled_at is None
        and any(_same_event(task, ticked) for ticked in own if task.post_id != ticked.post_id)
    )


def _same_event(task: Task, other: Task) -> bool:
    keys = {one.item.event_key if one.item_id else "" for one in (task, other)}
    overlap = task.period_start < other.period_end and other.period_start < task.period_end
    return len(keys) == 1 and keys != {""} and overlap and task.unit_id == other.unit_id


def _by_urgency(task: Task) -> tuple:
    return URGENCY.index(task.lamp_now), task.late_at, task.pk


@dataclass(frozen=True)
class Whom:
    """Someone a per-person task asks for: a post with its holder, or a unit.

    `value` is how the form names it: "post-12", "unit-5". `done`: reached already, for all
    ticked tasks that ask for it.
    """

    value: str
    name: str
    about: str
    done: bool
    chosen: bool


def counterpart_choices(
    *, tasks: Iterable[Task], chosen: Collection[str], now: datetime, besides: int | None = None
) -> list[Whom]:
    """Whom the ticked `tasks` ask for: those missing first, in the order of the organisation.

    In two queries for tasks that count people, none for others. What the record `besides` names
    (the one to be corrected) does not count as reached.
    """
    asking = [task.pk for task in tasks if task.counts_people]
    if not asking:
        return []
    rows = list(
        TaskCounterpart.objects.filter(task__in=asking)
        .select_related("unit", "post__unit")
        .order_by("post__unit__order_key", "post__position", "unit__order_key", "pk")
    )
    reached = _reached(asking, besides)
    missing = {_value(row.post_id, row.unit_id) for row in rows if _key(row) not in reached}
    found = {}
    for row, (name, about) in zip(rows, names_on(rows, day_of(now)), strict=True):
        value = _value(row.post_id, row.unit_id)
        found[value] = Whom(value, name, about, value not in missing, value in chosen)
    return sorted(found.values(), key=lambda whom: whom.done)


def _reached(task_ids: list[int], besides: int | None) -> set[tuple]:
    """(task, post, unit) of whom records in force and counting name."""
    credits = Credit.objects.filter(task__in=task_ids).counting().exclude(record=besides)
    return set(
        credits.values_list("task", "record__counterparts__post", "record__counterparts__unit")
    )


def _key(row: TaskCounterpart) -> tuple:
    return row.task_id, row.post_id, row.unit_id


def _value(post: int | None, unit: int | None) -> str:
    return f"post-{post}" if post else f"unit-{unit}"
