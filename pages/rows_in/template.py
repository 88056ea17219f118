"""The empty workbook to fill in: headings, lists to choose from, and a sheet that explains."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pages.rows_in.columns import Column, Day
from pages.rows_in.sheet import Sheet

HEAD = {
    "font": Font(bold=True, color="FFFFFFFF"),
    "fill": PatternFill("solid", fgColor="FF1D5687"),
    "alignment": Alignment(vertical="center", wrap_text=True),
}
WIDE, WIDER = 18, 60  # characters
LISTS = "lists"  # the hidden sheet the choices stand on


def template_of(sheet: Sheet) -> bytes:
    """A workbook with the columns of `sheet`, which it reads again."""
    book = Workbook()
    book.active.title = str(sheet.title)
    _table(book, sheet)
    _explanations(book.create_sheet(_("How to fill it in")), sheet)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _table(book: Workbook, sheet: Sheet) -> None:
    table = book.active
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for number, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(number)
        heading = f"{column.label} *" if column.required else str(column.label)
        _head(table.cell(1, number, heading))
        table.column_dimensions[letter].width = WIDE
        if column.as_text:
            table.column_dimensions[letter].number_format = "@"
        elif isinstance(column, Day):
            table.column_dimensions[letter].number_format = "yyyy-mm-dd"
        if column.choices:
            choices = list(column.choices(by=sheet.by, now=sheet.now))
            _offer(table, lists, letter, choices, sheet.most_rows)
    table.row_dimensions[1].height = 24
    table.freeze_panes = "A2"


def _offer(
    table: Worksheet, lists: Worksheet, letter: str, choices: list[str], most_rows: int
) -> None:
    """Let a column be chosen from a list, which another value does not break."""
    if not choices:
        return
    for row, choice in enumerate(choices, 1):
        lists[f"{letter}{row}"].value = choice
        lists[f"{letter}{row}"].data_type = "s"
    offered = DataValidation(
        type="list",
        formula1=f"={LISTS}!${letter}$1:${letter}${len(choices)}",
        allow_blank=True,
        showErrorMessage=False,
    )
    offered.add(f"{letter}2:{letter}{most_rows + 1}")
    table.add_data_validation(offered)


def _explanations(explained: Worksheet, sheet: Sheet) -> None:
    explained.append([_("Column"), _("Needed"), _("Example"), _("What to write")])
    for column in sheet.columns:
        explained.append(_explanation(column))
    explained.append([])
    for note in (
        sheet.lead,
        _("Headings may stand in any order; columns not named here are not looked at."),
        _("The same file may be imported again: what is already there stays as it is."),
    ):
        explained.append([str(note)])
    for cell in explained[1]:
        _head(cell)
    for letter, width in zip("ABCD", (WIDE, 8, 24, WIDER), strict=True):
        explained.column_dimensions[letter].width = width


def _explanation(column: Column) -> list[str]:
    needed = _("yes") if column.required else _("no")
    return [str(column.label), needed, str(column.example), str(column.advice)]


def _head(cell) -> None:
    for name, style in HEAD.items():
        setattr(cell, name, style)
