"""The workbook to fill in: headings, lists to choose from, and a sheet that explains; and the same
with what is there already."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pages.rows_in.book import Book
from pages.rows_in.columns import Column, Day
from pages.rows_in.sheet import Sheet

HEAD = {
    "font": Font(bold=True, color="FFFFFFFF"),
    "fill": PatternFill("solid", fgColor="FF1D5687"),
    "alignment": Alignment(vertical="center", wrap_text=True),
}
WIDE, WIDER = 18, 60  # characters
LISTS = "lists"  # the hidden sheet the choices stand on


def template_of(book: Book) -> bytes:
    """A workbook with the sheets and columns of `book`, which it reads again."""
    return _written(book, {})[0]


def export_of(book: Book) -> tuple[bytes, int]:
    """The same workbook with what is there now, and how many rows that are."""
    return _written(book, {sheet.title: sheet.rows_now() for sheet in book.sheets})


def _written(book: Book, rows: dict[str, Iterable[Sequence]]) -> tuple[bytes, int]:
    workbook = Workbook()
    workbook.remove(workbook.active)
    count = 0
    for sheet in book.sheets:
        table = workbook.create_sheet(str(sheet.title))
        _head_of(table, sheet)
        count += _fill(table, sheet, rows.get(sheet.title, ()))
    lists = workbook.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for sheet in book.sheets:
        _offer_choices(workbook[str(sheet.title)], lists, sheet, book)
    _explanations(workbook.create_sheet(_("How to fill it in")), book)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue(), count


def _head_of(table: Worksheet, sheet: Sheet) -> None:
    for number, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(number)
        heading = f"{column.label} *" if column.required else str(column.label)
        _head(table.cell(1, number, heading))
        table.column_dimensions[letter].width = WIDE
        if form := _form(column):
            table.column_dimensions[letter].number_format = form
    table.row_dimensions[1].height = 24
    table.freeze_panes = "A2"


def _form(column: Column) -> str:
    """The number format of a column; "" for the general one."""
    if column.as_text:
        return "@"
    return "yyyy-mm-dd" if isinstance(column, Day) else ""


def _fill(table: Worksheet, sheet: Sheet, rows: Iterable[Sequence]) -> int:
    """Write the rows; a text stays text, whatever a spreadsheet would make of it."""
    forms = [_form(column) for column in sheet.columns]
    count = 0
    for count, values in enumerate(rows, 1):
        for place, value in enumerate(values, 1):
            if value in (None, ""):
                continue
            cell = table.cell(count + 1, place, value)
            if isinstance(value, str):
                cell.data_type = "s"
            if forms[place - 1]:
                cell.number_format = forms[place - 1]
    return count


def _offer_choices(table: Worksheet, lists: Worksheet, sheet: Sheet, book: Book) -> None:
    for number, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(number)
        if column.chosen_from:
            _offer(table, letter, _column_of(book, column.chosen_from), sheet.most_rows)
        elif column.choices:
            choices = list(column.choices(by=sheet.by, now=sheet.now))
            if choices:
                _offer(table, letter, _listed(lists, choices), sheet.most_rows)


def _column_of(book: Book, named: str) -> str:
    """Where the cells of another sheet's column stand, as a formula names them."""
    code, name = named.split(".")
    sheet = next(sheet for sheet in book.sheets if type(sheet).__name__ == code)
    place = next(number for number, column in enumerate(sheet.columns, 1) if column.name == name)
    letter = get_column_letter(place)
    title = quote_sheetname(str(sheet.title))
    return f"={title}!${letter}$2:${letter}${sheet.most_rows + 1}"


def _listed(lists: Worksheet, choices: list[str]) -> str:
    """Where `choices` stand on the hidden sheet, in a column of their own."""
    place = lists.max_column + 1 if lists["A1"].value is not None else 1
    letter = get_column_letter(place)
    for row, choice in enumerate(choices, 1):
        lists[f"{letter}{row}"].value = choice
        lists[f"{letter}{row}"].data_type = "s"
    return f"={LISTS}!${letter}$1:${letter}${len(choices)}"


def _offer(table: Worksheet, letter: str, where: str, most_rows: int) -> None:
    """Let a column be chosen from a list, which another value does not break."""
    offered = DataValidation(type="list", formula1=where, allow_blank=True, showErrorMessage=False)
    offered.add(f"{letter}2:{letter}{most_rows + 1}")
    table.add_data_validation(offered)


def _explanations(explained: Worksheet, book: Book) -> None:
    heads = [_("Column"), _("Needed"), _("Example"), _("What to write")]
    for sheet in book.sheets:
        if not book.is_one_sheet:
            explained.append([str(sheet.title), "", "", str(sheet.lead)])
            explained.cell(explained.max_row, 1).font = Font(bold=True)
        explained.append(heads)
        for cell in explained[explained.max_row]:
            _head(cell)
        for column in sheet.columns:
            explained.append(_explanation(column))
        explained.append([])
    for note in (
        book.lead,
        _("Headings may stand in any order; columns not named here are not looked at."),
        _("The same file may be imported again: what is already there stays as it is."),
    ):
        explained.append([str(note)])
    for letter, width in zip("ABCD", (WIDE, 8, 24, WIDER), strict=True):
        explained.column_dimensions[letter].width = width


def _explanation(column: Column) -> list[str]:
    needed = _("yes") if column.required else _("no")
    return [str(column.label), needed, str(column.example), str(column.advice)]


def _head(cell) -> None:
    for name, style in HEAD.items():
        setattr(cell, name, style)
