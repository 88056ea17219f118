"""Where a single day is off, for all counties at once."""

from datetime import date
from typing import NamedTuple

from alerts.workdays.models import LocalClosure, WorkDay


class Off(NamedTuple):
    """Whether nobody works anywhere, and the counties where nobody does."""

    everywhere: bool
    counties: frozenset[int]


NOWHERE = Off(everywhere=False, counties=frozenset())


def off_on(day: date) -> Off:
    """Where `day` is off; two queries. A day not stored follows the week."""
    stored = WorkDay.objects.filter(day=day).values_list("off", flat=True).first()
    closed = LocalClosure.objects.filter(day=day).values_list("county_id", flat=True)
    return Off(day.weekday() >= 5 if stored is None else stored, frozenset(closed))
