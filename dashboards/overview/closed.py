"""The figures of closed quarters on the overview: as they were frozen, with their corrections."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from django.db.models import Count, Q

from alerts.lamps.summary import Summary, summarise
from dashboards.matrix.narrowed import narrowed_closed
from dashboards.matrix.scope import Scope
from dashboards.matrix.selection import Selection
from pages.quarter import Quarter
from supervision.closings.models import ClosedTaskQuerySet, Closing, ClosingNote


@dataclass(frozen=True)
class ClosedQuarters:
    """The closings among some quarters, and what their rows within a scope add up to: by quarter
    and chain for all of them (`trend`), with how many notes correct each; of one by unit, by
    category, by lamp as frozen, and its posts by role. Nothing but the closings where that
    quarter is not closed."""

    closings: dict[Quarter, Closing]
    trend: dict[Quarter, dict[str, Summary]]
    notes: dict[Quarter, int] = field(default_factory=dict)
    units: dict[int, Counter] = field(default_factory=dict)
    categories: dict[int, Counter] = field(default_factory=dict)
    frozen: Counter = field(default_factory=Counter)
    posts: Counter = field(default_factory=Counter)

    @classmethod
    def of(cls, scope: Scope, quarters: Sequence[Quarter], *, selection: Selection) -> Self:
        """In one query where none of the quarters is closed."""
        closings = _closings(scope, quarters)
        if not closings:
            return cls({}, {})
        rows = scope.closed_tasks().filter(closing__in=closings.values())
        rows = narrowed_closed(rows, selection)
        trend, notes = _trend(rows), _notes(closings)
        if selection.quarter not in closings:
            return cls(closings, trend, notes)
        rows = rows.filter(closing=closings[selection.quarter])
        now, before = rows.counts("unit_id", "category_id")
        units, categories, frozen = defaultdict(Counter), defaultdict(Counter), Counter()
        for (unit_id, category_id, lamp), n in now.items():
            units[unit_id][lamp] += n
            categories[category_id][lamp] += n
        for (_unit_id, _category_id, lamp), n in before.items():
            frozen[lamp] += n
        return cls(closings, trend, notes, units, categories, frozen, _posts(rows))


def _closings(scope: Scope, quarters: Sequence[Quarter]) -> dict[Quarter, Closing]:
    which = Q(pk__in=[])
    for each in quarters:
        which |= Q(year=each.year, quarter=each.number)
    seen = Closing.objects.visible_to(scope.user, at=scope.at).exclude(digest="").filter(which)
    return {closing.of_quarter: closing for closing in seen}


def _notes(closings: dict[Quarter, Closing]) -> dict[Quarter, int]:
    """How many corrections are in force, by quarter."""
    notes = ClosingNote.objects.filter(closing__in=closings.values(), ended_at=None)
    counted = dict(notes.order_by().values_list("closing").annotate(n=Count("pk")))
    return {quarter: counted.get(closing.pk, 0) for quarter, closing in closings.items()}


def _trend(rows: ClosedTaskQuerySet) -> dict[Quarter, dict[str, Summary]]:
    now, _frozen = rows.counts("closing__year", "closing__quarter", "role_kind__chain")
    lamps: dict[Quarter, dict[str, Counter]] = defaultdict(lambda: defaultdict(Counter))
    for (year, number, chain, lamp), n in now.items():
        lamps[Quarter(year, number)][chain][lamp] += n
    return {
        quarter: {chain: summarise(counts) for chain, counts in by_chain.items()}
        for quarter, by_chain in lamps.items()
    }


def _posts(rows: ClosedTaskQuerySet) -> Counter:
    counted = rows.order_by().values_list("role_kind").annotate(n=Count("post", distinct=True))
    return Counter(dict(counted))
