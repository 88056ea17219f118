"""Copying the statutory arrangement of days off from the maintained library."""

from collections.abc import Iterable
from datetime import date, timedelta
from importlib.metadata import version

import chinese_calendar
from chinese_calendar.constants import Holiday
from django.db import transaction

from alerts.workdays.models import WorkDay

# Holidays whose date needs no announcement; lunar feasts wait for theirs.
FIXED = {(1, 1): Holiday.new_years_day, (5, 1): Holiday.labour_day, (10, 1): Holiday.national_day}


@transaction.atomic
def announce_year(*, year: int) -> bool:
    """Store the days of `year`; return whether its arrangement is announced.

    A year the library does not know yet is stored provisionally: weekends plus fixed-date
    holidays. Repeating it changes nothing unless the library has learned the year meanwhile.
    """
    announced = _is_announced(year)
    WorkDay.objects.bulk_create(
        _days(year, announced),
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["off", "holiday", "provisional", "source"],
    )
    return announced


def _is_announced(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def _days(year: int, announced: bool) -> Iterable[WorkDay]:
    source = f"chinesecalendar {version('chinesecalendar')}"
    day = date(year, 1, 1)
    while day.year == year:
        off, holiday = _announced(day) if announced else _provisional(day)
        yield WorkDay(
            day=day,
            off=off,
            holiday=holiday.chinese if holiday else "",
            provisional=not announced,
            source=source,
        )
        day += timedelta(days=1)


def _announced(day: date) -> tuple[bool, Holiday | None]:
    off, name = chinese_calendar.get_holiday_detail(day)
    return off, Holiday(name) if name else None


def _provisional(day: date) -> tuple[bool, Holiday | None]:
    holiday = FIXED.get((day.month, day.day))
    return holiday is not None or day.weekday() >= 5, holiday
