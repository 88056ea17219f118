"""A workbook read in a process with bounds on time and memory (pages/bounded.py): what unpacks an
archive and reads its XML can be made to work long by a small file.

The question is a line of JSON (the bounds of the table), then the workbook; the answer is JSON.
"""

import json
from datetime import date, datetime, time, timedelta
from typing import Any

from pages.bounded import TakesTooMuch, run_bounded
from pages.rows_in.grid import Cell, Grid, Line
from pages.rows_in.workbook import Unfit, read_workbook

SECONDS = 10  # of processor time; five thousand rows take one
MEMORY = 1024**3  # bytes, Python's own among them
LONGEST = 20 * 1024 * 1024  # characters of an answer: one text may stand in every cell


def read_bounded(content: bytes, *, most_columns: int, most_lines: int) -> list[Grid]:
    """As `read_workbook`, in a process of its own. Raises Unfit."""
    bounds = json.dumps({"most_columns": most_columns, "most_lines": most_lines})
    question = bounds.encode() + b"\n" + content
    try:
        answer = json.loads(run_bounded(__name__, question, seconds=SECONDS, memory=MEMORY))
    except TakesTooMuch:
        raise Unfit("too_large") from None
    if "unfit" in answer:
        raise Unfit(answer["unfit"])
    return [
        Grid(title, [Line(number, [_unpacked(cell) for cell in cells]) for number, cells in lines])
        for title, lines in answer["grids"]
    ]


def main(question: bytes) -> bytes:
    """The answer to one question, in the bounded process."""
    bounds, _, content = question.partition(b"\n")
    try:
        grids = read_workbook(content, **json.loads(bounds))
        packed = json.dumps({"grids": [_packed_grid(grid) for grid in grids]})
        if len(packed) > LONGEST:
            raise Unfit("too_large")
    except Unfit as unfit:
        packed = json.dumps({"unfit": str(unfit)})
    return packed.encode()


def _packed_grid(grid: Grid) -> list:
    lines = [[line.number, [_packed(cell) for cell in line.cells]] for line in grid.lines]
    return [grid.title, lines]


# What a cell may hold beside what JSON knows; a datetime is a date, so it stands first.
KINDS: dict[str, Any] = {"datetime": datetime, "date": date, "time": time}


def _packed(cell: Cell) -> list:
    value = cell.value
    if isinstance(value, timedelta):
        return [cell.format, "timedelta", value.total_seconds()]
    for name, kind in KINDS.items():
        if isinstance(value, kind):
            return [cell.format, name, value.isoformat()]
    plain = value is None or isinstance(value, (bool, int, float, str))
    return [cell.format, "", value if plain else str(value)]


def _unpacked(packed: list) -> Cell:
    number_format, name, value = packed
    if name == "timedelta":
        return Cell(timedelta(seconds=value), number_format)
    return Cell(KINDS[name].fromisoformat(value) if name else value, number_format)
