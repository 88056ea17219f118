"""Counterparts by name: of a task, or of a record (any row with `post` and `unit`)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from responsibility.organisation.posts.in_office import InOffice


def names_on(rows: Sequence[Any], day: date) -> list[tuple[str, str]]:
    """For each row the unit; or who was in the post on `day` and its title; or the title and its
    unit. One query."""
    in_office = InOffice.of({row.post_id for row in rows if row.post_id})
    return [_name(row, in_office, day) for row in rows]


def _name(row: Any, in_office: InOffice, day: date) -> tuple[str, str]:
    if row.unit_id:
        return row.unit.name, ""
    if held := in_office.on(row.post_id, day):
        return held[0].name, row.post.title
    return row.post.title, row.post.unit.name
