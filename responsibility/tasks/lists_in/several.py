"""Several values in one cell, with commas between."""

import re

from django.utils.translation import gettext as _

from pages.clean import identifier
from pages.refused import Refused
from pages.rows_in.columns import Column
from pages.rows_in.grid import Cell

BETWEEN = re.compile(r"\s*[,;|\u3001\uff0c\uff1b\n]\s*")


def parted(text: str) -> list[str]:
    """The parts of `text`, without empty ones."""
    return [part for part in BETWEEN.split(text.strip()) if part]


class Several(Column):
    """Names with commas between; `value_of` gives them as a list."""

    def value_of(self, cell: Cell) -> list[str]:
        return parted(cell.shown)


class Count(Column):
    """A number of at least 1."""

    def value_of(self, cell: Cell) -> int:
        text = identifier(cell.shown).removesuffix(".0")
        if not text.isdecimal() or not 1 <= int(text) <= 999:
            raise Refused(_("Write a number of at least 1."))
        return int(text)
