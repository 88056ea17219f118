"""The board as a file: a row for each unit, the lamp of each category in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from alerts.lamps.summary import Summary
from dashboards.files import NumbersFile
from dashboards.matrix.board import Board, Group, Row
from pages.lamp import Lamp
from pages.templatetags.look import word


def file_of_board(request, board: Board, *, words: Sequence[str]) -> NumbersFile:
    """What the board shows, with its sum; noted in the audit log."""
    selection = board.selection
    title = " ".join([_("Supervision board"), str(selection.segment.name), selection.quarter.name])
    heads = [
        _("Group of units"), _("Unit"), *(column.name for column in board.categories),
        _("Done in time"), _("Due or done"), _("Overdue now"),
    ]  # fmt: skip
    rows = [_row(group, row) for group in board.groups for row in group.rows]
    return NumbersFile(request, "board", title, words=words, heads=heads, rows=rows)


def _row(group: Group, row: Row) -> list:
    lamps = [lamp_in_words(cell) for cell in row.cells]
    return [group.name, row.unit.name, *lamps, row.whole.done, row.whole.settled, row.overdue]


def lamp_in_words(cell: Summary | None) -> str:
    """The summary lamp, and how far where it is partly done; "" where nothing is owed."""
    if cell is None:
        return ""
    lamp = str(word(cell.lamp or Lamp.EXEMPT))
    return f"{lamp} {cell.done}/{cell.total}" if 0 < cell.done < cell.total else lamp
