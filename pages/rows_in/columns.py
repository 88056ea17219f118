"""What stands in a column, and how a cell of it is read."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl.utils.datetime import from_excel

from pages.clean import identifier
from pages.fields import EARLIEST, LATEST
from pages.refused import Refused
from pages.rows_in.grid import Cell, clean

SHORTENED = re.compile(r"[+-]?\d+(\.\d+)?[eE][+-]?\d+")  # 1.38E+10
FORMULA_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!"}
# Beyond this a spreadsheet keeps no digits; long round numbers were read back from 1.38E+10.
MOST_DIGITS, MANY_ZEROS = 15, 1_000_000
DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?(\s*[T ]?0?0:00(:00(\.0+)?)?)?")
DAY_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
SERIALS = range(36526, 73051)  # the days of `EARLIEST` to `LATEST` as a spreadsheet counts them


class Column:
    """A column of a sheet. `label` heads it; `also` are other headings, divided by "|".

    `most` is the longest text, `advice` a sentence for the explanations and where the cell is
    missing, `example` a value as it is written. `choices` gives the values one may choose from in
    the template, `chosen_from` the column of another sheet that holds them ("units.name"); what is
    chosen is not checked here but by what a row is carried out with.
    """

    name: str  # of the attribute, set by Sheet
    as_text = False  # in the template

    def __init__(
        self,
        label: str,
        *,
        also: str = "",
        required: bool = False,
        most: int = 200,
        advice: str = "",
        example: str = "",
        choices: Callable[..., Iterable[str]] | None = None,
        chosen_from: str = "",
    ):
        self.label, self.also, self.required, self.most = label, also, required, most
        self.advice, self.example, self.choices = advice, example, choices
        self.chosen_from = chosen_from

    def read(self, cell: Cell):
        """The value of a cell; None where it is empty.

        Raises Refused with a sentence: missing, an error of a formula, or what `value_of` refuses.
        """
        if cell.shown in FORMULA_ERRORS:
            raise Refused(_("A formula went wrong here. Write the value itself."))
        if cell.is_empty:
            if self.required:
                raise Refused(clean(_("This is missing. %(advice)s") % {"advice": self.advice}))
            return None
        value = self.value_of(cell)
        if isinstance(value, str) and len(value) > self.most:
            raise Refused(
                _("This is too long: %(length)d characters, at most %(most)d are kept.")
                % {"length": len(value), "most": self.most}
            )
        return value

    def value_of(self, cell: Cell):
        """The value of a cell that holds something: here its text."""
        if isinstance(cell.value, float) and cell.value.is_integer():
            return str(int(cell.value))
        return cell.shown


class Code(Column):
    """Digits and letters that are no number: staff numbers, telephone numbers.

    What a spreadsheet does to them is recognised: full-width characters, "1.38E+10", and leading
    zeros lost (see `lost_zeros`).
    """

    as_text = True

    def value_of(self, cell: Cell) -> str:
        if isinstance(cell.value, (datetime, bool)):
            raise Refused(_("A spreadsheet made this a date. Format the column as text."))
        if isinstance(cell.value, (int, float)):
            return self._digits_of(cell.value, cell.format)
        text = identifier(cell.shown)
        if SHORTENED.fullmatch(text) and "+" in text:
            self._refuse_shortened()
        return text

    def _digits_of(self, number: int | float, form: str) -> str:
        if number != int(number) or number < 0:
            raise Refused(_("This is a number with decimals. Write the digits as text."))
        digits = str(int(number))
        if len(digits) > MOST_DIGITS or (len(digits) >= 10 and int(number) % MANY_ZEROS == 0):
            self._refuse_shortened()
        return digits.zfill(len(form)) if form and set(form) == {"0"} else digits

    def _refuse_shortened(self) -> None:
        raise Refused(
            _("A spreadsheet shortened this number, its last digits are lost. Format the column "
              "as text and write all digits.")
        )  # fmt: skip


def lost_zeros(value: str, known: Collection[str]) -> str:
    """What `value` was before a spreadsheet took its leading zeros; "" where it took none.

    Told by the `known` codes: one of them is the same with zeros before it, or all that begin with
    zero are of one length and longer.
    """
    if not value.isdecimal() or value in known:
        return ""
    zeros = [code for code in known if code.isdecimal() and code.startswith("0")]
    lengths = {len(code) for code in zeros}
    same = next((code for code in zeros if code.lstrip("0") == value), "")
    if same or len(lengths) != 1 or max(lengths) <= len(value):
        return same
    return value.zfill(max(lengths))


class Day(Column):
    """A day: a cell with a date, the number a spreadsheet counts it by, or text such as 2026-03-01,
    2026/3/1, 2026.3.1, 20260301 or with the signs for year, month and day."""

    def value_of(self, cell: Cell) -> date:
        day = _day_of(cell)
        if day is None:
            raise Refused(_("This is no day. Write it as 2026-09-30."))
        if not EARLIEST <= day < LATEST:
            raise Refused(
                _("%(day)s cannot be right. Write a day from 2000 to 2099.") % {"day": day}
            )
        return day


def _day_of(cell: Cell) -> date | None:
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    text = identifier(cell.shown).removesuffix(".0")
    if text.isdecimal() and int(text) in SERIALS:
        return (from_excel(int(text)) + timedelta()).date()
    match = DAY.fullmatch(text) or DAY_DIGITS.fullmatch(text)
    if not match:
        return None
    year, month, number = (int(part) for part in match.groups()[:3])
    try:
        return date(year, month, number)
    except ValueError:
        raise Refused(_("There is no such day. Check month and day.")) from None


class Choice(Column):
    """One of a few values, written in the words of any language; `options` gives words -> value."""

    def __init__(self, label: str, *, options: Callable[[], Mapping[str, object]], **more):
        super().__init__(label, choices=lambda **_run: self._shown(), **more)
        self.options = options

    def value_of(self, cell: Cell):
        options = {identifier(word).lower(): value for word, value in self.options().items()}
        word = identifier(cell.shown).lower()
        if word not in options:
            raise Refused(
                _("This is none of the choices. Write one of: %(words)s.")
                % {"words": ", ".join(self._shown())}
            )
        return options[word]

    def words(self) -> dict[object, str]:
        """The values with the word that is written for each: its first."""
        words: dict[object, str] = {}
        for word, value in self.options().items():
            words.setdefault(value, word)
        return words

    def _shown(self) -> list[str]:
        return list(self.words().values())


def words_of(choices) -> Callable[[], dict[str, object]]:
    """The words of a TextChoices: those of the page first, then of the other languages."""

    def words() -> dict[str, object]:
        values = {str(choice.label): choice.value for choice in choices}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                for choice in choices:
                    values.setdefault(str(choice.label), choice.value)
        return values

    return words
