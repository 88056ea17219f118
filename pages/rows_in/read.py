"""Reading a file as tables, whatever is sent: a broken one gets a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.rows_in.grid import Grid, Unreadable
from pages.rows_in.text_file import read_text_file
from pages.rows_in.workbook import read_workbook

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
        grids = read_workbook(content, most_columns=MOST_COLUMNS, most_lines=most_lines)
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
