"""Whatever is sent as a file is read as a table, or gets a sentence."""

import codecs
import json
from datetime import date, datetime, time, timedelta
from io import BytesIO
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.utils import translation
from openpyxl import Workbook

from pages.rows_in import unpacked
from pages.rows_in.grid import Cell, Grid, Line, Unreadable
from pages.rows_in.read import MOST_BYTES, read_grids
from tests.pages.rows_in.files import text_file, workbook, written

ROWS = [["Number", "Name"], ["0112", "Zhou"]]
SHEET = "xl/worksheets/sheet1.xml"
NO_SUCH_TEXT = b't="inlineStr"><is><t>Zhou</t></is>', b't="s"><v>99</v>'
CHINESE = [["\u5de5\u53f7", "\u59d3\u540d"], ["1", "\u5468\u660e"]]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def read(content: bytes, most_rows: int = 100) -> list[Grid]:
    return read_grids(content, most_rows=most_rows)


def values(grid: Grid) -> list:
    return [
        (line.number, [cell.value for cell in line.cells if cell.value is not None])
        for line in grid.lines
    ]


def refusal(content: bytes, most_rows: int = 100) -> str:
    with pytest.raises(Unreadable) as refused:
        read(content, most_rows)
    return str(refused.value)


# Workbooks


def test_a_workbook_is_read_with_its_row_numbers_without_empty_rows():
    def shape(sheet):
        sheet["A5"], sheet["B5"] = 7, datetime(2026, 3, 1)  # noqa: DTZ001 - as a workbook has it
        sheet["A900"] = "   "

    (grid,) = read(workbook(*ROWS, shape=shape))
    day = datetime(2026, 3, 1)  # noqa: DTZ001
    assert values(grid) == [(1, ["Number", "Name"]), (2, ["0112", "Zhou"]), (5, [7, day])]
    assert grid.title == "Sheet1"


def test_hidden_sheets_are_not_looked_at():
    book = Workbook()
    book.active.append(["seen"])
    for state in ("hidden", "veryHidden"):
        hidden = book.create_sheet(state)
        hidden.append(["secret"])
        hidden.sheet_state = state
    assert [grid.title for grid in read(written(book))] == ["Sheet"]


def test_cells_merged_downwards_have_one_value_and_a_merged_title_does_no_harm():
    def shape(sheet):
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A3:A5")
        sheet.merge_cells("A7:A9")

    rows = [
        ["Roll"],
        ["Unit", "Name"],
        ["Bureau", "A"],
        ["", "B"],
        ["", "C"],
        ["", "D"],
        ["Office"],
    ]
    (grid,) = read(workbook(*rows, shape=shape))
    assert values(grid)[2:] == [
        (3, ["Bureau", "A"]), (4, ["Bureau", "B"]), (5, ["Bureau", "C"]), (6, ["D"]),
        (7, ["Office"]),
    ]  # fmt: skip


def test_a_sheet_that_claims_to_be_huge_is_read_by_what_it_holds():
    content = repacked(
        workbook(*ROWS), SHEET, lambda part: part.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    )
    assert values(read(content)[0])[1] == (2, ["0112", "Zhou"])


def test_a_row_with_an_impossible_number_ends_the_sheet():
    content = repacked(
        workbook(*ROWS), SHEET, lambda part: part.replace(b'<row r="2"', b'<row r="99999999999"')
    )
    assert len(read(content)[0].lines) == 1


# What is no workbook


def repacked(content: bytes, name: str, change) -> bytes:
    """The same archive, one part of it changed."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for part in source.namelist():
            text = source.read(part)
            target.writestr(part, change(text) if part == name else text)
    return packed.getvalue()


def archive(**parts: bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name, text in parts.items():
            target.writestr(name.replace("__", "/"), text)
    return packed.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = archive(xl__workbook=b"\0" * 60_000_000)
    assert len(bomb) < 100_000
    assert refusal(bomb).startswith("The workbook is too large when unpacked")


def test_a_workbook_of_endless_work_is_ended(monkeypatch):
    """Small when unpacked, as far as sizes tell: four million cells of which each says nothing."""
    monkeypatch.setattr(unpacked, "SECONDS", 1)
    empty = b'<row r="9"><c r="A9" t="n"/></row>' * 1_000_000
    content = repacked(
        workbook(*ROWS), SHEET, lambda part: part.replace(b"</sheetData>", empty + b"</sheetData>")
    )
    assert len(content) < MOST_BYTES
    before = process_time()
    assert refusal(content, 2_000_000).startswith("The workbook is too large when unpacked")
    assert process_time() - before < 1, "the work is done elsewhere"


def test_one_long_text_in_every_cell_is_refused():
    text = "x" * 32_000
    content = workbook(*([text] * 30 for _each in range(30)))
    assert refusal(content).startswith("The workbook is too large when unpacked")


def test_every_kind_of_value_comes_back_from_the_other_process():
    values = [
        7, 1.5, True, "文", None, date(2026, 3, 1), time(8, 30), timedelta(hours=30),
        datetime(2026, 3, 1, 8, 30),  # noqa: DTZ001 - as a workbook has it
    ]  # fmt: skip
    grid = Grid("表", [Line(2, [Cell(value, "0.00") for value in values])])
    title, ((number, cells),) = json.loads(json.dumps(unpacked._packed_grid(grid)))
    back = Grid(title, [Line(number, [unpacked._unpacked(cell) for cell in cells])])
    assert back == grid and [type(c.value) for c in back.lines[0].cells] == list(map(type, values))


def test_entities_are_refused():
    laughs = b'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">]>'
    content = repacked(
        workbook(*ROWS), SHEET, lambda part: part.replace(b"<worksheet", laughs + b"<worksheet")
    )
    assert refusal(content).startswith("This is no .xlsx workbook")


def broken_files() -> dict[str, bytes]:
    good, sheet = workbook(*ROWS), SHEET
    return {
        "empty": b"",
        "blanks": b" \r\n\t ,,,\r\n",
        "cut off": good[: len(good) // 2],
        "head only": b"PK\x03\x04",
        "bytes changed": good[:300] + b"\x00" * 60 + good[360:],
        "another archive": archive(word__document=b"<w/>"),
        "no parts": archive(xl__workbook=b""),
        "xml cut off": repacked(good, sheet, lambda part: part[:-40]),
        "no xml": repacked(good, sheet, lambda part: b"hello"),
        "row without a number": repacked(good, sheet, lambda p: p.replace(b'r="2"', b'r="two"')),
        "text that is not there": repacked(good, sheet, lambda p: p.replace(*NO_SUCH_TEXT)),
        "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        "a quotation mark too few": b'Number,Name\r\n1,"Zhou\r\n',
        "too large": b"x" * (MOST_BYTES + 1),
    }  # fmt: skip


@pytest.mark.parametrize("name", broken_files())
def test_what_is_broken_gets_a_sentence(name):
    assert refusal(broken_files()[name]).endswith(".")


def test_an_old_workbook_is_named():
    assert "Save it as .xlsx" in refusal(b"\xd0\xcf\x11\xe0" + b"\0" * 600)


@pytest.mark.parametrize("made", [workbook, text_file])
def test_too_many_rows(made):
    rows = [["Name"], *([f"p{number}"] for number in range(30))]
    assert len(read(made(*rows), most_rows=30)[0].lines) == 31
    assert "Divide it" in refusal(made(*rows), most_rows=20)


# Text files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_of_a_spreadsheet(encoding):
    assert values(read(text_file(*CHINESE, encoding=encoding))[0]) == [
        (1, CHINESE[0]),
        (2, CHINESE[1]),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_separator(separator):
    content = "\n".join(separator.join(row) for row in ROWS).encode()
    assert values(read(content)[0]) == [(1, ROWS[0]), (2, ROWS[1])]


def test_quotes_line_ends_and_text_made_by_a_formula():
    content = codecs.BOM_UTF8 + b'Number,Name\r\n"=""0112""","Zhou, ""Ming"""\r\n\r\n,\r\n'
    assert values(read(content)[0])[1:] == [(2, ["0112", 'Zhou, "Ming"'])]
