"""Reading what a list answers: the rows of its page and of its files."""

import csv
import re
from html import unescape
from io import BytesIO, StringIO
from typing import NamedTuple

from django.utils.html import strip_tags
from openpyxl import load_workbook

ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)


class Page(NamedTuple):
    """A page of a list: the texts of its cells, how many rows there are in all."""

    rows: list[list[str]]
    total: int


def page_of(response) -> Page:
    text = response.content.decode()
    body = text.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = [[_text(cell) for cell in CELL.findall(row)] for row in ROW.findall(body)]
    return Page(rows, response.context["listing"].page.paginator.count)


def _text(html: str) -> str:
    return " ".join(unescape(strip_tags(html)).split())


def csv_of(response) -> list[list[str]]:
    """The rows of a .csv, its head first."""
    text = response.read_whole.decode("utf-8")
    assert text.startswith("\ufeff"), "a mark by which Excel knows UTF-8"
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


def xlsx_of(response) -> list[list]:
    """The cells of an .xlsx, its head first."""
    (sheet,) = load_workbook(BytesIO(response.read_whole)).worksheets
    return [list(row) for row in sheet.iter_rows()]
