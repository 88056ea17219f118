"""Which table of a file is which sheet of a book."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from pages.rows_in.book import Book
from pages.rows_in.grid import Grid, Unreadable
from pages.rows_in.header import Header, find_header, plain_heading
from pages.rows_in.sheet import Sheet


@dataclass
class Placed:
    """The sheets found in a file with their headers, and the worksheets nobody asks for."""

    tables: list[tuple[Sheet, Header]] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    def remarks(self) -> list[str]:
        """What of the file is not looked at."""
        remarks = []
        if self.unused:
            remarks.append(
                _("Worksheets that are not used: %(titles)s.") % {"titles": ", ".join(self.unused)}
            )
        unknown = [name for _sheet, header in self.tables for name in header.unknown]
        if unknown:
            remarks.append(
                _("Columns that are not used: %(headings)s.") % {"headings": ", ".join(unknown)}
            )
        if len(self.tables) == 1 and (missing := self.tables[0][1].missing):
            remarks.append(
                _("Columns that are not in the file, and stay as they are: %(headings)s.")
                % {"headings": ", ".join(missing)}
            )
        return remarks


def placed_of(book: Book, grids: list[Grid]) -> Placed:
    """The sheets of `book` among the tables of a file: by name, or the only one by its columns.

    Raises Unreadable: no sheet of the book is there, or one of them has not its columns.
    """
    if book.is_one_sheet:
        return Placed([(book.sheets[0], find_header(grids, book.sheets[0].columns))])
    named: dict[str, Grid] = {}
    for grid in grids:
        named.setdefault(plain_heading(grid.title), grid)
    placed = Placed()
    for sheet in book.sheets:
        grid = next((named.pop(name) for name in _names(sheet) if name in named), None)
        if grid and grid.lines:
            placed.tables.append((sheet, _header(sheet, grid)))
    if not placed.tables:
        raise Unreadable(
            _("No worksheet has the name of a sheet. They are: %(titles)s.")
            % {"titles": ", ".join(str(sheet.title) for sheet in book.sheets)}
        )
    explained = {plain_heading(name) for name in _explained()}
    placed.unused = [grid.title for name, grid in named.items() if name not in explained]
    return placed


def _header(sheet: Sheet, grid: Grid) -> Header:
    try:
        return find_header([grid], sheet.columns)
    except Unreadable as refused:
        raise Unreadable(f"{grid.title}: {refused}") from None


def _names(sheet: Sheet) -> list[str]:
    """The titles of a sheet as they are compared, in every language of the pages."""
    names = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            names += [str(sheet.title), *str(sheet.also).split("|")]
    return [name for name in map(plain_heading, names) if name]


def _explained() -> list[str]:
    """The names of the sheet that explains, which is no table (template.py)."""
    names = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            names.append(_("How to fill it in"))
    return names
