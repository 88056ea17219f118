"""The board: units by categories, each cell the summary lamp of the tasks behind it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, Self

from django.urls import reverse

from alerts.lamps.summary import Summary, summarise
from dashboards.matrix.attention import Attention, Waiting
from dashboards.matrix.bar import Part, parts_of
from dashboards.matrix.columns import Column, all_categories, columns_of
from dashboards.matrix.counted import Counted, Tab
from dashboards.matrix.filters import duties_offered, units_offered
from dashboards.matrix.scope import Scope
from dashboards.matrix.selection import OfClosing, Selection
from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.lists.models import Category
from responsibility.organisation.posts.models import RoleKind
from responsibility.organisation.units.models import Unit
from supervision.closings.models import Closing


class Row(NamedTuple):
    """A unit; `cells` stand in the order of the board's categories, None where nothing is owed.

    `address` is that of a cell's rows, with "%d" for the category's id. `overdue` is how much of
    it is overdue now, whichever quarter it is of, and `soon` whether anything else waits.
    """

    unit: Unit
    cells: list[Summary | None]
    lamps: Counter
    address: str
    overdue: int
    soon: int

    @property
    def whole(self) -> Summary:
        return summarise(self.lamps)

    @property
    def warned(self) -> bool:
        return bool(self.overdue or self.soon)

    @property
    def besides(self) -> bool:
        """Whether more is overdue than its cells show: of earlier quarters, of other kinds."""
        return self.overdue > self.lamps[Lamp.RED]


class Group(NamedTuple):
    """The `units` units of one branch and their sum; `rows` may be fewer."""

    name: str
    rows: list[Row]
    units: int
    lamps: Counter

    @property
    def whole(self) -> Summary:
        return summarise(self.lamps)

    @property
    def hidden(self) -> int:
        return self.units - len(self.rows)

    def folded(self) -> Self:
        return self._replace(rows=[row for row in self.rows if row.warned])


@dataclass(frozen=True)
class Board:
    """One segment in one quarter. Of its `units` units `warned` have something red or yellow. Of a
    closed quarter the lamps are the frozen ones with their corrections."""

    selection: Selection
    tabs: list[Tab]
    branches: list[Unit]
    categories: list[Column]
    groups: list[Group]
    lamps: Counter
    units: int
    warned: int
    attention: Attention
    colours: int
    roles: list[RoleKind]
    duties: list[Category]
    closing: Closing | None
    frozen: Counter

    @property
    def whole(self) -> Summary:
        return summarise(self.lamps)

    @property
    def offered(self) -> dict:
        """What its filters offer."""
        several = {"branch": units_offered(self.branches)} if len(self.branches) > 1 else {}
        return several | duties_offered(roles=self.roles, categories=self.duties)

    @property
    def parts(self) -> list[Part]:
        return parts_of(self.lamps)

    @property
    def shown(self) -> Selection:
        """What the rows behind its numbers are chosen by."""
        return self.selection.but(warned=False)

    @property
    def figures(self) -> Selection | OfClosing:
        """What chooses the rows behind the figures, at `figures_at`."""
        return OfClosing(self.closing, self.shown) if self.closing else self.shown

    @property
    def figures_at(self) -> str:
        return reverse("closed-tasks" if self.closing else "board-rows")

    @property
    def pops(self) -> bool:
        """Whether a cell's rows come as a small dialog."""
        return self.closing is None

    @property
    def overdue_besides(self) -> int:
        """How much is overdue now, where that is more than the lamps of the quarter say."""
        return 0 if self.closing else self.attention.more_overdue_than(self.lamps)

    @property
    def quarters(self) -> list[Quarter]:
        """The quarter before, this one, the next."""
        return [self.selection.quarter.shifted(by) for by in (-1, 0, 1)]

    @classmethod
    def of(cls, scope: Scope, selection: Selection) -> Self:
        """The board of `scope` in a fixed number of queries.

        "Only with warnings" folds rows away; sums and lists stay those of all units chosen.
        """
        closing = scope.closing(selection.quarter)
        counted = Counted.of(scope, selection, closing)
        selection = selection.but(segment=counted.segment_shown(selection))
        code = selection.segment.code
        units = list(scope.units().filter(pk__in=counted.units_of(code)))
        chosen = [unit for unit in units if _is_asked_for(unit, selection)]
        cells = counted.cells[code]
        duties = all_categories()
        columns = columns_of({category for _unit, category in cells}, duties)
        only = [unit.pk for unit in chosen] if selection.narrowed else None
        attention = Attention.of(scope, selection, units=only)
        rows = _Rows.of(selection, columns, cells, closing, attention.waiting)
        groups = _groups(chosen, rows)
        return cls(
            selection=selection,
            tabs=counted.tabs(selection),
            branches=list(dict.fromkeys(branch_of(unit) for unit in units)),
            categories=columns,
            groups=[group.folded() for group in groups] if selection.warned else groups,
            lamps=sum((group.lamps for group in groups), Counter()),
            units=len(chosen),
            warned=sum(row.warned for group in groups for row in group.rows),
            attention=attention,
            colours=scope.colours(),
            roles=counted.roles_of(code),
            duties=duties,
            closing=closing,
            frozen=sum((counted.frozen[code, unit.pk] for unit in chosen), Counter()),
        )


def branch_of(unit: Unit) -> Unit:
    """The branch a unit stands under, or the unit above it; of units with their parents."""
    above = [unit.parent, unit.parent.parent] if unit.parent else [unit]
    branches = (
        candidate for candidate in above if candidate and candidate.kind == Unit.Kind.BRANCH
    )
    return next(branches, above[0])


def _is_asked_for(unit: Unit, selection: Selection) -> bool:
    return (
        (not selection.branch or branch_of(unit).pk == selection.branch)
        and (not selection.unit or unit.pk == selection.unit)
        and selection.name.casefold() in unit.name.casefold()
    )


def _groups(units: list[Unit], rows: "_Rows") -> list[Group]:
    groups = []
    for branch, members in groupby(units, key=branch_of):
        of_branch = [rows.row(unit) for unit in members]
        lamps = sum((row.lamps for row in of_branch), Counter())
        groups.append(Group(branch.name, of_branch, len(of_branch), lamps))
    return groups


@dataclass(frozen=True)
class _Rows:
    """What rows are made of; `anywhere` is the address of a cell without its unit, "%d" standing
    for the category. In a closed quarter nothing of today counts as warned."""

    columns: list[Column]
    cells: Mapping[tuple[int, int], Counter]
    waiting: Waiting
    anywhere: str
    closed: bool

    @classmethod
    def of(
        cls,
        selection: Selection,
        columns: list[Column],
        cells: Mapping[tuple[int, int], Counter],
        closing: Closing | None,
        waiting: Waiting,
    ) -> Self:
        only = selection.but(branch=None, unit=None, name="", category=None, warned=False)
        anywhere = f"{reverse('board-cell', args=(0, 0))}?{only.query}".replace("/0/0/", "/{}/%d/")
        if closing:
            rows = OfClosing(closing, only).query
            anywhere = f"{reverse('closed-tasks')}?{rows}&unit={{}}&category=%d"
        return cls(columns, cells, waiting, anywhere, bool(closing))

    def row(self, unit: Unit) -> Row:
        counters = [self.cells.get((unit.pk, column.pk)) for column in self.columns]
        lamps = sum((counter for counter in counters if counter), Counter())
        overdue, soon = self.waiting.red[unit.pk], self.waiting.yellow[unit.pk]
        if self.closed:
            overdue, soon = lamps[Lamp.RED], lamps[Lamp.YELLOW]
        summaries = [counter and summarise(counter) for counter in counters]
        return Row(unit, summaries, lamps, self.anywhere.format(unit.pk), overdue, soon)
