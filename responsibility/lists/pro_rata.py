"""What a post owes of a period that had begun before the post owed anything (decision 0016).

Pure, so that the rule is a table (tests/responsibility/lists/test_pro_rata.py).
"""

from dataclasses import dataclass
from datetime import date

from alerts.workdays.calendar import DAY, Calendar
from responsibility.lists.due import Period

NOTICE = 10  # working days from the day it begins to owe to its first deadline, at least
MONTH = 30  # days a month counts as, so that half a year is half


@dataclass(frozen=True)
class Share:
    """What is left to owe of a period: the count asked, and the day it is due."""

    required: int
    due_on: date
    provisional: bool


def share_of(
    *, period: Period, required: int, since: date, calendar: Calendar, divisible: bool
) -> Share | None:
    """What a post that owes the list from `since` owes of `period`, which asks `required` in all.

    All of it where the period begins on that day or later. Else the part of the count that falls
    to the days left until the period's due day, rounded up, so at least 1; of counterparts
    (not `divisible`) all, since none of them can be left out. It is due on the period's day, or
    `NOTICE` working days after `since` if that is later. None where the day had passed by then, or
    is not known.
    """
    if period.due_on is None:
        return None
    if since <= period.start:
        return Share(required, period.due_on, period.provisional)
    last = min(period.due_on, period.end - DAY)
    if since > last:
        return None
    left, whole = _days(since, last), _days(period.start, last)
    asked = -(-required * left // whole) if divisible else required
    first = first_deadline(since=since, calendar=calendar)
    if first <= period.due_on:
        return Share(asked, period.due_on, period.provisional)
    return Share(asked, first, period.provisional or calendar.is_provisional(first))


def first_deadline(*, since: date, calendar: Calendar) -> date:
    """The day before which nothing is due of a post that owes its list from `since`."""
    return calendar.after_working_days(since, NOTICE)


def _days(first: date, last: date) -> int:
    """The days from `first` through `last`, each month counted as `MONTH` days."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months * MONTH + _in_month(last, ends=True) - _in_month(first) + 1


def _in_month(day: date, *, ends: bool = False) -> int:
    """The day of the month; the last day of any month is its 30th."""
    if ends and (day + DAY).month != day.month:
        return MONTH
    return min(day.day, MONTH)
