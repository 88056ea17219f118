"""A copy of the sheets in which every wrong cell is tinted and says in a comment what to write.

It is written anew from what was read, cell by cell in its place: a workbook from outside is never
opened for writing, because what else it holds is made to take up memory without end.
"""

import re
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pages.clean import without_unseen
from pages.rows_in.book import Book
from pages.rows_in.grid import Cell
from pages.rows_in.header import Header
from pages.rows_in.outcome import Wrong
from pages.rows_in.placed import placed_of
from pages.rows_in.read import read_grids
from pages.rows_in.sheet import Sheet

TINT = PatternFill("solid", fgColor="FFF8D7DA")
AUTHOR = "Liangze"
WIDE = 18  # characters of a column
WIDTH, LINE = 320, 24  # pixels of a comment


def marked_copy(book: Book, content: bytes, wrong: list[Wrong]) -> bytes:
    """The rows of the file as .xlsx, where they stood, with the `wrong` cells marked."""
    placed = placed_of(book, read_grids(content, most_rows=book.most_rows))
    workbook = Workbook()
    workbook.remove(workbook.active)
    for sheet, header in placed.tables:
        title = re.sub(r"[\[\]:*?/\\]", " ", header.grid.title)[:31] or str(sheet.title)
        copy = workbook.create_sheet(title)
        _write(copy, header)
        _lay_out(copy, header, sheet)
        for cell in wrong:
            if cell.sheet in ("", str(sheet.title)):
                _mark(copy, cell)
    written = BytesIO()
    workbook.save(written)
    return written.getvalue()


def _write(copy: Worksheet, header: Header) -> None:
    for line in header.grid.lines:
        for column, cell in enumerate(line.cells, 1):
            if not cell.is_empty:
                _put(copy.cell(line.number, column), cell)


def _put(written, cell: Cell) -> None:
    """A value as it was; a text stays text, whatever a spreadsheet would make of it."""
    if isinstance(cell.value, str):
        written.value, written.data_type = without_unseen(cell.value), "s"
    else:
        written.value = cell.value
    written.number_format = cell.format or "General"


def _lay_out(copy: Worksheet, header: Header, sheet: Sheet) -> None:
    """Room for the columns; those of codes are text, so that what is written anew stays whole."""
    codes = {column.name for column in sheet.columns if column.as_text}
    for name, place in header.places.items():
        column = copy.column_dimensions[get_column_letter(place + 1)]
        column.width = WIDE
        if name in codes:
            column.number_format = "@"
            for line in header.rows:
                copy.cell(line.number, place + 1).number_format = "@"
    for cell in copy[header.line.number]:
        cell.font = Font(bold=True)
    copy.freeze_panes = f"A{header.line.number + 1}"


def _mark(copy: Worksheet, wrong: Wrong) -> None:
    """Two things wrong with one cell share a comment."""
    cell = copy[wrong.cell]
    texts = [cell.comment.text] if cell.comment else []
    comment = Comment("\n".join([*texts, wrong.text]), AUTHOR)
    comment.width = WIDTH
    comment.height = LINE * (2 + len(comment.text) // 20)
    cell.fill, cell.comment = TINT, comment
