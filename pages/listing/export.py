"""A list as a file: .xlsx and .csv of exactly what the filter shows, row by row.

Neither holds the rows in memory. No cell is anything that a spreadsheet would run: a csv has no
types, so a text that begins as a formula does gets an apostrophe before it, as spreadsheets
themselves write it; in an xlsx it is a text. Instants are local, without their zone.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from io import TextIOWrapper
from itertools import chain, islice
from typing import BinaryIO
from unicodedata import east_asian_width

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from pages.listing.column import Column

# What begins so is run: = + - @, in full width too, and behind a tab or the end of a line.
RUNS = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]")
# What no XML may hold (https://www.w3.org/TR/xml/#charsets), openpyxl refuses it.
NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LEAST, MOST = 8, 60  # width of a column of a sheet, in Latin letters
MEASURED = 100  # rows looked at for it


def csv_file(file: BinaryIO, columns: Sequence[Column], rows: Iterable, title: str) -> int:
    """Write a .csv; UTF-8 with the mark that tells Excel so. Answers the number of rows."""
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=False)
    writer = csv.writer(text)
    writer.writerow([str(column.label) for column in columns])
    count = 0
    for count, values in enumerate(_values(columns, rows), 1):  # noqa: B007
        writer.writerow([_csv_cell(value) for value in values])
    text.flush()
    text.detach()
    return count


def _csv_cell(value):
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, str) and RUNS.match(value):
        return f"'{value}"
    return value


def xlsx_file(file: BinaryIO, columns: Sequence[Column], rows: Iterable, title: str) -> int:
    """Write an .xlsx with one sheet named `title`. Answers the number of rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.freeze_panes = "A2"
    labels, values_of_rows = [str(column.label) for column in columns], _values(columns, rows)
    first = list(islice(values_of_rows, MEASURED))
    for place, texts in enumerate(zip(labels, *first, strict=True), 1):
        width = min(MOST, max(LEAST, *(_width(text) for text in texts)) + 2)
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_head(sheet, label) for label in labels])
    count = 0
    for count, values in enumerate(chain(first, values_of_rows), 1):  # noqa: B007
        sheet.append([_xlsx_cell(sheet, value) for value in values])
    book.save(file)
    return count


def _width(value) -> int:
    """How wide a value stands in a sheet: a Chinese character is two letters wide."""
    if isinstance(value, datetime):
        return 16
    text = "" if value is None else str(value)
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _head(sheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _xlsx_cell(sheet, value):
    if not isinstance(value, str):
        return value
    value = NO_XML.sub("", value)
    if value[:1] not in ("=", "#"):
        return value
    cell = WriteOnlyCell(sheet, value)  # else openpyxl takes it for a formula or an error
    cell.data_type = "s"
    return cell


def _values(columns: Sequence[Column], rows: Iterable) -> Iterator[list]:
    values_of = [column.exported for column in columns]
    for row in rows:
        yield [_plain(value_of(row)) for value_of in values_of]


def _plain(value):
    """A value as files hold it: text, number, day, local instant, nothing."""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    if isinstance(value, SafeString):
        return strip_tags(value)
    plain = isinstance(value, str | int | float | date) or value is None
    return value if plain else str(value)


FORMATS: dict[str, Callable[..., int]] = {"xlsx": xlsx_file, "csv": csv_file}
NAMES = {"xlsx": "Excel", "csv": "CSV"}
