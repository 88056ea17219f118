"""On which days somebody may be reminded: working days up to the last one, Thursday first."""

from collections.abc import Iterable
from datetime import date, timedelta

from alerts.workdays.calendar import DAY, Calendar

THURSDAY = 3
AHEAD = timedelta(days=60)  # of what is due later still, so far ahead
AFTER_RED = timedelta(days=30)  # of what is overdue


def days_of(*, due_on: date, today: date, calendar: Calendar) -> list[date]:
    """The working days after `today` up to the last day; of what is overdue, of the next days."""
    last = min(due_on, today + AHEAD) if due_on >= today else today + AFTER_RED
    days = (today + DAY * number for number in range(1, (last - today).days + 1))
    return [day for day in days if not calendar.is_off(day)]


def offered(days: Iterable[date], *, today: date) -> date | None:
    """Which of `days` is offered first: the next Thursday, or the first working day after it; the
    last there is where that comes sooner; None where there is none."""
    days = list(days)
    thursday = today + DAY * ((THURSDAY - today.weekday() - 1) % 7 + 1)
    return next((day for day in days if day >= thursday), days[-1] if days else None)
