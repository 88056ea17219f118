"""Carrying the rows of a file out: to see what would happen, or truly. All rows or none."""

from collections.abc import Iterator
from time import perf_counter

from django.db import transaction
from django.utils.translation import gettext as _
from openpyxl.utils.cell import coordinate_to_tuple

from pages.refused import Refused
from pages.rows_in.book import Book
from pages.rows_in.columns import Code, Column, lost_zeros
from pages.rows_in.grid import address
from pages.rows_in.header import Header
from pages.rows_in.outcome import Outcome, Part, Wrong
from pages.rows_in.placed import Placed, placed_of
from pages.rows_in.read import read_grids
from pages.rows_in.sheet import HangsOnWrong, Row, Sheet


def try_out(book: Book, content: bytes) -> Outcome:
    """What importing the file would do: all is truly done, and undone.

    Raises Unreadable where the file is no table with the columns of `book`.
    """
    placed = placed_of(book, read_grids(content, most_rows=book.most_rows))
    with transaction.atomic():
        outcome = _carry_out(book, placed)
        transaction.set_rollback(True)
    return outcome


def carry_out(book: Book, content: bytes) -> Outcome:
    """Carry the file's rows out in the caller's transaction, which must be undone where the
    outcome has something wrong. Raises Unreadable."""
    return _carry_out(book, placed_of(book, read_grids(content, most_rows=book.most_rows)))


def _carry_out(book: Book, placed: Placed) -> Outcome:
    started = perf_counter()
    outcome = Outcome()
    tables = []
    for sheet, header in placed.tables:
        part = Part(title="" if book.is_one_sheet else str(sheet.title), rows=len(header.rows))
        outcome.parts.append(part)
        tables.append((sheet, header, part, list(_rows(sheet, header, part))))
    book.read([rows for _sheet, _header, _part, rows in tables])
    for sheet, header, part, rows in tables:
        _carry_out_sheet(sheet, header, part, rows)
    outcome.wrong = [wrong for part in outcome.parts for wrong in part.wrong]
    outcome.consequences = [tuple(consequence) for consequence in book.consequences()]
    outcome.remarks = [*placed.remarks(), *book.remarks()]
    outcome.kept = book.keep()
    outcome.seconds = round(perf_counter() - started, 1)
    return outcome


def _carry_out_sheet(sheet: Sheet, header: Header, part: Part, rows: list[Row]) -> None:
    sheet.begin(rows)
    for row in sheet.in_turn(rows):
        try:
            with transaction.atomic():
                sheet.check(row)
                done = sheet.carry_out(row)
        except HangsOnWrong:
            part.waiting += 1
        except Refused as refusal:
            part.wrong += _wrong(sheet, header, part, row, refusal)
            sheet.failed(row)
        else:
            part.counts[done] += 1
    part.wrong.sort(key=lambda wrong: coordinate_to_tuple(wrong.cell))


def _rows(sheet: Sheet, header: Header, part: Part) -> Iterator[Row]:
    """The rows whose cells can all be read; what cannot be is noted in `part`."""
    codes = {column.name: _codes(sheet, header, column) for column in sheet.columns}
    for line in header.rows:
        row, right = Row(number=line.number, columns=header.places.keys()), True
        for column in sheet.columns:
            value = None
            if (place := header.places.get(column.name)) is not None:
                cell = line.at(place)
                try:
                    value = column.read(cell)
                    if value and (header.grid.is_text or not isinstance(cell.value, str)):
                        _refuse_lost_zeros(value, codes[column.name])
                except Refused as refusal:
                    at = address(place, line.number)
                    part.wrong.append(Wrong(at, cell.shown, str(refusal), part.title))
                    right = False
            setattr(row, column.name, value)
        if right:
            yield row
        else:
            sheet.failed(row)


def _codes(sheet: Sheet, header: Header, column: Column) -> set[str]:
    """The codes that are known of a column, with those a workbook has as text."""
    if not isinstance(column, Code) or column.name not in header.places:
        return set()
    codes = set(sheet.known(column.name))
    if not header.grid.is_text:
        cells = (line.at(header.places[column.name]).value for line in header.rows)
        codes |= {value for value in cells if isinstance(value, str)}
    return codes


def _refuse_lost_zeros(value: str, codes: set[str]) -> None:
    if codes and (whole := lost_zeros(value, codes)):
        raise Refused(
            _("The leading zeros are lost: probably %(code)s. Format the column as text.")
            % {"code": whole}
        )


def _wrong(sheet: Sheet, header: Header, part: Part, row: Row, refusal: Refused) -> Iterator[Wrong]:
    """The sentences of a refusal at their columns; where one names none, at the file's first."""
    line = next(line for line in header.grid.lines if line.number == row.number)
    for field_name, texts in refusal.errors.items():
        named = sheet.fields.get(field_name, field_name)
        place = header.places.get(named, min(header.places.values()))
        for text in texts:
            yield Wrong(address(place, row.number), line.at(place).shown, text, part.title)
