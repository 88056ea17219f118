"""The working-day calendar as a value."""

from datetime import date

import pytest

from alerts.workdays.announce import days_of_year
from alerts.workdays.calendar import Calendar, calendar_of
from alerts.workdays.models import LocalClosure, WorkDay, YearNotice
from alerts.workdays.off import off_on
from tests.make import at, shut


def calendar_for(*years, closed=()):
    days = {
        day.day: (day.off, day.holiday, day.provisional)
        for year in years
        for day in days_of_year(year)
    }
    return Calendar(days=days, closed=dict.fromkeys(closed, "snow"))


YEARS = calendar_for(2023, 2025, 2026, 2027)


@pytest.mark.parametrize(
    "day, off",
    [
        pytest.param("2026-09-24", False, id="a Thursday"),
        pytest.param("2026-09-26", True, id="a Saturday"),
        pytest.param("2026-02-14", False, id="a working Saturday before Spring Festival"),
        pytest.param("2026-02-16", True, id="a Monday in Spring Festival"),
        pytest.param("2027-10-01", True, id="a fixed date of a year not announced"),
        pytest.param("2027-02-08", False, id="a lunar feast not announced"),
        pytest.param("2031-06-07", True, id="a Saturday of a year not stored"),
        pytest.param("2031-06-09", False, id="a Monday of a year not stored"),
    ],
)
def test_is_off(day, off):
    assert YEARS.is_off(date.fromisoformat(day)) is off


def test_a_local_closure_is_a_day_off():
    snow = date(2026, 1, 20)
    assert calendar_for(2026, closed=[snow]).is_off(snow)
    assert calendar_for(2026, closed=[snow]).roll_forward(snow) == date(2026, 1, 21)


@pytest.mark.parametrize(
    "day, moved",
    [
        pytest.param("2026-09-30", "2026-09-30", id="a working day stays"),
        pytest.param("2026-01-31", "2026-02-02", id="a Saturday to Monday"),
        pytest.param("2026-10-01", "2026-10-08", id="over National Day"),
        pytest.param("2026-02-15", "2026-02-24", id="over Spring Festival"),
        pytest.param("2026-02-28", "2026-02-28", id="a working Saturday stays"),
        pytest.param("2025-12-31", "2025-12-31", id="the last of December"),
    ],
)
def test_roll_forward(day, moved):
    assert YEARS.roll_forward(date.fromisoformat(day)) == date.fromisoformat(moved)


@pytest.mark.parametrize(
    "day, count, after",
    [
        pytest.param("2026-09-24", 1, "2026-09-28", id="over Mid-Autumn and a weekend"),
        pytest.param("2026-02-13", 1, "2026-02-14", id="to a working Saturday"),
        pytest.param("2026-09-30", 10, "2026-10-20", id="ten days over National Day"),
        pytest.param("2026-09-24", 0, "2026-09-24", id="none"),
    ],
)
def test_after_working_days(day, count, after):
    reached = YEARS.after_working_days(date.fromisoformat(day), count)
    assert reached == date.fromisoformat(after)


@pytest.mark.parametrize(
    "holiday, year, eve",
    [
        pytest.param("春节", 2026, "2026-02-14", id="a working Saturday is the eve"),
        pytest.param("劳动节", 2026, "2026-04-30", id="Labour Day"),
        pytest.param("国庆节", 2026, "2026-09-30", id="National Day"),
        pytest.param("国庆节", 2023, "2023-09-28", id="National Day behind Mid-Autumn"),
        pytest.param("元旦", 2026, "2025-12-31", id="New Year's Day"),
        pytest.param("元旦", 2023, "2022-12-30", id="begun in December, year before not stored"),
        pytest.param("元旦", 2027, "2026-12-31", id="New Year's Day not announced"),
        pytest.param("春节", 2027, None, id="Spring Festival not announced"),
        pytest.param("元旦", 2029, None, id="a year not stored"),
    ],
)
def test_eve_of(holiday, year, eve):
    assert YEARS.eve_of(holiday, year) == (eve and date.fromisoformat(eve))


@pytest.mark.parametrize(
    "day, provisional", [("2026-12-31", False), ("2027-01-01", True), ("2031-01-01", True)]
)
def test_is_provisional(day, provisional):
    assert YEARS.is_provisional(date.fromisoformat(day)) is provisional


@pytest.mark.django_db
def test_a_county_has_its_own_closures(django_assert_num_queries):
    WorkDay.objects.bulk_create(days_of_year(2026))
    shut(1, date(2026, 1, 20))
    shut(2, date(2026, 1, 21))
    with django_assert_num_queries(2):
        calendar = calendar_of(1)
    assert calendar.is_off(date(2026, 1, 20))
    assert not calendar.is_off(date(2026, 1, 21))
    assert calendar.eve_of("国庆节", 2026) == date(2026, 9, 30)


def notice_of(county_id, version, **over):
    words = {"year": 2027, "version": version, "days": {"2027-02-05": [True, "春节"]}}
    return YearNotice.objects.create(county_id=county_id, **(words | over))


@pytest.mark.django_db
def test_the_newest_notice_that_was_not_taken_back_holds():
    WorkDay.objects.bulk_create(day for year in (2026, 2027) for day in days_of_year(year))
    holiday, working = date(2027, 2, 5), date(2027, 2, 6)
    assert calendar_of(1).is_provisional(holiday)
    notice_of(1, 1)
    changed = notice_of(1, 2, days={"2027-02-06": [False, "春节"], "2027-02-04": [True, "春节"]})
    assert (calendar_of(1).is_off(holiday), calendar_of(1).is_off(working)) == (False, False)
    changed.taken_back_at = at("2026-11-20 09:00")
    changed.save()
    calendar = calendar_of(1)
    assert (calendar.is_off(holiday), calendar.is_off(working)) == (True, True)
    assert calendar.eve_of("春节", 2027) == date(2027, 2, 4)
    assert not calendar.is_provisional(working)
    assert calendar_of(2).is_provisional(holiday)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "day, everywhere, but",
    [
        pytest.param("2027-02-05", False, {1}, id="off by the notice of one county"),
        pytest.param("2027-02-06", True, {1}, id="a Saturday on which one county works"),
        pytest.param("2027-02-08", False, {2}, id="closed offices"),
        pytest.param("2027-02-09", False, set(), id="closed units are no county's day off"),
        pytest.param("2027-02-10", False, set(), id="taken back"),
        pytest.param("2027-02-11", False, set(), id="a usual day"),
    ],
)
def test_where_a_day_is_off(day, everywhere, but):
    notice_of(1, 1, days={"2027-02-05": [True, "春节"], "2027-02-06": [False, "春节"]})
    shut(2, date(2027, 2, 8))
    LocalClosure.objects.create(
        county_id=2, first_on="2027-02-09", last_on="2027-02-09", reason="Snow", unit_ids=[7]
    )
    back = {"taken_back_at": at("2027-02-01 09:00")}
    LocalClosure.objects.create(
        county_id=2, first_on="2027-02-10", last_on="2027-02-10", reason="Snow", **back
    )
    assert off_on(date.fromisoformat(day)) == (everywhere, but)


def test_a_unit_has_closures_of_its_own():
    snow, flood = date(2026, 1, 20), date(2026, 1, 21)
    closed = {"closed": {snow: "snow"}, "closed_units": {7: {flood: "flood"}}}
    calendar = Calendar(days=YEARS.days, **closed)
    assert not calendar.is_off(flood)
    assert calendar.of_unit(7).roll_forward(snow) == date(2026, 1, 22)
    assert calendar.of_unit(8).roll_forward(snow) == flood


@pytest.mark.parametrize("name", ["国庆节、中秋", "中秋、国庆节", "中秋"])
def test_days_of_two_holidays_at_once_belong_to_both(name):
    days = {date(2027, 9, 30): (False, "", False), date(2027, 10, 1): (True, name, False)}
    assert Calendar(days=days).eve_of("中秋", 2027) == date(2027, 9, 30)
