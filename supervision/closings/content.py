"""The canonical content of a closed quarter: what its SHA-256 is of, for anybody to work out."""

import csv
import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from io import StringIO

from supervision.closings.models import ClosedTask, ClosingNote, NoteLine

COLUMNS = [
    "task_id", "unit_id", "unit_name", "post_id", "post_title", "holder", "category_id", "title",
    "due_on", "required", "done", "lamp", "since",
]  # fmt: skip


def content_of(name: str, rows: Iterable[ClosedTask]) -> str:
    """Its number, the names of the columns, then a line for each task in the order of the tasks:
    comma-separated, UTF-8, lines ended by LF, instants in UTC."""
    ordered = sorted(rows, key=lambda row: row.task_id)
    return _lines([[name], COLUMNS, *([_cell(row, name) for name in COLUMNS] for row in ordered)])


def note_content(note: ClosingNote, lines: Iterable[NoteLine], *, before: str) -> str:
    """The fingerprint it goes on from, its number and reason, then a line for each task."""
    ordered = sorted(lines, key=lambda line: line.row.task_id)
    return _lines(
        [
            [before],
            [str(note.number), note.reason],
            *(
                [str(line.row.task_id), line.was, line.becomes, _instant(line.since), line.cause]
                for line in ordered
            ),
        ]
    )


def digest_of(content: str) -> str:
    """The SHA-256 of a content, in hexadecimal."""
    return hashlib.sha256(content.encode()).hexdigest()


def _cell(row: ClosedTask, name: str) -> str:
    value = getattr(row, name)
    return _instant(value) if isinstance(value, datetime) else str(value)


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


def _lines(rows: Iterable[list[str]]) -> str:
    file = StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()
