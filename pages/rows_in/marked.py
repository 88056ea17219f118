"""A copy of the file in which every wrong cell is tinted and says in a comment what to write."""

from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from pages.rows_in.read import MOST_COLUMNS
from pages.rows_in.run import Outcome, Wrong
from pages.rows_in.text_file import read_text_file

TINT = PatternFill("solid", fgColor="FFF8D7DA")
AUTHOR = "Liangze"  # by it our marks of an earlier round are known
WIDTH, LINE = 320, 24  # pixels of a comment


def marked_copy(content: bytes, outcome: Outcome) -> bytes:
    """The file as .xlsx with its wrong cells marked; marks of an earlier round are gone."""
    if outcome.worksheet:
        book = load_workbook(BytesIO(content), keep_links=False)
        sheet = book[outcome.worksheet]
    else:
        book = _book_of_text(content)
        sheet = book.active
    _unmark(sheet)
    for wrong in outcome.wrong:
        _mark(sheet, wrong)
    book.active = book.index(sheet)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _book_of_text(content: bytes) -> Workbook:
    book = Workbook()
    for line in read_text_file(content, most_columns=MOST_COLUMNS).lines:
        for column, cell in enumerate(line.cells, 1):
            if not cell.is_empty:
                written = book.active.cell(line.number, column, cell.shown)
                written.data_type, written.number_format = "s", "@"  # nothing becomes a formula
    return book


def _unmark(sheet: Worksheet) -> None:
    for cell in _cells(sheet):
        if cell.comment is not None and cell.comment.author == AUTHOR:
            cell.comment = None
            cell.fill = PatternFill()


def _cells(sheet: Worksheet) -> Iterable[Cell]:
    return (cell for row in sheet.iter_rows() for cell in row if not isinstance(cell, MergedCell))


def _mark(sheet: Worksheet, wrong: Wrong) -> None:
    """Two things wrong with one cell share a comment; a foreign comment stays before ours."""
    cell = sheet[wrong.cell]
    if isinstance(cell, MergedCell):
        merged = next(area for area in sheet.merged_cells.ranges if wrong.cell in area)
        cell = sheet.cell(merged.min_row, merged.min_col)
    texts = [cell.comment.text] if cell.comment else []
    comment = Comment("\n".join([*texts, wrong.text]), AUTHOR)
    comment.width = WIDTH
    comment.height = LINE * (2 + len(comment.text) // 20)
    cell.fill, cell.comment = TINT, comment
