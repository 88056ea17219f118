"""What needs attention: overdue first, then what is due soon (M002-15). A list of reasons."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db.models import Case, Count, Q, Value, When, Window

from alerts.reminders.models import Reminder
from dashboards.matrix.scope import Scope
from dashboards.matrix.selection import Selection
from pages.days import day_of
from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.organisation.relations.acts import may_urge
from responsibility.tasks.models import Task, TaskQuerySet
from responsibility.tasks.notice.untold import untold
from supervision.demands.models import Demand
from supervision.urging.kind import URGED

SHOWN = 8
WORST_FIRST = Case(When(lamp_now=Lamp.RED, then=Value(0)), default=Value(1))


@dataclass(frozen=True)
class Attention:
    """The first `tasks` of `total`; each carries what `mark_urging` gives it."""

    tasks: list[Task]
    total: int

    @property
    def urgeable(self) -> bool:
        """Whether any of them may be reminded of."""
        return any(task.may_urge for task in self.tasks)

    @classmethod
    def of(cls, scope: Scope, selection: Selection, *, units: list[int] | None) -> Self:
        """Those of the chosen segment and `units` (None: all), in five queries.

        The first finds and counts them without what a row shows: joined, it would take PostgreSQL
        longer to plan than to run.
        """
        waiting = needing_attention(scope.tasks(), quarter=selection.quarter, now=scope.at)
        waiting = waiting.filter(selection.segment.tasks)
        if units is not None:
            waiting = waiting.filter(unit__in=units)
        first = list(waiting.annotate(total=Window(Count("*"))).values_list("pk", "total")[:SHOWN])
        rows = Task.objects.visible_to(scope.user, at=scope.at).for_rows(now=scope.at)
        by_id = rows.in_bulk([pk for pk, _total in first])
        tasks = [by_id[pk] for pk, _total in first]
        mark_urging(tasks, user=scope.user, at=scope.at)
        return cls(tasks, first[0][1] if first else 0)


def needing_attention(tasks: TaskQuerySet, *, quarter: Quarter, now: datetime) -> TaskQuerySet:
    """What is red or yellow at `now`, in the order to read it.

    The quarter's own, and of earlier quarters what is overdue as long as late entry still turns
    its lamp.
    """
    own = quarter.tasks & Q(lamp_now__in=[Lamp.RED, Lamp.YELLOW])
    waiting = tasks.with_lamp(now=now).filter(own | left_over(quarter, now))
    return waiting.order_by(WORST_FIRST, "late_at", "unit__order_key", "pk")


def left_over(quarter: Quarter, now: datetime) -> Q:
    """Overdue from before `quarter` and open to late entry; of rows with their lamp.

    Such a row is unfulfilled and not exempt: said too, it keeps PostgreSQL from reading all years.
    """
    earlier = Q(due_on__lt=quarter.start) | Q(period_end__lte=quarter.start)
    unfulfilled = Q(fulfilled_at=None, exempt=False)
    still_open = Q(closes_at=None) | Q(closes_at__gt=now)
    return earlier & unfulfilled & still_open & Q(lamp_now=Lamp.RED)


def mark_urging(tasks: list[Task], *, user, at: datetime) -> None:
    """Give each task `may_urge` (may `user` remind of it), `told_today` (somebody did), `untold`
    (it turned red without a delivered reminder) and `unanswered` (a demand about it that `user`
    may see has no answer by its day)."""
    told = Reminder.objects.filter(
        kind=Task.matter_kind,
        deadline_id__in=[task.pk for task in tasks],
        stage=URGED,
        slot=day_of(at).isoformat(),
    )
    told_today = set(told.values_list("deadline_id", flat=True))
    unwarned = untold(tasks, now=at)
    demands = Demand.objects.visible_to(user, at=at).overdue(at=at).filter(tasks__in=tasks)
    unanswered = set(demands.values_list("tasks", flat=True))
    for task in tasks:
        task.untold = task.pk in unwarned
        task.unanswered = task.pk in unanswered
        done = task.fulfilled_at is not None or task.exempt
        task.may_urge = not done and may_urge(user=user, owed=task, at=at)
        task.told_today = task.pk in told_today
