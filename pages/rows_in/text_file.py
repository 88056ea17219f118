"""Reading .csv as spreadsheets write it: UTF-8, GB18030 or UTF-16; by comma, semicolon or tab."""

import codecs
import csv
import re
from io import StringIO

from django.utils.translation import gettext as _

from pages.rows_in.grid import Cell, Grid, Line, Unreadable

SEPARATORS = [",", "\t", ";"]
AS_FORMULA = re.compile(r'="([^"]*)"')  # how a spreadsheet is made to keep "007" as text


def read_text_file(content: bytes, *, most_columns: int) -> Grid:
    """The lines of a .csv file. Raises Unreadable: no text, or quotes that do not end."""
    text = _decoded(content).replace("\x00", "")
    rows = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    grid = Grid()
    try:
        for number, row in enumerate(rows, 1):
            cells = [Cell(AS_FORMULA.sub(r"\1", value)) for value in row[:most_columns]]
            if not all(cell.is_empty for cell in cells):
                grid.lines.append(Line(number, cells))
    except csv.Error:
        raise Unreadable(
            _("Row %(row)d cannot be read: a quotation mark is missing, or it is no text.")
            % {"row": rows.line_num}
        ) from None
    return grid


def _decoded(content: bytes) -> str:
    """GB18030 is what Chinese spreadsheets write where nobody chose; UTF-8 is tried before it."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("This is no workbook and no text. Choose an .xlsx or a .csv file."))


def _separator(text: str) -> str:
    """Of the separators the one that stands oftenest in the first lines."""
    beginning = "".join(text.splitlines(keepends=True)[:5])
    return max(SEPARATORS, key=beginning.count)
