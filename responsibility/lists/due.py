"""When an item is due: pure functions of cadence, rule, year and calendar (architecture 4).

The rules (`DutyItem.due_rule`):

    period_end               the last day of the period (the default)
    md:03-31                 a day of the year, or several: md:06-30|12-31
    holiday_eve:<a>|<b>      the last working day before each holiday, by its statutory name
    appointed:P1M            so long after appointment: P1M months, P15D days, P10WD working days

Periods are half-open runs of days. Dates are local (Asia/Shanghai), instants aware.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from alerts.workdays.calendar import DAY, Calendar
from alerts.workdays.holidays import FIXED_DATES
from pages.days import midnight

ONE_OFF = "one_off"
MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}  # by cadence
LENGTH = re.compile(r"P(\d+)(M|WD|D)")


class UnknownRule(ValueError):
    """A due rule or a cadence that no function here understands."""


@dataclass(frozen=True)
class Period:
    """A run of days [start, end) in which something is owed once, and the day it is due.

    `due_on` is the date people see, already moved past days off. It is None while the holiday
    `waits_for` is not announced: then start and end are those of the year. A day before a holiday
    has its `occasion`, "国庆节 2026": other holidays of the year may become known later and divide
    its period otherwise, the occasion says for good which task it is.
    """

    start: date
    end: date
    due_on: date | None
    provisional: bool = False
    waits_for: str = ""
    occasion: str = ""

    def is_that_of(self, *, start: date, occasion: str) -> bool:
        """Whether it is the period of a task made with these."""
        return self.occasion == occasion and (bool(occasion) or self.start == start)


@dataclass(frozen=True)
class Instants:
    """The instants of a deadline: half-open, `late_at` is the end of the day it is due."""

    opens_at: datetime
    warns_at: datetime
    late_at: datetime
    closes_at: datetime | None


def instants_of(
    *, opens_at: datetime, due_on: date, warn_days: int, closes_after_days: int | None = None
) -> Instants:
    """Work out the instants of a deadline that opens at `opens_at` and is due on `due_on`.

    It warns from 00:00 of the `warn_days`-th day before, but never for more than a third of the
    time from opening to the end of the due day: a short task is not yellow all its life.
    """
    late_at = midnight(due_on + DAY)
    warns_at = max(midnight(due_on - warn_days * DAY), late_at - (late_at - opens_at) / 3)
    closes_at = None if closes_after_days is None else late_at + timedelta(days=closes_after_days)
    return Instants(opens_at=opens_at, warns_at=warns_at, late_at=late_at, closes_at=closes_at)


def periods_of(
    *, cadence: str, due_rule: str, year: int, calendar: Calendar, rolls_forward: bool = True
) -> list[Period]:
    """The periods of `year` in which a recurring item is owed; none for one-off items.

    A due day falls in the period of the cadence that holds it; where a period holds several, it
    is divided after each. Holidays whose date is not known wait at the end of the list.

    Raises:
        UnknownRule
    """
    if cadence == ONE_OFF:
        return []
    spans = list(_spans(cadence, year))
    kind, _, argument = due_rule.partition(":")
    if kind == "period_end" and not argument:
        days = {end - DAY: calendar.is_provisional(end - DAY) for _, end in spans}
    elif kind == "md":
        nominal = [_day_of_year(text, year) for text in argument.split("|")]
        days = {day: calendar.is_provisional(day) for day in nominal}
    elif kind == "holiday_eve":
        return _before_holidays(argument.split("|"), spans, year, calendar)
    else:
        raise UnknownRule(f"{due_rule!r} for a {cadence} item")
    return [
        _rolled(period, calendar) if rolls_forward else period for period in _divided(spans, days)
    ]


def period_after_appointment(
    *, due_rule: str, appointed_on: date, calendar: Calendar, rolls_forward: bool = True
) -> Period:
    """The period of a one-off item of a post whose holder was appointed on `appointed_on`.

    Raises:
        UnknownRule
    """
    kind, _, length = due_rule.partition(":")
    found = LENGTH.fullmatch(length)
    if kind != "appointed" or not found:
        raise UnknownRule(f"{due_rule!r} for a one-off item")
    count, unit = int(found[1]), found[2]
    if unit == "M":
        day = _months_after(appointed_on, count)
    elif unit == "D":
        day = appointed_on + count * DAY
    else:
        day = calendar.after_working_days(appointed_on, count)
    period = Period(appointed_on, day + DAY, day, calendar.is_provisional(day))
    return _rolled(period, calendar) if rolls_forward else period


def _spans(cadence: str, year: int) -> Iterator[tuple[date, date]]:
    if cadence not in MONTHS:
        raise UnknownRule(f"a cadence {cadence!r}")
    starts = [date(year, month, 1) for month in range(1, 13, MONTHS[cadence])]
    return pairwise([*starts, date(year + 1, 1, 1)])


def _day_of_year(text: str, year: int) -> date:
    """`MM-DD` of `year`; 02-29 is the last of February in every year."""
    month, _, day = text.partition("-")
    try:
        return date(year, int(month), min(int(day), monthrange(year, int(month))[1]))
    except ValueError as error:
        raise UnknownRule(f"a day {text!r}") from error


def days_of_rule(argument: str) -> list[tuple[int, int]]:
    """The months and days that `md:` names, as (3, 31); empty where one is no day of a year."""
    try:
        days = [date(2024, *map(int, text.split("-"))) for text in argument.split("|")]
    except (ValueError, TypeError):
        return []
    return [(day.month, day.day) for day in days]


def _months_after(day: date, count: int) -> date:
    """The same day `count` months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _before_holidays(
    holidays: list[str], spans: list[tuple[date, date]], year: int, calendar: Calendar
) -> list[Period]:
    """Where two holidays have one eve it is that of the one whose date needs no notice: the task
    may have been made before the other was known."""
    eves: dict[date, bool] = {}
    occasions: dict[date, str] = {}
    waiting = []
    for holiday in sorted(holidays, key=lambda name: name not in FIXED_DATES):
        occasion = f"{holiday} {year}"
        if found := _eve_in(year, holiday, calendar):
            eve, provisional = found
            eves[eve] = provisional or eves.get(eve, False)
            occasions.setdefault(eve, occasion)
        else:
            year_round = Period(spans[0][0], spans[-1][1], None, True, holiday, occasion)
            waiting.append(year_round)
    known = _divided(spans, eves)
    return [replace(period, occasion=occasions[period.due_on]) for period in known] + waiting


def _eve_in(year: int, holiday: str, calendar: Calendar) -> tuple[date, bool] | None:
    """The eve of `holiday` that falls in `year`, and whether it is provisional."""
    for year_of_feast in (year, year + 1):  # New Year's eve belongs to the old year
        eve = calendar.eve_of(holiday, year_of_feast)
        if eve and eve.year == year:
            first = calendar.first_of(holiday, year_of_feast)
            return eve, calendar.is_provisional(first) or calendar.is_provisional(eve)
    return None


def _divided(spans: list[tuple[date, date]], days: dict[date, bool]) -> Iterator[Period]:
    for start, end in spans:
        inside = sorted(day for day in days if start <= day < end)
        starts = [start, *(day + DAY for day in inside[:-1])]
        ends = [*starts[1:], end]
        for day, first, last in zip(inside, starts, ends, strict=False):
            yield Period(first, last, day, days[day])


def _rolled(period: Period, calendar: Calendar) -> Period:
    """`period` with its due day moved to the next working day where it falls on a day off."""
    due_on = calendar.roll_forward(period.due_on)
    provisional = period.provisional or calendar.is_provisional(due_on)
    return replace(period, due_on=due_on, provisional=provisional)
