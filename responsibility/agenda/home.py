"""The first page of each kind of user (architecture 7)."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from responsibility.agenda.first_steps.done import steps_done
from responsibility.organisation.standing import standing_of
from responsibility.owed.across import Owed


def first_page(user, *, now: datetime) -> str | None:
    """The address of this person's first page; None for who has neither appointment nor office."""
    name = next(_pages(user, now), None)
    return reverse(name) if name else None


def _pages(user, now: datetime) -> Iterator[str]:
    """Charts for leaders, the morning for who supervises, the desk for who owes duties;
    the first steps for the office of a county that has not taken them all; the accounts for who
    keeps them, from where the menu leads on: Django's administration has none."""
    standing = standing_of(user, at=now)
    if standing.leader_counties or standing.charged_units:
        yield "overview"
    if standing.supervised_units:
        yield "morning"
    if standing.desk_posts and Owed.on_desk_of(user, at=now).exist():
        yield "desk"
    if standing.office_counties:
        done = steps_done(min(standing.office_counties), now=now)
        yield "board" if all(done.values()) else "first-steps"
    if standing.desk_posts:
        yield "desk"
    if standing.is_system_administrator:
        yield "people"
    if standing.is_auditor:
        yield "audit"
