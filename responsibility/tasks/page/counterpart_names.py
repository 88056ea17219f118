"""Counterparts by name: of a task, or of a record (any row with `post` and `unit`)."""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Appointment


def holders_now(path: str, now: datetime) -> Prefetch:
    """Who holds the posts today, for `name_of`; `path` leads from the row to `appointments`."""
    held = Appointment.objects.filter(in_force(now)).select_related("user")
    return Prefetch(path, queryset=held, to_attr="held_now")


def name_of(row: Any) -> tuple[str, str]:
    """The unit; or the holder and the post's title; or the title and its unit."""
    if row.unit_id:
        return row.unit.name, ""
    if row.post.held_now:
        return row.post.held_now[0].user.name, row.post.title
    return row.post.title, row.post.unit.name
