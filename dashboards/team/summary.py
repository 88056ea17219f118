"""What a team member sees of the own unit: totals, no rows (architecture 7)."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db.models import Exists, OuterRef

from alerts.lamps.summary import Summary, summarise
from dashboards.matrix.bar import Part, parts_of
from pages.quarter import Quarter
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task
from supervision.closings.models import ClosedTask, Closing


@dataclass(frozen=True)
class UnitSummary:
    """The opened tasks of a quarter by lamp, of all posts of the units on whose team one sits."""

    units: list[Unit]
    lamps: Counter
    quarter: Quarter
    closing: Closing | None
    frozen: Counter

    @property
    def whole(self) -> Summary:
        return summarise(self.lamps)

    @property
    def parts(self) -> list[Part]:
        return parts_of(self.lamps)

    @property
    def quarters(self) -> list[Quarter]:
        return [self.quarter.shifted(by) for by in (-1, 0, 1)]

    @classmethod
    def of(cls, user, *, quarter: Quarter, at: datetime) -> Self | None:
        """None for who sits on no leading team."""
        seats = standing_of(user, at=at).team_posts
        if not seats:
            return None
        units = Unit.objects.visible_to(user, at=at).filter(posts__in=seats)
        closing = _closing(user, quarter, at)
        counts, frozen = _counts(user, quarter, closing, at)
        return cls(
            units=list(units.distinct().in_order()),
            lamps=counts,
            quarter=quarter,
            closing=closing,
            frozen=frozen,
        )


def _closing(user, quarter: Quarter, at: datetime) -> Closing | None:
    """That of the quarter, if it is closed and has rows of the units."""
    summed = ClosedTask.objects.summed_for(user, at=at).filter(closing=OuterRef("pk"))
    rows = Closing.objects.filter(Exists(summed), year=quarter.year, quarter=quarter.number)
    return rows.first()


def _counts(
    user, quarter: Quarter, closing: Closing | None, at: datetime
) -> tuple[Counter, Counter]:
    """By lamp; of a closed quarter as its corrections have it, and as it was frozen."""
    if closing:
        rows = ClosedTask.objects.summed_for(user, at=at).filter(closing=closing)
        now, frozen = rows.counts()
        return _by_lamp(now), _by_lamp(frozen)
    tasks = Task.objects.summed_for(user, at=at).filter(quarter.tasks).opened(now=at)
    return _by_lamp(tasks.lamp_counts(now=at)), Counter()


def _by_lamp(counts: Counter) -> Counter:
    return Counter({lamp: n for (lamp,), n in counts.items()})
