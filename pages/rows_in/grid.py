"""What a file holds, whatever its form: lines of cells."""

from dataclasses import dataclass, field
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from pages.clean import BLANKS, without_unseen
from pages.refused import Refused


class Unreadable(Refused):
    """The file as a whole cannot be read as a table; the text says what to do."""


class Cell(NamedTuple):
    """A value as the file holds it: text, a number, an instant or nothing; `format` is the number
    format of a workbook."""

    value: object = None
    format: str = ""

    @property
    def shown(self) -> str:
        """The value in words, as a person finds it in the file."""
        return clean("" if self.value is None else str(self.value))

    @property
    def is_empty(self) -> bool:
        return not self.shown


class Line(NamedTuple):
    """One row of the file by the number it has there."""

    number: int
    cells: list[Cell]

    def at(self, column: int) -> Cell:
        """The cell of a column, counted from 0; an empty one beyond the end."""
        return self.cells[column] if column < len(self.cells) else Cell()


@dataclass
class Grid:
    """The lines that hold something. `title` is the name of the worksheet, "" for a text file."""

    title: str = ""
    lines: list[Line] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        """Whether it comes from a text file, which does not say what was a number."""
        return not self.title


def clean(text: str) -> str:
    """`text` without invisible characters; blanks of any width become one, none at the ends."""
    return BLANKS.sub(" ", without_unseen(text)).strip()


def address(column: int, number: int) -> str:
    """The name of a cell: column 1 (counted from 0) of row 7 is B7."""
    return f"{get_column_letter(column + 1)}{number}"
