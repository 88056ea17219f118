"""The marked copy: the same workbook, with tints and comments."""

from io import BytesIO

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from pages.rows_in.marked import marked_copy
from pages.rows_in.run import Outcome, Wrong
from tests.pages.rows_in.files import opened, text_file, workbook

GREEN = PatternFill("solid", fgColor="FF00FF00")


def marked(content: bytes, worksheet: str, *wrong: Wrong):
    return opened(marked_copy(content, Outcome(worksheet=worksheet, wrong=list(wrong))))


def tint(cell) -> str:
    return cell.fill.fgColor.rgb if cell.fill.fill_type else ""


def test_wrong_cells_are_tinted_and_say_what_to_write():
    def shape(sheet):
        sheet["A3"].fill, sheet["B2"].comment = GREEN, Comment("mine", "Zhou")

    content = workbook(["Name"], ["=1+1", "x"], ["B"], shape=shape)
    sheet = marked(
        content,
        "Sheet1",
        Wrong("A2", "", "One."),
        Wrong("A2", "", "Two."),
        Wrong("B2", "", "Three."),
    )
    assert (sheet["A2"].value, sheet["A2"].comment.text, tint(sheet["A2"])) == (
        "=1+1", "One.\nTwo.", "FFF8D7DA",
    )  # fmt: skip
    assert sheet["B2"].comment.text == "mine\nThree."
    assert tint(sheet["A3"]) == "FF00FF00", "as it was"


def test_a_second_round_takes_the_first_ones_marks_away():
    first = marked_copy(
        workbook(["Name"], ["A"]), Outcome(worksheet="Sheet1", wrong=[Wrong("A2", "", "One.")])
    )
    sheet = marked(first, "Sheet1", Wrong("B2", "", "Two."))
    assert sheet["A2"].comment is None
    assert tint(sheet["A2"]) == ""
    assert sheet["B2"].comment.text == "Two."


def test_a_cell_within_merged_ones_is_marked_at_the_first():
    content = workbook(["U"], ["A"], [""], shape=lambda sheet: sheet.merge_cells("A2:A3"))
    assert marked(content, "Sheet1", Wrong("A3", "", "No."))["A2"].comment.text == "No."


def test_a_text_file_becomes_a_workbook_in_which_nothing_runs():
    content = marked_copy(
        text_file(["Number"], ["0112"], ["=1+1"]), Outcome(wrong=[Wrong("A2", "", "No.")])
    )
    sheet = load_workbook(BytesIO(content)).active
    assert [cell.value for cell in sheet["A"]] == ["Number", "0112", "=1+1"]
    assert sheet["A3"].data_type == "s"
    assert sheet["A2"].comment.text == "No."
