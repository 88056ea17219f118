"""How cells are read: days, codes and texts as people and spreadsheets write them."""

from datetime import date, datetime

import pytest
from django.utils import translation

from pages.refused import Refused
from pages.rows_in.columns import Code, Column, Day, lost_zeros
from pages.rows_in.grid import Cell

DAY = date(2026, 3, 1)
YEAR, MONTH, DATE = "\u5e74", "\u6708", "\u65e5"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def refusal(column: Column, value, form: str = "") -> str:
    with pytest.raises(Refused) as refused:
        column.read(Cell(value, form))
    return str(refused.value)


@pytest.mark.parametrize(
    "value",
    [
        DAY, datetime(2026, 3, 1, 8), 46082, 46082.0, "46082", 20260301, "20260301",  # noqa: DTZ001
        "2026-03-01", "2026-3-1", "2026/3/1", "2026.3.1", "2026.03.01", " 2026-03-01\u3000",
        f"2026{YEAR}3{MONTH}1{DATE}", f"2026{YEAR}03{MONTH}01{DATE}",
        "\uff12\uff10\uff12\uff16-3-1",
        "2026-03-01 00:00:00", "2026. 3. 1", "2026\u20143\u20141",
    ],
)  # fmt: skip
def test_a_day_however_it_is_written(value):
    assert Day("First day").read(Cell(value)) == DAY


@pytest.mark.parametrize(
    "value, said",
    [
        ("2026-02-30", "There is no such day"),
        ("2026-13-01", "There is no such day"),
        ("2026.3", "This is no day"),
        ("26-3-1", "This is no day"),
        ("soon", "This is no day"),
        (7, "This is no day"),
        (1e300, "This is no day"),
        (True, "This is no day"),
        ("1999-12-31", "from 2000 to 2099"),
        (date(2101, 1, 1), "from 2000 to 2099"),
    ],
)
def test_what_is_no_day(value, said):
    assert said in refusal(Day("First day"), value)


@pytest.mark.parametrize(
    "value, form, code",
    [
        ("LC0112", "", "LC0112"), (13800002046, "General", "13800002046"),
        (13800002046.0, "General", "13800002046"), (112, "0000", "0112"), ("0112", "@", "0112"),
        ("\uff2c\uff23\uff10\uff11", "", "LC01"), ("138\u200b0000\u200e2046", "", "13800002046"),
        ("+86 138-0000-2046", "", "+86 138-0000-2046"),
    ],
)  # fmt: skip
def test_a_code_keeps_its_digits(value, form, code):
    assert Code("Number").read(Cell(value, form)) == code


@pytest.mark.parametrize(
    "value", ["1.38E+10", "1.38e+10", 13800000000, 1.38e10, 1234567890123456789]
)
def test_digits_that_are_lost_are_said(value):
    assert "its last digits are lost" in refusal(Code("Number"), value)


@pytest.mark.parametrize("value", [112.5, -3, datetime(2026, 3, 1), True])  # noqa: DTZ001
def test_what_is_no_code(value):
    assert refusal(Code("Number"), value)


@pytest.mark.parametrize(
    "value, known, whole",
    [
        ("112", {"0112", "0113"}, "0112"), ("112", {"0113", "0114"}, "0112"),
        ("112", {"112", "0112"}, ""), ("112", {"LC112"}, ""), ("12345", {"0113"}, ""),
        ("112", {"0113", "00114"}, ""), ("LC1", {"0113"}, ""), ("0112", {"0112"}, ""),
    ],
)  # fmt: skip
def test_lost_zeros_are_told_by_the_codes_there_are(value, known, whole):
    assert lost_zeros(value, known) == whole


def test_an_empty_cell_is_nothing_or_missing():
    for empty in (None, "", "  ", "\u3000\u200b"):
        assert Column("Name").read(Cell(empty)) is None
    needed = Column("Name", required=True, advice="Write it.")
    assert refusal(needed, "") == "This is missing. Write it."


def test_a_text_is_cleaned_and_bounded():
    assert Column("Name").read(Cell("\u200b Zhou \x00\u3000 Ming\n")) == "Zhou Ming"
    assert Column("Name").read(Cell(12.0)) == "12"
    assert "5 characters, at most 4" in refusal(Column("Name", most=4), "Zhou!")


@pytest.mark.parametrize("value", ["#N/A", "#REF!"])
def test_an_error_of_a_formula_is_said(value):
    assert "A formula went wrong here" in refusal(Column("Name"), value)
