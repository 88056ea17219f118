"""Finding the header of a table, and which column is which, by name."""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from pages.clean import identifier
from pages.rows_in.columns import Column
from pages.rows_in.grid import Grid, Line, Unreadable, address
from pages.rows_in.read import ABOVE_ROWS

ASIDE = re.compile(r"\([^)]*\)|[\s*:_\-./]")


@dataclass
class Header:
    """The header's line, which column of the file is which, and headings that are not known."""

    grid: Grid
    line: Line
    places: dict[str, int] = field(default_factory=dict)  # attribute -> column from 0
    unknown: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)  # labels of optional columns

    @property
    def rows(self) -> list[Line]:
        """The lines beneath the header of which a known column holds something."""
        return [
            line
            for line in self.grid.lines
            if line.number > self.line.number
            and not all(line.at(place).is_empty for place in self.places.values())
        ]


def find_header(grids: list[Grid], columns: list[Column]) -> Header:
    """The line that heads the table: of the first lines of all sheets the one with most columns.

    Raises Unreadable: no header, a required column is missing, or a heading stands there twice.
    """
    names = _names(columns)
    lines = [(grid, line) for grid in grids for line in grid.lines[:ABOVE_ROWS]]
    known = [len({names.get(plain_heading(cell.shown)) for cell in line.cells} - {None})
             for _grid, line in lines]  # fmt: skip
    most = max(known, default=0)
    if most == 0:
        headings = ", ".join(str(column.label) for column in columns)
        raise Unreadable(
            _("No row with headings is found. The columns are: %(headings)s.")
            % {"headings": headings}
        )
    header = Header(*lines[known.index(most)])
    _place(header, names)
    absent = [column for column in columns if column.name not in header.places]
    if required := [str(column.label) for column in absent if column.required]:
        raise Unreadable(
            _("Columns are missing: %(headings)s. Row %(row)d is taken as the headings.")
            % {"headings": ", ".join(required), "row": header.line.number}
        )
    header.missing = [str(column.label) for column in absent]
    return header


def _place(header: Header, names: dict[str, str]) -> None:
    for column, cell in enumerate(header.line.cells):
        name = names.get(plain_heading(cell.shown))
        if name is None and not cell.is_empty:
            header.unknown.append(cell.shown)
        elif name in header.places:
            number = header.line.number
            raise Unreadable(
                _("%(first)s and %(second)s have the same heading. Keep one of them.")
                % {
                    "first": address(header.places[name], number),
                    "second": address(column, number),
                }
            )
        elif name is not None:
            header.places[name] = column


def _names(columns: list[Column]) -> dict[str, str]:
    """Headings as they are compared -> the column's attribute; in every language of the pages."""
    names = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for column in columns:
                for heading in [str(column.label), *str(column.also).split("|")]:
                    names.setdefault(plain_heading(heading), column.name)
    names.pop("", None)
    return names


def plain_heading(heading: str) -> str:
    """A heading without blanks, marks, case, width and what stands in brackets."""
    return ASIDE.sub("", identifier(heading).lower())
