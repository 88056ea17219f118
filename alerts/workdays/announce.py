"""Copying the statutory arrangement of days off from the maintained library."""

from collections.abc import Iterable
from datetime import date, timedelta
from importlib.metadata import version

import chinese_calendar
from chinese_calendar.constants import Holiday
from django.db import transaction

from alerts.workdays.holidays import FIXED
from alerts.workdays.models import WorkDay

NAME = WorkDay._meta.get_field("holiday").max_length  # the library has one name that is longer


def years_around(year: int) -> range:
    """The years a calendar is needed for: duties of next year end on the eve of the year after."""
    return range(year - 1, year + 3)


def announce_years(*, around: int) -> dict[int, bool]:
    """Store the days of the years around `around`; whether each is announced."""
    return {year: announce_year(year=year) for year in years_around(around)}


@transaction.atomic
def announce_year(*, year: int) -> bool:
    """Store the days of `year`; return whether its arrangement is announced.

    A year the library does not know yet is stored provisionally: weekends plus fixed-date
    holidays. Repeating it changes nothing unless the library has learned the year meanwhile; an
    older library never takes an announcement back.
    """
    if not is_announced(year) and _stored_as_announced(year):
        return True
    WorkDay.objects.bulk_create(
        days_of_year(year),
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["off", "holiday", "provisional", "source"],
    )
    return is_announced(year)


def is_announced(year: int) -> bool:
    """Whether the library knows the arrangement of `year`."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def days_of_year(year: int) -> Iterable[WorkDay]:
    """The days of `year`, not stored: as the library knows them, else provisional."""
    announced = is_announced(year)
    source = f"chinesecalendar {version('chinesecalendar')}"
    day = date(year, 1, 1)
    while day.year == year:
        off, holiday = _announced(day) if announced else _provisional(day)
        yield WorkDay(
            day=day,
            off=off,
            holiday=holiday.chinese[:NAME] if holiday else "",
            provisional=not announced,
            source=source,
        )
        day += timedelta(days=1)


def _stored_as_announced(year: int) -> bool:
    return WorkDay.objects.filter(day=date(year, 1, 1), provisional=False).exists()


def _announced(day: date) -> tuple[bool, Holiday | None]:
    off, name = chinese_calendar.get_holiday_detail(day)
    return off, Holiday(name) if name else None


def _provisional(day: date) -> tuple[bool, Holiday | None]:
    holiday = FIXED.get((day.month, day.day))
    return holiday is not None or day.weekday() >= 5, holiday
