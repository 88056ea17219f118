"""The figures of a closed quarter: as frozen, and as its corrections have them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple, Self

from django.db.models import Count

from alerts.lamps.summary import Summary, summarise
from pages.lamp import Lamp
from supervision.closings.models import ClosedTaskQuerySet

SHOWN = [Lamp.GREEN, Lamp.ORANGE, Lamp.RED, Lamp.YELLOW, Lamp.UNLIT, Lamp.EXEMPT]


class Figure(NamedTuple):
    """One number: as it is with the corrections, and as it was frozen."""

    lamp: str
    now: int
    frozen: int

    @property
    def corrected(self) -> bool:
        return self.now != self.frozen


@dataclass(frozen=True)
class Figures:
    """Of some rows, by unit and by category (their ids): counters by lamp, corrected; and all of
    them as frozen."""

    units: dict[int, Counter]
    categories: dict[int, Counter]
    frozen: Counter
    posts: int

    @classmethod
    def of(cls, rows: ClosedTaskQuerySet) -> Self:
        """In three queries."""
        now, before = rows.counts("unit_id", "category_id")
        units, categories, frozen = defaultdict(Counter), defaultdict(Counter), Counter()
        for (unit_id, category_id, lamp), n in now.items():
            units[unit_id][lamp] += n
            categories[category_id][lamp] += n
        for (_unit_id, _category_id, lamp), n in before.items():
            frozen[lamp] += n
        posts = rows.order_by().aggregate(n=Count("post", distinct=True))["n"]
        return cls(dict(units), dict(categories), frozen, posts)

    @property
    def lamps(self) -> Counter:
        return sum(self.units.values(), Counter())

    @property
    def whole(self) -> Summary:
        return summarise(self.lamps)

    @property
    def owed(self) -> Figure:
        """How many tasks applied."""
        return Figure("", self.whole.total, summarise(self.frozen).total)

    @property
    def by_lamp(self) -> list[Figure]:
        """The figures of each lamp that any has, or had."""
        lamps = self.lamps
        figures = [Figure(lamp, lamps[lamp], self.frozen[lamp]) for lamp in SHOWN]
        always = {Lamp.GREEN, Lamp.ORANGE, Lamp.RED}
        return [each for each in figures if each.now or each.frozen or each.lamp in always]
