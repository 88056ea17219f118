"""The canonical content of a report that is laid: what its SHA-256 is of, for anybody to work
out."""

import json
from collections.abc import Mapping

from supervision.hearings.report import Report


def content_of(report: Report) -> dict:
    """The report as plain values, as it is stored."""
    return json.loads(json.dumps(report.as_plain(), ensure_ascii=False))


def canonical(number: str, content: Mapping) -> str:
    """Its number, then its content as JSON: keys in order, no blanks between, UTF-8, each ended
    by LF."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{number}\n{text}\n"


def note_content(number: int, text: str, *, before: str) -> str:
    """The fingerprint it goes on from, the note's number and text; each ended by LF."""
    return f"{before}\n{number}\n{text}\n"
