"""Reading .xlsx with openpyxl, once it is sure that what is inside is small and plain.

It runs in the bounded process (unpacked.py), without settings: a refusal is a code, whose sentence
stands in read.py.
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from pages.rows_in.grid import Cell, Grid, Line

MOST_UNPACKED = 40 * 1024 * 1024  # bytes of all parts together
MOST_PARTS = 500
LAST_ROW = 1_048_576  # of a worksheet; a part may claim more
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
MOST_MERGED = 10_000


class Unfit(Exception):
    """What is sent is no workbook that can be read; the text is a code of read.py."""


BROKEN = (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


def read_workbook(content: bytes, *, most_columns: int, most_lines: int) -> list[Grid]:
    """The visible worksheets of a workbook, with the values its formulas had when it was saved.

    Cells merged downwards all have the value of the first; of each sheet the first `most_lines`.

    Raises Unfit.
    """
    refuse_unsafe(content)
    try:
        return list(_grids(content, most_columns, most_lines))
    except Exception as error:  # openpyxl names no errors of its own for what is broken
        raise Unfit("damaged_inside") from error


def refuse_unsafe(content: bytes) -> None:
    """Raise Unfit unless the parts are few, small when unpacked and declare no entities.

    The archive's own sizes are believed: reading stops where a part is longer than it says.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or size > MOST_UNPACKED:
                raise Unfit("too_large")
            names = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
            declares = any(b"<!DOCTYPE" in archive.read(part) for part in names)
            is_workbook = any(part.filename.startswith("xl/") for part in parts)
    except BROKEN as error:
        raise Unfit("damaged") from error
    if declares or not is_workbook:
        raise Unfit("no_workbook")


def _grids(content: bytes, most_columns: int, most_lines: int) -> Iterator[Grid]:
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    with ZipFile(BytesIO(content)) as archive:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            sheet.reset_dimensions()  # what a sheet says of its size is often wrong
            # Where its rows stand: openpyxl says so nowhere else, and reads merged cells as empty.
            merged = _merged_down(archive.read(sheet._worksheet_path.lstrip("/")))
            lines = _lines(sheet, merged, most_columns)
            yield Grid(sheet.title, list(islice(lines, most_lines)))


def _lines(sheet, merged: dict[tuple[int, int], int], most_columns: int) -> Iterator[Line]:
    """The rows that hold something themselves, not by a cell that reaches down to them."""
    above: dict[int, tuple[int, Cell]] = {}  # column: the last row it holds for, and its value
    before: tuple = ()
    rows = sheet.iter_rows(max_row=LAST_ROW, max_col=most_columns)
    for number, row in enumerate(rows, 1):
        # A million rows that are not there are one and the same object.
        if row is before or all(cell.value is None for cell in row):
            before = row
            continue
        cells = [_cell(cell) for cell in row]
        if all(cell.is_empty for cell in cells):
            continue
        for column, (last, value) in above.items():
            if number <= last:
                cells[column] = value
        for column, cell in enumerate(cells):
            if (number, column) in merged:
                above[column] = merged[number, column], cell
        yield Line(number, cells)


def _cell(cell) -> Cell:
    return Cell(cell.value, str(getattr(cell, "number_format", "") or ""))


def _merged_down(part: bytes) -> dict[tuple[int, int], int]:
    """First row and column (from 0) of cells merged downwards -> their last row."""
    merged = {}
    for match in list(MERGED.finditer(part))[:MOST_MERGED]:
        left, top, right, bottom = range_boundaries(match[1].decode())
        if left == right and bottom > top:
            merged[top, left - 1] = bottom
    return merged
