"""Columns are matched by name, wherever the header stands."""

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pages.rows_in.columns import Column
from pages.rows_in.grid import Unreadable
from pages.rows_in.header import Header, find_header
from pages.rows_in.read import read_grids
from tests.pages.rows_in.files import workbook


def columns() -> list[Column]:
    """Labels that the catalogue has in Chinese."""
    named = {
        "name": Column(_("Name"), also="full name|person", required=True),
        "phone": Column(_("Mobile number")),
    }
    for name, column in named.items():
        column.name = name
    return list(named.values())


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def header(*rows, **options) -> Header:
    return find_header(read_grids(workbook(*rows, **options), most_rows=100), columns())


@pytest.mark.parametrize(
    "heading",
    [
        "Name", "NAME", " na\u3000me ", "Name *", "Name (required)",
        "\uff2e\uff41\uff4d\uff45\uff1a",
        "full  name", "Person", "\u59d3\u540d", "\u59d3 \u540d\uff08\u5fc5\u586b\uff09",
    ],
)  # fmt: skip
def test_a_heading_is_known_by_name_in_both_languages(heading):
    assert header([heading], ["Zhou"]).places == {"name": 0}


def test_the_header_may_stand_under_a_title_and_its_columns_in_any_order():
    found = header(["Roll"], [], ["No.", "Mobile number", "Remarks", "Name"], ["1", "2", "3", "A"])
    assert (found.line.number, found.places) == (3, {"phone": 1, "name": 3})
    assert found.unknown == ["No.", "Remarks"]
    assert [line.number for line in found.rows] == [4]


def test_rows_with_nothing_in_known_columns_are_none():
    found = header(["Name", "Remarks"], ["Zhou", ""], ["", "total 1"])
    assert [line.number for line in found.rows] == [2]


def test_a_missing_optional_column_is_named():
    assert header(["Name"], ["Zhou"]).missing == ["Mobile number"]


def test_the_sheet_with_most_columns_is_taken():
    def shape(sheet):
        sheet.parent.create_sheet("People").append(["Name", "Mobile number"])

    assert header(["Name"], shape=shape).grid.title == "People"


@pytest.mark.parametrize(
    "row, said",
    [
        (["a", "b"], "The columns are: Name, Mobile number."),
        (["Mobile number"], "Columns are missing: Name. Row 1 is taken as the headings."),
        (["Name", "x", "Full name"], "A1 and C1 have the same heading. Keep one of them."),
    ],
)
def test_a_header_that_does_not_do(row, said):
    with pytest.raises(Unreadable) as refused:
        header(row, ["1", "2", "3"])
    assert str(refused.value).endswith(said)
