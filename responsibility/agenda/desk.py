"""What stands on a person's desk: the quarter's tasks, whatever is owed next, what waits."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Self

from django.db.models import BooleanField, ExpressionWrapper, Q

from pages.days import day_of
from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.owed.across import Owed
from responsibility.owed.models import OwedByPost
from responsibility.owed.whose import name_holders
from responsibility.records.models import Credit, DutyRecord
from responsibility.records.record.own import own_records, rows_of
from responsibility.tasks.models import Task, TaskQuerySet

URGENCY = [Lamp.RED, Lamp.YELLOW, Lamp.UNLIT]
SHOWN = [Lamp.GREEN, Lamp.YELLOW, Lamp.ORANGE, Lamp.RED, Lamp.UNLIT]  # the five counts
AT_ONCE = 8  # rows shown at once, and whatever is red or yellow beyond them
RECENT = 5


@dataclass
class Desk:
    """The tasks of one quarter by deadline, and what is still to be done, most urgent first: tasks
    and whatever else the posts owe.

    `counts` are of the quarter's tasks by lamp; `done` of `total` are fulfilled, late ones too.
    Whose they are stands beside them (owed/whose.py): a successor finds the predecessor's there.
    """

    quarter: Quarter
    past: list[Task]
    ahead: list[Task]
    counts: dict[str, int]
    next: list[OwedByPost] = field(default_factory=list)
    later: list[OwedByPost] = field(default_factory=list)

    @property
    def five(self) -> list[tuple[str, int]]:
        return [(lamp, self.counts.get(lamp, 0)) for lamp in SHOWN]

    @property
    def done(self) -> int:
        return self.counts.get(Lamp.GREEN, 0) + self.counts.get(Lamp.ORANGE, 0)

    @property
    def total(self) -> int:
        return sum(self.counts.get(lamp, 0) for lamp in SHOWN)

    @property
    def of_others(self) -> list[tuple[str, int]]:
        """How many of the quarter's tasks were decided in whose time, where that is not the
        time of who is in the post today."""
        shown = [*self.past, *self.ahead]
        return list(Counter(task.in_time_of for task in shown if task.in_time_of).items())

    @property
    def exempt(self) -> int:
        return self.counts.get(Lamp.EXEMPT, 0)

    @property
    def overdue(self) -> int:
        """How much is overdue now, whichever quarter or kind it is of, where that is more than the
        quarter's count says; else 0. All of it stands in `next`."""
        red = sum(one.lamp_now == Lamp.RED for one in self.next)
        return red if red > self.counts.get(Lamp.RED, 0) else 0

    @classmethod
    def of(cls, user, *, quarter: Quarter, now: datetime, post: int | None = None) -> Self:
        """The desk of `user` at the aware instant `now`, of one `post` or of all: four queries,
        and one for each other kind that is on it.

        Beside the quarter's tasks it has whatever of other quarters is overdue and still open.
        """
        tasks = tasks_on_desk(user, now=now, post=post)
        counted = tasks.filter(quarter.tasks).lamp_counts(now=now)
        inside = ExpressionWrapper(quarter.tasks, output_field=BooleanField())
        tasks = tasks.filter(quarter.tasks | _overdue(now)).annotate(inside=inside)
        others = Owed.on_desk_of(user, at=now, post=post).but(Task)
        rows = [*tasks.for_rows(now=now), *others.of_each(lambda owed: owed.open_still()).rows()]
        name_holders(rows, now=now)
        shown = [row for row in rows if getattr(row, "inside", False)]
        waiting = [row for row in rows if row.fulfilled_at is None and not row.exempt]
        waiting.sort(key=_by_urgency)
        at_once = max(AT_ONCE, sum(one.lamp_now != Lamp.UNLIT for one in waiting))
        return cls(
            quarter=quarter,
            past=[task for task in shown if task.late_at <= now],
            ahead=[task for task in shown if task.late_at > now],
            counts={lamp: n for (lamp,), n in counted.items()},
            next=waiting[:at_once],
            later=waiting[at_once:],
        )


def tasks_on_desk(user, *, now: datetime, post: int | None = None) -> TaskQuerySet:
    """The opened tasks of the posts `user` holds, belongs to or clerks for, or of one of them."""
    tasks = Task.objects.visible_to(user, at=now).on_desk_of(user, at=now)
    return tasks.filter(post=post) if post else tasks


def _overdue(now: datetime) -> Q:
    """Past its day, unfulfilled, and late entry still turns its lamp."""
    still_open = Q(closes_at=None) | Q(closes_at__gt=now)
    return Q(late_at__lte=now, fulfilled_at=None, exempt=False) & still_open


def _by_urgency(owed: OwedByPost) -> tuple:
    return URGENCY.index(owed.lamp_now), owed.late_at, owed.matter_kind, owed.pk


def desk_posts(user, *, now: datetime) -> list[Post]:
    """The posts on this desk, in the order of the organisation."""
    posts = Post.objects.filter(pk__in=standing_of(user, at=now).desk_posts)
    return list(posts.select_related("unit").order_by("unit__order_key", "position", "pk"))


def awaiting(user, *, now: datetime) -> list[list[Credit]]:
    """What waits for this person's confirmation, record by record."""
    credits = (
        Credit.objects.visible_to(user, at=now)
        .confirmable_by(user, at=now)
        .select_related("record__lodged_by", "record__post", "task__item", "task__dispatch", "post")
        .order_by("record__lodged_at", "record", "pk")
    )
    return [list(group) for _record, group in groupby(credits, key=lambda c: c.record_id)]


def recent_records(user, *, now: datetime, post: int | None = None) -> tuple[list[DutyRecord], int]:
    """The newest records in force of the person and the posts on the desk, and how many are.

    Of one `post`: those by it or for its tasks.
    """
    records = own_records(user, at=now).in_force()
    if post:
        credited = Credit.objects.filter(post=post).values("record")
        records = records.filter(Q(post=post) | Q(pk__in=credited))
    return rows_of(records[:RECENT], user=user, at=now), records.count()


def days_to_end(quarter: Quarter, *, now: datetime) -> int | None:
    """Days from today to the last day of `quarter`; None when today is not in it."""
    today = day_of(now)
    return (quarter.end - today).days - 1 if quarter == Quarter.of(today) else None
