"""A pivot as a file: its table row by row, as lists are exported."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from dashboards.pivot.question import PivotFilter
from dashboards.pivot.table import TOP, Pivot, Row
from pages.listing.column import Column


class PivotFile:
    """What a file of the pivot is made from, as of a list."""

    name, title = "problem-pivot", _("Problem analysis")

    def __init__(self, request, *, question: PivotFilter, pivot: Pivot):
        self.request, self.now = request, request.now
        self.words = list(question.words())
        self._pivot = pivot

    @property
    def file_columns(self) -> list[Column]:
        numbers = [
            Column(f"n{place}", column.label, _count_at(place))
            for place, column in enumerate(self._pivot.columns)
        ]
        return [
            Column("label", ""),
            *numbers,
            Column("total", _("All"), "total.count"),
            Column("share", _("Share, %"), lambda row: round(row.share, 1)),
            Column("before", _("Compared with"), "before.count"),
            Column("units", _("Units"), "units"),
            Column("top", _("%(n)d units with most, %%") % {"n": TOP}, _top),
            Column("again", _("Came back again"), "again.count"),
        ]

    def everything(self) -> Iterator[Row]:
        yield from self._pivot.rows
        yield self._pivot.total


def _count_at(place: int):
    return lambda row: row.cells[place].count


def _top(row: Row) -> float:
    return round(row.top, 1)
