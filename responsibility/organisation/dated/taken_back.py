"""Entries that were taken back, as the pages of what they hang on name them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from responsibility.organisation.dated.take_back import ENTRIES

PERSON_IN_POST = "{row.user.name} · {row.post.unit.name} · {row.post.title}"
CALLED = {
    "appointments": PERSON_IN_POST,
    "memberships": PERSON_IN_POST,
    "charges": "{row.post.unit.name} · {row.post.title} → {row.unit.name}",
    "supervision": "{row.body.name} → {row.unit.name}",
}
ENTRIES_OF = {model: entries for entries, (model, _action) in ENTRIES.items()}


class TakenBack(NamedTuple):
    """One of them: what it is called, the days it had, and the address at which it is restored."""

    name: str
    period: DateRange
    address: str


def name_of(row: Any) -> str:
    """What an entry is called on its pages."""
    return CALLED[ENTRIES_OF[type(row)]].format(row=row)


def taken_back(rows: Iterable[Any]) -> list[TakenBack]:
    """Those of the `rows` that were taken back and can be restored."""
    return [
        TakenBack(
            name_of(row),
            row.taken_back,
            reverse("entry-restore", args=[ENTRIES_OF[type(row)], row.pk]),
        )
        for row in rows
        if row.taken_back
    ]
