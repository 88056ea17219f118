"""What stands on a person's desk: the quarter's tasks, whatever is owed next, what waits."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.days import day_of
from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.owed.across import Owed
from responsibility.owed.models import OwedByPost
from responsibility.owed.whose import name_holders
from responsibility.records.models import Credit, DutyRecord
from responsibility.records.record.own import own_records, rows_of
from responsibility.tasks.models import Task, TaskQuerySet

URGENCY = [Lamp.YELLOW, Lamp.RED, Lamp.UNLIT]  # what can still be done in time comes first
SHOWN = [Lamp.GREEN, Lamp.YELLOW, Lamp.ORANGE, Lamp.RED, Lamp.UNLIT]  # the five counts
AT_ONCE = 8  # rows shown at once, and whatever is red or yellow beyond them
RECENT = 5


@dataclass
class Desk:
    """The tasks of one quarter by deadline, and what is still to be done: tasks and whatever else
    the posts owe, what is due soon first, then what the quarter has red, then the rest.

    `counts` are of the quarter's tasks by lamp; `done` of `total` are fulfilled, late ones too.
    `earlier` is what earlier quarters left red: it does not stand before what is due soon. Whose
    they are stands beside them (owed/whose.py): a successor finds the predecessor's there.
    """

    quarter: Quarter
    past: list[Task]
    ahead: list[Task]
    counts: dict[str, int]
    next: list[OwedByPost] = field(default_factory=list)
    later: list[OwedByPost] = field(default_factory=list)
    earlier: list[OwedByPost] = field(default_factory=list)

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
    def red_besides(self) -> int:
        """How much of what is red now is neither a task of the quarter nor left by an earlier one:
        no count of the quarter says it."""
        red = [owed for owed in self.next if owed.lamp_now == Lamp.RED]
        return sum(not getattr(owed, "inside", False) for owed in red)

    @property
    def left_by(self) -> str:
        """A sentence: in whose time `earlier` fell due, where that was another's."""
        people = dict.fromkeys(owed.holder_then for owed in self.earlier if owed.holder_then)
        if not people:
            return ""
        who = pgettext("between items", ", ").join(people)
        return _("in the post then: %(who)s, not counted as your own") % {"who": who}

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
        open_still = [row for row in rows if row.fulfilled_at is None and not row.exempt]
        earlier = [row for row in open_still if _is_earlier(row, quarter)]
        waiting = sorted((row for row in open_still if row not in earlier), key=_by_urgency)
        at_once = max(AT_ONCE, sum(row.lamp_now != Lamp.UNLIT for row in waiting))
        return cls(
            quarter=quarter,
            past=[task for task in shown if task.late_at <= now],
            ahead=[task for task in shown if task.late_at > now],
            counts={lamp: n for (lamp,), n in counted.items()},
            next=waiting[:at_once],
            later=waiting[at_once:],
            earlier=sorted(earlier, key=_by_urgency),
        )


def tasks_on_desk(user, *, now: datetime, post: int | None = None) -> TaskQuerySet:
    """The opened tasks of the posts `user` holds, belongs to or clerks for, or of one of them."""
    tasks = Task.objects.visible_to(user, at=now).on_desk_of(user, at=now)
    return tasks.filter(post=post) if post else tasks


def _overdue(now: datetime) -> Q:
    """Past its day, unfulfilled, and late entry still turns its lamp."""
    still_open = Q(closes_at=None) | Q(closes_at__gt=now)
    return Q(late_at__lte=now, fulfilled_at=None, exempt=False) & still_open


def _is_earlier(owed: OwedByPost, quarter: Quarter) -> bool:
    """Whether it is red and was due before `quarter`, of whose tasks it is none."""
    inside = getattr(owed, "inside", False)
    return owed.lamp_now == Lamp.RED and not inside and owed.due_on < quarter.start


def _by_urgency(owed: OwedByPost) -> tuple:
    return URGENCY.index(owed.lamp_now), owed.late_at, owed.matter_kind, owed.pk


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
