"""Copying days off from the library, announced years and those that are not."""

from datetime import date

import pytest
from django.core.management import call_command

from alerts.workdays.announce import announce_year, announce_years
from alerts.workdays.models import WorkDay

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = 2026, 2099


def days_off(year):
    """Days off of `year` by what they are called; weekends without a name left out."""
    rows = WorkDay.objects.filter(day__year=year, off=True).exclude(holiday="")
    return {day.strftime("%m-%d"): name for day, name in rows.values_list("day", "holiday")}


def test_an_announced_year_is_copied_with_its_working_saturdays():
    assert announce_year(year=KNOWN) is True

    assert WorkDay.objects.filter(day__year=KNOWN, provisional=False).count() == 365
    saturdays_and_sundays = WorkDay.objects.filter(
        day__year=KNOWN, off=False, day__iso_week_day__gte=6
    )
    assert [str(day) for day in saturdays_and_sundays.values_list("day", flat=True)] == [
        "2026-01-04",
        "2026-02-14",
        "2026-02-28",
        "2026-05-09",
        "2026-09-20",
        "2026-10-10",
    ]
    assert days_off(KNOWN)["02-15"] == "春节"
    assert days_off(KNOWN)["10-07"] == "国庆节"


def test_a_year_not_announced_has_weekends_and_fixed_dates_alone():
    assert announce_year(year=UNKNOWN) is False

    assert not WorkDay.objects.filter(day__year=UNKNOWN, provisional=False).exists()
    assert days_off(UNKNOWN) == {
        "01-01": "元旦",
        "05-01": "劳动节",
        "05-02": "劳动节",
        "10-01": "国庆节",
        "10-02": "国庆节",
        "10-03": "国庆节",
    }
    weekdays_off = WorkDay.objects.filter(off=True, day__iso_week_day__lte=5, holiday="")
    assert not weekdays_off.exists()


def test_repeating_it_changes_nothing():
    announce_year(year=KNOWN)
    before = list(WorkDay.objects.order_by("day").values())
    announce_year(year=KNOWN)
    assert list(WorkDay.objects.order_by("day").values()) == before


def test_a_provisional_year_becomes_an_announced_one():
    announce_year(year=KNOWN)
    WorkDay.objects.update(provisional=True, off=False, holiday="", source="an older library")
    announce_year(year=KNOWN)
    assert not WorkDay.objects.filter(provisional=True).exists()
    assert days_off(KNOWN)["05-01"] == "劳动节"


def test_an_older_library_takes_no_announcement_back():
    announce_year(year=UNKNOWN)
    WorkDay.objects.update(provisional=False, source="a newer library")
    assert announce_year(year=UNKNOWN) is True
    assert not WorkDay.objects.filter(provisional=True).exists()


def test_the_years_around_reach_to_the_new_year_after_next_year():
    assert set(announce_years(around=2026)) == {2025, 2026, 2027, 2028}
    assert WorkDay.objects.filter(day=date(2028, 1, 1), holiday="元旦").exists()


def test_the_command_says_what_it_knows(capsys):
    call_command("load_workdays", "2026", "2099")
    assert capsys.readouterr().out == "2026: announced\n2099: provisional\n"


def test_every_announced_year_of_the_library_can_be_stored():
    """One holiday of 2015 has a longer name than any other."""
    for year in range(2004, 2027):
        assert announce_year(year=year) is True
