"""The rows of the morning as sentences: what is the same for several posts is said once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import pgettext

from dashboards.morning.turned import due_together, turned_at


@dataclass(frozen=True)
class Saying:
    """One sentence about `rows` of one lamp, title and day, the overdue ones `since` an instant."""

    rows: list[Any]
    since: datetime

    @property
    def first(self) -> Any:
        return self.rows[0]

    @property
    def is_one(self) -> bool:
        return len(self.rows) == 1

    @property
    def progress(self) -> str:
        """How far those are that ask for several: 1/3, 2/3."""
        several = (f"{row.done}/{row.required}" for row in self.rows if row.required > 1)
        return pgettext("between items", ", ").join(several)

    @property
    def to_remind(self) -> list[Any]:
        return to_remind(self.rows)


def to_remind(rows: Iterable[Any]) -> list[Any]:
    """Those that the person may remind of and nobody reminded of today."""
    return [row for row in rows if row.may_urge and not row.beside.reminded]


def sayings(rows: Sequence[Any]) -> list[tuple[date | None, list[Saying]]]:
    """The sentences about rows with their facts, what is overdue first (None), then by day."""
    return [(due_on, _said(those)) for due_on, those in due_together(rows).items()]


def _said(rows: Sequence[Any]) -> list[Saying]:
    by_key: dict[tuple, Saying] = {}
    for row in rows:
        key = _key(row)
        if key in by_key:
            by_key[key].rows.append(row)
        else:
            by_key[key] = Saying([row], turned_at(row))
    return list(by_key.values())


def _key(row: Any) -> tuple:
    """What must be the same to be said together; what has something of its own is said alone."""
    if not row.beside.is_plain:
        return (row.matter_kind, row.pk)
    return (row.lamp_now, row.title, row.due_on, row.may_urge, row.beside.reminded)
