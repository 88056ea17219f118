"""Reading a file as tables, whatever is sent: a broken one gets a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.rows_in.grid import Grid, Unreadable
from pages.rows_in.text_file import read_text_file
from pages.rows_in.unpacked import read_bounded
from pages.rows_in.workbook import Unfit

MOST_BYTES = 5 * 1024 * 1024
MOST_COLUMNS = 64  # what stands further to the right is not looked at
ABOVE_ROWS = 10  # lines in which the header is looked for: a title may stand above it
ZIP, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_grids(content: bytes, *, most_rows: int) -> list[Grid]:
    """The visible tables of an .xlsx workbook or of a .csv file, told apart by their content.

    Raises Unreadable: empty, too large, an old or protected workbook, or broken.
    """
    if not content.strip(b"\x00\r\n\t ,;"):
        raise Unreadable(_("The file is empty."))
    if len(content) > MOST_BYTES:
        raise Unreadable(
            _("The file is larger than %(size)d MB. Leave out pictures, or divide it.")
            % {"size": MOST_BYTES // 1024 // 1024}
        )
    if content.startswith(OLD_WORKBOOK):
        raise Unreadable(
            _("This is an old workbook (.xls), or one with a password. Save it as .xlsx.")
        )
    if content.startswith(ZIP):
        most_lines = most_rows + ABOVE_ROWS + 1
        try:
            grids = read_bounded(content, most_columns=MOST_COLUMNS, most_lines=most_lines)
        except Unfit as unfit:
            raise Unreadable(_sentence(str(unfit))) from unfit
    else:
        grids = [read_text_file(content, most_columns=MOST_COLUMNS)]
    if any(len(grid.lines) > most_rows + ABOVE_ROWS for grid in grids):
        _refuse_too_many(most_rows)
    return grids


def _refuse_too_many(most_rows: int) -> None:
    raise Unreadable(
        ngettext(
            "More than %(count)d row is too many for one file. Divide it.",
            "More than %(count)d rows are too many for one file. Divide it.",
            most_rows,
        )
        % {"count": most_rows}
    )


def _sentence(code: str) -> str:
    """What is said of a workbook that cannot be read (workbook.py)."""
    return {
        "damaged": _("The file is damaged. Save it anew as .xlsx and try again."),
        "damaged_inside": _(
            "The workbook is damaged. Open it, save it anew as .xlsx and try again."
        ),
        "no_workbook": _("This is no .xlsx workbook. Save it as .xlsx and try again."),
        "too_large": _("The workbook is too large when unpacked. Copy its rows into the template."),
    }[code]
