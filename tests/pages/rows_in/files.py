"""Files as people and spreadsheets make them."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet


def workbook(*rows: Sequence, shape=lambda sheet: None, title: str = "Sheet1") -> bytes:
    """A workbook of one sheet with these rows; `shape` may do more to the sheet."""
    book = Workbook()
    book.active.title = title
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            book.active.cell(number, column, value)
    shape(book.active)
    return written(book)


def written(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def opened(content: bytes) -> Worksheet:
    """The first sheet of a workbook."""
    return load_workbook(BytesIO(content)).worksheets[0]


def text_file(*rows: Sequence[str], encoding: str = "utf-8") -> bytes:
    return "\r\n".join(",".join(row) for row in rows).encode(encoding)
