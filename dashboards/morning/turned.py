"""What turned red or yellow since an instant, in the units that a person supervises."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db.models import Case, Count, F, Value, When
from django.db.models.functions import Greatest

from alerts.deadlines.readers import all_rows, grouped
from dashboards.matrix.attention import IN_ORDER, WORST_FIRST
from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.owed.across import Owed
from responsibility.owed.models import OwedByPost, OwedQuerySet

SHOWN = 60


@dataclass(frozen=True)
class Turned:
    """The first `rows` of what turned, red first, then by deadline; `counts` of all of it by lamp;
    `unchanged` how many of the quarter's stand as before, by lamp."""

    rows: list[OwedByPost]
    counts: Counter
    unchanged: Counter

    @property
    def red(self) -> int:
        return self.counts[Lamp.RED]

    @property
    def yellow(self) -> int:
        return self.counts[Lamp.YELLOW]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.red + self.yellow - len(self.rows)

    @classmethod
    def of(cls, owed: Owed, *, since: datetime, quarter: Quarter) -> Self:
        """Of what is `owed` to be looked at; in three queries, and one for each kind
        that `rows` show."""
        turned = owed.in_parts(lambda rows: _turned(rows, since, owed.at))
        counts, within = _counted(turned, quarter)
        of_quarter = owed.of_each(lambda rows: rows.filter(rows.model.in_quarter(quarter)))
        standing = Counter({lamp: n for (lamp,), n in of_quarter.lamp_counts().items()})
        return cls(turned.first(IN_ORDER, stop=SHOWN), counts, standing - within)


def _turned(rows: OwedQuerySet, since: datetime, now: datetime) -> list[OwedQuerySet]:
    """What is red or yellow and turned at `since` or later, in parts that share no row.

    A lamp that no sweep has stored yet turned at the instant that is stored for it."""
    *stored, expired = rows.by_lamp(Lamp.RED, Lamp.YELLOW, now=now)
    reddened = When(lamp_now=Value(Lamp.RED), then=Greatest("late_at", "held_until"))
    by_clock = expired.annotate(turned_at=Case(reddened, default=F("warns_at")))
    parts = [*(part.annotate(turned_at=F("lamp_since")) for part in stored), by_clock]
    return [part.filter(turned_at__gte=since).annotate(worst=WORST_FIRST) for part in parts]


def _counted(turned: Owed, quarter: Quarter) -> tuple[Counter, Counter]:
    """How many turned, by lamp; and how many of them belong to the quarter."""
    counts: Counter = Counter()
    within: Counter = Counter()

    def inside(model) -> Count:
        return Count("pk", filter=model.in_quarter(quarter))

    for lamp, n, of_quarter in grouped(turned.kinds, "lamp_now", n=all_rows, inside=inside):
        counts[lamp] += n
        within[lamp] += of_quarter
    return counts, within


def turned_at(row: OwedByPost) -> datetime:
    """When a row read `with_lamp` turned to the lamp it has."""
    if row.lamp == row.lamp_now:
        return row.lamp_since
    if row.lamp_now == Lamp.RED:
        return max(filter(None, (row.late_at, row.held_until)))
    return row.warns_at


def due_together(rows: Sequence[OwedByPost]) -> dict[int | None, list[OwedByPost]]:
    """The rows by the day they are due, in their order; None for what is overdue."""
    by_day: dict = {}
    for row in rows:
        key = None if row.lamp_now == Lamp.RED else row.due_on
        by_day.setdefault(key, []).append(row)
    return by_day
