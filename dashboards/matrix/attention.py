"""What needs attention: overdue first, then what is due soon (M002-15). A list of reasons."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from django.db.models import Case, Count, Q, Value, When

from alerts.deadlines.readers import all_rows, grouped
from alerts.proof.untold import untold
from alerts.reminders.models import Reminder
from dashboards.matrix.narrowed import narrowed
from dashboards.matrix.scope import Scope
from dashboards.matrix.selection import Selection
from pages.days import day_of
from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.organisation.relations.acts import may_urge
from responsibility.owed.across import Owed
from responsibility.owed.models import OwedByPost, OwedQuerySet
from responsibility.tasks.models import Task
from supervision.demands.models import Demand
from supervision.urging.kind import BY_HAND

SHOWN = 8
WORST_FIRST = Case(When(lamp_now=Lamp.RED, then=Value(0)), default=Value(1))
IN_ORDER = ("worst", "late_at", "unit__order_key")


class Waiting(NamedTuple):
    """What needs attention, of every kind that is owed, by unit: what is red, what is yellow, and
    how much of the red was left by earlier quarters."""

    red: Counter
    yellow: Counter
    earlier: Counter

    @property
    def total(self) -> int:
        return self.red.total() + self.yellow.total()

    @property
    def overdue(self) -> int:
        """All that is red, whichever quarter it is of."""
        return self.red.total()

    @property
    def left(self) -> int:
        """What of it earlier quarters left."""
        return self.earlier.total()

    @classmethod
    def of(cls, waiting: Owed, *, quarter: Quarter) -> Self:
        """Of what `needing_attention` found for `quarter`, in one query."""

        def left(model) -> Count:
            return Count("pk", filter=left_over(model, quarter, waiting.at))

        attention = cls(Counter(), Counter(), Counter())
        by_lamp = {Lamp.RED: attention.red, Lamp.YELLOW: attention.yellow}
        counted = grouped(waiting.kinds, "unit_id", "lamp_now", n=all_rows, before=left)
        for unit_id, lamp, n, before in counted:
            by_lamp[lamp][unit_id] += n
            attention.earlier[unit_id] += before
        return attention


@dataclass(frozen=True)
class Attention:
    """The first `rows` of all that is `waiting`, of every kind that is owed; each carries what
    `mark_urging` gives it."""

    rows: list[OwedByPost]
    waiting: Waiting

    @property
    def total(self) -> int:
        return self.waiting.total

    @property
    def overdue(self) -> int:
        return self.waiting.overdue

    def more_overdue_than(self, lamps: Mapping[str, int]) -> int:
        """What is overdue, if that is more than `lamps` of a quarter's tasks say; else 0."""
        return self.overdue if self.overdue > lamps.get(Lamp.RED, 0) else 0

    @property
    def urgeable(self) -> bool:
        """Whether any of them may be reminded of."""
        return any(row.may_urge for row in self.rows)

    @classmethod
    def of(cls, scope: Scope, selection: Selection, *, units: list[int] | None) -> Self:
        """Those of the chosen segment and `units` (None: all), in a fixed number of queries."""
        segment = selection.segment
        owed = needing_attention(scope.owed(), quarter=selection.quarter)
        owed = owed.of_each(lambda rows: rows.filter(segment.rows(rows.model.role_path)))
        owed = owed.of_each(lambda rows: narrowed(rows, selection.but(branch=None)))
        if units is not None:
            owed = owed.of_each(lambda rows: rows.filter(unit__in=units))
        rows = owed.first(IN_ORDER, stop=SHOWN)
        mark_urging(rows, user=scope.user, at=scope.at)
        return cls(rows, Waiting.of(owed, quarter=selection.quarter))


def needing_attention(owed: Owed, *, quarter: Quarter) -> Owed:
    """What is red or yellow, to be read `IN_ORDER`.

    The quarter's own, and of earlier quarters what is overdue as long as late entry still turns
    its lamp.
    """

    def waiting(rows: OwedQuerySet) -> list[OwedQuerySet]:
        wanted = rows.model.in_quarter(quarter) | left_over(rows.model, quarter, owed.at)
        parts = rows.by_lamp(Lamp.RED, Lamp.YELLOW, now=owed.at)
        return [part.filter(wanted).annotate(worst=WORST_FIRST) for part in parts]

    return owed.in_parts(waiting)


def left_by(owed: Owed, *, quarter: Quarter) -> Owed:
    """What earlier quarters left overdue, to be read `IN_ORDER`."""

    def left(rows: OwedQuerySet) -> list[OwedQuerySet]:
        wanted = left_over(rows.model, quarter, owed.at)
        parts = rows.by_lamp(Lamp.RED, now=owed.at)
        return [part.filter(wanted).annotate(worst=WORST_FIRST) for part in parts]

    return owed.in_parts(left)


def left_over(model: type[OwedByPost], quarter: Quarter, now: datetime) -> Q:
    """Overdue from before `quarter` and open to late entry; of rows with `lamp_now`.

    What is red and open to late entry is neither fulfilled nor exempt, so nothing is asked of a
    row that the index of what is red does not hold.
    """
    still_open = Q(closes_at=None) | Q(closes_at__gt=now)
    return model.before_quarter(quarter) & still_open & Q(lamp_now=Lamp.RED)


def mark_urging(rows: Sequence[OwedByPost], *, user, at: datetime) -> None:
    """Give each row `may_urge` (may `user` remind of it: of tasks), `told_today` (somebody did),
    `untold` (it turned red without a delivered reminder) and `unanswered` (a demand about it that
    `user` may see has no answer by its day)."""
    tasks = [row for row in rows if isinstance(row, Task)]
    urged = Reminder.objects.filter(
        kind=Task.matter_kind,
        deadline_id__in=[task.pk for task in tasks],
        stage__in=BY_HAND,
        slot=day_of(at).isoformat(),
    )
    told_today = set(urged.values_list("deadline_id", flat=True))
    unwarned = untold(rows, now=at)
    demands = Demand.objects.visible_to(user, at=at).overdue(at=at).filter(tasks__in=tasks)
    unanswered = set(demands.values_list("tasks", flat=True))
    for row in rows:
        is_task = isinstance(row, Task)
        done = row.fulfilled_at is not None or row.exempt
        row.untold = row in unwarned
        row.unanswered = is_task and row.pk in unanswered
        row.may_urge = is_task and not done and may_urge(user=user, owed=row, at=at)
        row.told_today = is_task and row.pk in told_today
