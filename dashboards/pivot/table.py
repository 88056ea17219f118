"""The pivot of problems: how many of each kind, where and when (M002-23).

Counted are the problems the person sees in the ledger, by the day they were found; each number has
the address of exactly those in the ledger.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from dashboards.pivot.question import DIMENSIONS, Days, PivotFilter
from pages.quarter import Quarter
from responsibility.organisation.units.models import Unit
from supervision.problems.listing import COUNTED
from supervision.problems.models import Problem
from supervision.problems.terms import Term

MOST_COLUMNS = 24  # of periods: more months are quarters, more quarters are years
TOP = 3  # units whose share together is the concentration
SHADES = 4
LETTERS = 8  # of a name where there is little room


@dataclass(frozen=True)
class Column:
    """One column: `key` is an id or the first day of a period, `ask` what it asks of the ledger;
    `short` stands where there is little room."""

    key: object
    label: str
    short: str
    ask: dict[str, object]


@dataclass(frozen=True)
class Cell:
    """A number and the address of what it counts; `shade` is 0 to SHADES."""

    count: int
    address: str
    shade: int = 0


@dataclass(frozen=True)
class Row:
    """One row. `share` of all, in percent; `before` is the same in the days compared with; `units`
    have any; the `TOP` of them with most have `top` percent; `again` came back."""

    label: str
    cells: list[Cell]
    total: Cell
    share: float
    before: Cell
    units: int
    top: float
    again: Cell


class Pivot:
    """The numbers as one person sees them."""

    def __init__(self, question: PivotFilter, *, days: Days, compared: Days):
        self.question, self.days, self.compared = question, days, compared
        self.by, self.across = question.order

    def _problems(self, days: Days) -> QuerySet[Problem]:
        """Those of some days. The days chosen are in the filter too, so it is left out here."""
        chosen = {name: value for name, value in self.question.chosen.items() if name in DIMENSIONS}
        in_days = Q(found_on__range=(days.first, days.last))
        return self.question.queryset.counted().filter(in_days, **chosen)

    @cached_property
    def _groups(self) -> list[tuple]:
        """Row, unit, key of the column, how many, how many of them came back."""
        rows = self._problems(self.days).order_by()
        across = self.across if self.across in DIMENSIONS else "month"
        if across == "month":
            rows = rows.annotate(month=TruncMonth("found_on"))
        keys = dict.fromkeys([self.by, "unit", across])
        counted = rows.values(*keys).annotate(n=Count("pk"), again=Count("recurs"))
        return [
            (each[self.by], each["unit"], self._column_of(each[across]), each["n"], each["again"])
            for each in counted
        ]

    def _column_of(self, key):
        return self._period(key)[0] if isinstance(key, date) else key

    @cached_property
    def across_periods(self) -> str:
        """Months, quarters or years: so that there are not too many."""
        if self.across in DIMENSIONS:
            return self.across
        months = _months(self.days)
        if self.across == "month" and months <= MOST_COLUMNS:
            return "month"
        if self.across != "year" and months <= 3 * MOST_COLUMNS:
            return "quarter"
        return "year"

    def _period(self, day: date) -> tuple[date, date, str]:
        """The period a day lies in: its first day, the first day after it, its name."""
        if self.across_periods == "year":
            return date(day.year, 1, 1), date(day.year + 1, 1, 1), str(day.year)
        if self.across_periods == "quarter":
            quarter = Quarter.of(day)
            return quarter.start, quarter.end, quarter.name
        first = day.replace(day=1)
        after = (first + timedelta(days=31)).replace(day=1)
        return first, after, _("%(month)d/%(year)d") % {"month": day.month, "year": day.year}

    @cached_property
    def columns(self) -> list[Column]:
        if self.across in DIMENSIONS:
            present = {key for _row, _unit, key, _n, _again in self._groups}
            return [
                Column(key, name, Truncator(name).chars(LETTERS), {self.across: key})
                for key, name in _named(self.across, present)
            ]
        return list(self._periods())

    def _periods(self) -> Iterator[Column]:
        day = self.days.first
        while day <= self.days.last:
            first, after, name = self._period(day)
            last = min(after - timedelta(days=1), self.days.last)
            ask = {"found_from": max(first, self.days.first), "found_until": last}
            yield Column(first, name, self._short(first, name), ask)
            day = after

    def _short(self, first: date, name: str) -> str:
        """The year of a month is said once."""
        new_year = first.month == 1 or first <= self.days.first
        return name if self.across_periods != "month" or new_year else format_date(first, "M")

    @cached_property
    def rows(self) -> list[Row]:
        """One for each type (unit, source, severity) that has any in either of the periods."""
        by_row = defaultdict(list)
        for row, *counted in self._groups:
            by_row[row].append(counted)
        before = self._before
        names = _named(self.by, by_row.keys() | before.keys())
        return [
            self._row(name, {self.by: key}, by_row[key], before.get(key, 0)) for key, name in names
        ]

    @cached_property
    def total(self) -> Row:
        """The row of all."""
        everything = [counted for _row, *counted in self._groups]
        return self._row(_("All"), {}, everything, sum(self._before.values()))

    @cached_property
    def _before(self) -> dict[int, int]:
        counted = self._problems(self.compared).order_by().values_list(self.by)
        return dict(counted.annotate(n=Count("pk")))

    @cached_property
    def _whole(self) -> int:
        return sum(n for *_keys, n, _again in self._groups)

    @cached_property
    def _most(self) -> int:
        """The greatest number in a cell."""
        cells: Counter = Counter()
        for row, _unit, column, n, _again in self._groups:
            cells[row, column] += n
        return max(cells.values(), default=0)

    def _row(self, label: str, ask: dict, counted: list, before: int) -> Row:
        columns: Counter = Counter()
        units: Counter = Counter()
        for unit, column, n, _again in counted:
            columns[column] += n
            units[unit] += n
        total = units.total()
        top = sum(n for _unit, n in units.most_common(TOP))
        return Row(
            label=label,
            cells=[self._cell(columns[column.key], ask | column.ask) for column in self.columns],
            total=Cell(total, self.address(**ask)),
            share=_percent(total, self._whole),
            before=Cell(before, self.address(**ask | _asks(self.compared))),
            units=len(units),
            top=_percent(top, total),
            again=Cell(sum(again for *_keys, again in counted), self.address(**ask, show="again")),
        )

    def _cell(self, count: int, ask: dict) -> Cell:
        shade = -(-SHADES * count // self._most) if self._most else 0
        return Cell(count, self.address(**ask), shade)

    def address(self, **ask) -> str:
        """The address of the ledger with what was chosen, and `ask` besides."""
        chosen = {name: values[0] for name, values in self.question.typed().items()}
        narrowed = {name: chosen[name] for name in DIMENSIONS if name in chosen}
        asks = narrowed | _asks(self.days) | {"state": COUNTED} | ask
        return f"{reverse('problem-list')}?{urlencode(asks)}"

    @cached_property
    def repeated(self) -> list[tuple[str, str, Cell]]:
        """Unit and type found more than once in these days, in the order of the organisation."""
        counted = self._problems(self.days).order_by().values_list("unit", "type")
        pairs = {
            (unit, type_): n for unit, type_, n in counted.annotate(n=Count("pk")).filter(n__gt=1)
        }
        units = _named("unit", {unit for unit, _type in pairs})
        types = _named("type", {type_ for _unit, type_ in pairs})
        return [
            (unit_name, type_name, Cell(pairs[unit, type_], self.address(unit=unit, type=type_)))
            for unit, unit_name in units
            for type_, type_name in types
            if (unit, type_) in pairs
        ]


def _asks(days: Days) -> dict[str, object]:
    return {"found_from": days.first, "found_until": days.last}


def _months(days: Days) -> int:
    """How many months the days touch."""
    return (days.last.year - days.first.year) * 12 + days.last.month - days.first.month + 1


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def _named(dimension: str, keys) -> list[tuple[int, str]]:
    """Ids with their names, in the order the county gave them."""
    if dimension == "unit":
        return list(Unit.objects.filter(pk__in=keys).in_order().values_list("pk", "name"))
    return [(term.pk, str(term)) for term in Term.objects.filter(pk__in=keys).order_by("position")]
