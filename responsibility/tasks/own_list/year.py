"""Which tasks belong to a year, and which years a person may look at."""

from datetime import date

from django.db.models import Q

from pages.numbers import number
from pages.quarter import YEARS


def tasks_of_year(year: int) -> Q:
    """By the day they are due; one moved past the end of its period stays in the period's year."""
    start, end = date(year, 1, 1), date(year + 1, 1, 1)
    from_start = Q(due_on__gte=start, period_end__gt=start)
    return from_start & (Q(due_on__lt=end) | Q(period_end__lte=end))


def year_asked(text: str | None, *, today: date) -> int:
    """The year written `text`; this one for anything else, and for years to come."""
    year = number(text)
    return year if year in YEARS and year <= today.year else today.year
