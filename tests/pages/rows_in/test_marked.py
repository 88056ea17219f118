"""The marked copy: the same rows in the same places, with tints and comments."""

from datetime import datetime

import pytest
from django.utils import translation

from pages.rows_in.book import OneSheet
from pages.rows_in.columns import Code, Column
from pages.rows_in.marked import marked_copy
from pages.rows_in.outcome import Wrong
from tests.make import NOW
from tests.pages.rows_in.files import opened, text_file, workbook


class Wells(OneSheet):
    code, title = "wells", "Wells"
    number = Code("Number", required=True)
    name = Column("Name")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def marked(content: bytes, *wrong: Wrong):
    return opened(marked_copy(Wells(by=None, now=NOW), content, list(wrong)))


def tint(cell) -> str:
    return cell.fill.fgColor.rgb if cell.fill.fill_type else ""


def test_wrong_cells_are_tinted_and_say_what_to_write():
    content = workbook(["Wells of 2026"], [], ["Number", "Name", "Since"],
                       ["0112", "A", datetime(2026, 3, 1)], [7, "", ""])  # fmt: skip # noqa: DTZ001
    sheet = marked(
        content, Wrong("A5", "7", "One."), Wrong("A5", "7", "Two."), Wrong("B5", "", "B.")
    )
    assert (sheet["A5"].value, sheet["A5"].comment.text) == (7, "One.\nTwo.")
    assert (tint(sheet["A5"]), tint(sheet["B5"]), tint(sheet["A4"])) == ("FFF8D7DA", "FFF8D7DA", "")
    assert sheet["B5"].comment.text == "B."
    assert (sheet["A1"].value, sheet["A4"].value, sheet["C4"].value) == (
        "Wells of 2026", "0112", datetime(2026, 3, 1),  # noqa: DTZ001
    )  # fmt: skip
    assert sheet.title == "Sheet1"


def test_codes_are_text_so_that_what_is_corrected_stays_whole():
    sheet = marked(workbook(["Number"], [7]), Wrong("A2", "7", "No."))
    assert sheet["A2"].number_format == sheet.column_dimensions["A"].number_format == "@"


def test_a_merged_value_stands_in_every_row():
    content = workbook(["Number", "Name"], ["1", "A"], ["2", ""],
                       shape=lambda sheet: sheet.merge_cells("B2:B3"))  # fmt: skip
    sheet = marked(content, Wrong("B3", "A", "No."))
    assert (sheet["B3"].value, sheet["B3"].comment.text) == ("A", "No.")


def test_nothing_becomes_a_formula_and_no_title_breaks_it():
    sheet = marked(text_file(["Number"], ["0112"], ["=1+1"]), Wrong("A2", "0112", "No."))
    assert [cell.value for cell in sheet["A"]] == ["Number", "0112", "=1+1"]
    assert sheet["A3"].data_type == "s"
    assert sheet.title == "Wells"


def test_a_workbook_that_claims_the_whole_sheet_is_no_burden():
    def shape(sheet):
        sheet["XFD1048576"] = "far"

    sheet = marked(workbook(["Number"], ["1"], shape=shape), Wrong("A2", "1", "No."))
    assert sheet.max_row == 2
