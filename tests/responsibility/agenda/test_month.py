"""Months and weeks with lamps by due day."""

from datetime import date

import pytest

from alerts.workdays.calendar import calendar_of
from alerts.workdays.models import WorkDay
from responsibility.agenda.month import Month, days_with_lamps, week_of
from responsibility.owed.across import Owed
from responsibility.tasks.models import Task
from tests.make import NOW, make_county, make_holder, make_task, make_unit, shut

SEPTEMBER = Month(2026, 9)


@pytest.mark.parametrize("text", ["", None, "2026", "2026-13", "26-09", "0001-01", "2026-09-01"])
def test_anything_else_is_no_month(text):
    assert Month.parse(text) is None


def test_months_follow_each_other_over_the_year():
    assert Month.parse(str(SEPTEMBER)) == SEPTEMBER
    assert (Month(2026, 12).next, Month(2026, 1).previous) == (Month(2027, 1), Month(2025, 12))
    assert SEPTEMBER.next.previous == SEPTEMBER


def test_a_month_is_whole_weeks_from_monday():
    days = SEPTEMBER.days
    assert (days[0], days[-1]) == (date(2026, 8, 31), date(2026, 10, 4))
    assert len(days) % 7 == 0 and days[0].weekday() == 0
    assert week_of(date(2026, 9, 24)) == [date(2026, 9, day) for day in range(21, 28)]


@pytest.mark.django_db
def test_a_day_shows_its_worst_lamp_and_whether_it_is_off():
    county = make_county()
    post, _holder = make_holder(make_unit(county))
    for done in (NOW, None, None):
        make_task(post, lamp="green" if done else "unlit", done=bool(done), fulfilled_at=done)
    make_task(post, due_on=date(2026, 9, 20), exempt=True, lamp="exempt")
    WorkDay.objects.create(day=date(2026, 9, 19), off=False, source="test")  # a Saturday worked
    shut(county.pk, date(2026, 9, 16), reason="Flood")
    days = days_with_lamps(
        SEPTEMBER.days,
        month=SEPTEMBER,
        owed=Owed(None, NOW, [Task.objects.all()]),
        calendars=[calendar_of(county.pk)],
    )
    by_day = {day.day: day for day in days}
    due = by_day[date(2026, 9, 30)]
    assert (due.lamp, due.count, due.due.done) == ("yellow", 3, 1)
    assert (by_day[date(2026, 9, 20)].lamp, by_day[date(2026, 9, 20)].count) == ("exempt", 1)
    assert (by_day[date(2026, 9, 29)].lamp, by_day[date(2026, 9, 29)].count) == (None, 0)
    off = {day.day.day for day in days if day.off and not day.outside}
    assert off == {5, 6, 12, 13, 16, 20, 26, 27}
    assert [day.day for day in days if day.today] == [date(2026, 9, 24)]
    assert by_day[date(2026, 8, 31)].outside and not due.outside
