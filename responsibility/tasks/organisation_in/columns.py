"""Columns that several sheets of the workbook have."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from pages.clean import identifier
from pages.refused import Refused
from pages.rows_in.columns import Choice, Column
from pages.rows_in.grid import Cell

LAST_PLACE = 9999


class PlaceNumber(Column):
    """A place in an order: 1 to 9999."""

    def value_of(self, cell: Cell) -> int:
        text = identifier(cell.shown).removesuffix(".0")
        if not text.isdecimal() or not 0 <= int(text) <= LAST_PLACE:
            raise Refused(_("This is no place in an order. Write a number from 1 to 9999."))
        return int(text)


class YesNo(Choice):
    """Yes or no."""

    def __init__(self, label: str, **more):
        super().__init__(label, options=_yes_and_no, **more)


def _yes_and_no() -> dict[str, object]:
    words: dict[str, object] = {_("yes"): True, _("no"): False}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words |= {_("yes"): True, _("no"): False}
    return words
