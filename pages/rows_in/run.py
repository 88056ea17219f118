"""Carrying the rows of a file out: to see what would happen, or truly. All rows or none."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from time import perf_counter
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from openpyxl.utils.cell import coordinate_to_tuple

from pages.refused import Refused
from pages.rows_in.columns import Code, Column, lost_zeros
from pages.rows_in.grid import address
from pages.rows_in.header import Header, find_header
from pages.rows_in.read import read_grids
from pages.rows_in.sheet import Done, Row, Sheet


@dataclass
class Wrong:
    """One cell that has to be put right: its address, what it holds, and what to write."""

    cell: str
    value: str
    text: str


@dataclass
class Outcome:
    """What became, or would become, of the rows of a file."""

    worksheet: str = ""
    rows: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Done.values, 0))
    wrong: list[Wrong] = field(default_factory=list)
    consequences: list = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    kept: dict = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def to_import(self) -> int:
        """How many rows change something."""
        return self.counts[Done.MADE] + self.counts[Done.CHANGED]

    @property
    def fit(self) -> int:
        """How many rows have nothing wrong."""
        return sum(self.counts.values())

    def as_json(self) -> dict[str, Any]:
        """To be kept; `Outcome.of` reads it."""
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Outcome":
        return cls(**{**kept, "wrong": [Wrong(**wrong) for wrong in kept["wrong"]]})


def try_out(sheet: Sheet, content: bytes) -> Outcome:
    """What importing the file would do: all is truly done, and undone.

    Raises Unreadable where the file is no table with the columns of `sheet`.
    """
    header = find_header(read_grids(content, most_rows=sheet.most_rows), sheet.columns)
    with transaction.atomic():
        outcome = _carry_out(sheet, header)
        transaction.set_rollback(True)
    return outcome


def carry_out(sheet: Sheet, content: bytes) -> Outcome:
    """Carry the file's rows out in the caller's transaction, which must be undone where the
    outcome has something wrong. Raises Unreadable."""
    header = find_header(read_grids(content, most_rows=sheet.most_rows), sheet.columns)
    return _carry_out(sheet, header)


def _carry_out(sheet: Sheet, header: Header) -> Outcome:
    started = perf_counter()
    outcome = Outcome(worksheet=header.grid.title, rows=len(header.rows))
    rows = list(_rows(sheet, header, outcome))
    sheet.begin(rows)
    for row in rows:
        try:
            with transaction.atomic():
                sheet.check(row)
                done = sheet.carry_out(row)
        except Refused as refusal:
            outcome.wrong += _wrong(sheet, header, row, refusal)
        else:
            outcome.counts[done] += 1
    outcome.wrong.sort(key=lambda wrong: coordinate_to_tuple(wrong.cell))
    outcome.consequences = [tuple(told) for told in sheet.consequences()]
    outcome.remarks = [*_remarks(header), *sheet.remarks()]
    outcome.kept = sheet.keep()
    outcome.seconds = round(perf_counter() - started, 1)
    return outcome


def _rows(sheet: Sheet, header: Header, outcome: Outcome) -> Iterator[Row]:
    """The rows whose cells can all be read; what cannot be is noted in `outcome`."""
    codes = {column.name: _codes(sheet, header, column) for column in sheet.columns}
    for line in header.rows:
        row, right = Row(number=line.number), True
        for column in sheet.columns:
            value = None
            if (place := header.places.get(column.name)) is not None:
                cell = line.at(place)
                try:
                    value = column.read(cell)
                    if value and (header.grid.is_text or not isinstance(cell.value, str)):
                        _refuse_lost_zeros(value, codes[column.name])
                except Refused as refusal:
                    at = address(place, line.number)
                    outcome.wrong.append(Wrong(at, cell.shown, str(refusal)))
                    right = False
            setattr(row, column.name, value)
        if right:
            yield row


def _codes(sheet: Sheet, header: Header, column: Column) -> set[str]:
    """The codes that are known of a column, with those a workbook has as text."""
    if not isinstance(column, Code) or column.name not in header.places:
        return set()
    codes = set(sheet.known(column.name))
    if not header.grid.is_text:
        cells = (line.at(header.places[column.name]).value for line in header.rows)
        codes |= {value for value in cells if isinstance(value, str)}
    return codes


def _refuse_lost_zeros(value: str, codes: set[str]) -> None:
    if codes and (whole := lost_zeros(value, codes)):
        raise Refused(
            _("The leading zeros are lost: probably %(code)s. Format the column as text.")
            % {"code": whole}
        )


def _wrong(sheet: Sheet, header: Header, row: Row, refusal: Refused) -> Iterator[Wrong]:
    """The sentences of a refusal at their columns; where one names none, at the file's first."""
    line = next(line for line in header.grid.lines if line.number == row.number)
    for field_name, texts in refusal.errors.items():
        named = sheet.fields.get(field_name, field_name)
        place = header.places.get(named, min(header.places.values()))
        for text in texts:
            yield Wrong(address(place, row.number), line.at(place).shown, text)


def _remarks(header: Header) -> list[str]:
    """What of the file is not looked at."""
    remarks = []
    if header.unknown:
        remarks.append(
            _("Columns that are not used: %(headings)s.") % {"headings": ", ".join(header.unknown)}
        )
    if header.missing:
        remarks.append(
            _("Columns that are not in the file, and stay as they are: %(headings)s.")
            % {"headings": ", ".join(header.missing)}
        )
    return remarks
