"""A month, or a week, as days with lamps by the day something is due."""

import calendar as weeks
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from alerts.lamps.summary import Summary, summaries
from alerts.workdays.calendar import Calendar
from pages.days import WEEKDAYS, day_of
from pages.lamp import Lamp
from pages.quarter import YEARS
from responsibility.owed.across import Owed

WEEKS = weeks.Calendar()  # Monday first


@dataclass(frozen=True, order=True)
class Month:
    """`number` is 1 to 12; in an address it is written 2026-09."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str | None) -> Self | None:
        """The month written `text`; None for anything else."""
        try:
            day = date.fromisoformat(f"{text}-01")
        except ValueError:
            return None
        return cls.of(day) if day.year in YEARS else None

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def start(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def next(self) -> Self:
        return self.of(self.start + timedelta(days=31))

    @property
    def previous(self) -> Self:
        return self.of(self.start - timedelta(days=1))

    @property
    def days(self) -> list[date]:
        """Whole weeks, so also days of the months before and after."""
        return [day for week in WEEKS.monthdatescalendar(self.year, self.number) for day in week]


@dataclass(frozen=True)
class Day:
    """One day of a calendar: the worst lamp of what is due on it, None where nothing is."""

    day: date
    outside: bool
    off: bool
    today: bool
    passed: bool
    due: Summary | None

    @property
    def weekday(self) -> str:
        return WEEKDAYS[self.day.weekday()]()

    @property
    def lamp(self) -> str | None:
        if self.due is None:
            return None
        return self.due.lamp or Lamp.EXEMPT

    @property
    def count(self) -> int:
        return self.due.total + self.due.exempt if self.due else 0

    @property
    def open(self) -> int:
        """How much of it is still to be done in time; of a day to come."""
        return self.due.total - self.due.settled if self.due else 0


def week_of(day: date) -> list[date]:
    """The seven days of the week of `day`."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=number) for number in range(7)]


def days_with_lamps(
    days: Iterable[date], *, month: Month, owed: Owed, calendars: Collection[Calendar]
) -> list[Day]:
    """`days` with the lamps of what is due on each; one query. Where somebody answers to several
    counties, a day off in one of them is shown as one."""
    days = list(days)
    shown = owed.of_each(lambda rows: rows.filter(due_on__range=(days[0], days[-1])))
    due = summaries(shown.lamp_counts(by=("due_on",)))
    calendars = calendars or [Calendar()]
    return [
        Day(
            day=day,
            outside=Month.of(day) != month,
            off=any(calendar.is_off(day) for calendar in calendars),
            today=day == day_of(owed.at),
            passed=day < day_of(owed.at),
            due=due.get((day,)),
        )
        for day in days
    ]
