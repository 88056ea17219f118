"""When a phone may ring, and how often."""

import pytest

from alerts.outbox.windows import may_ring, next_ring, urgent_window_of, window_of
from tests.make import at


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.SMS_QUIET_HOURS = True
    settings.SMS_WINDOW_MINUTES = 180


CASES = [
    # instant                        may ring, window,            next ring
    ("2026-09-24 00:00", False, None, "2026-09-24 08:30"),
    ("2026-09-24 08:29:59.999999", False, None, "2026-09-24 08:30"),
    ("2026-09-24 08:30", True, "2026-09-24 0830", "2026-09-24 08:30"),
    ("2026-09-24 11:29:59", True, "2026-09-24 0830", "2026-09-24 11:29:59"),
    ("2026-09-24 11:30", True, "2026-09-24 1130", "2026-09-24 11:30"),
    ("2026-09-24 17:30", True, "2026-09-24 1730", "2026-09-24 17:30"),
    ("2026-09-24 19:59:59.999999", True, "2026-09-24 1730", "2026-09-24 19:59:59.999999"),
    ("2026-09-24 20:00", False, None, "2026-09-25 08:30"),
    ("2026-12-31 23:59", False, None, "2027-01-01 08:30"),
]


@pytest.mark.parametrize(("instant", "may", "window", "later"), CASES)
def test_windows_of_a_day(instant, may, window, later):
    assert may_ring(at(instant)) is may
    assert window_of(at(instant)) == window
    assert next_ring(at(instant)) == at(later)


def test_at_most_four_a_day():
    instants = [at(f"2026-09-24 {hour:02}:{minute:02}") for hour in range(24) for minute in (0, 30)]
    assert len({window_of(instant) for instant in instants} - {None}) == 4


def test_one_a_day_where_no_minutes_are_said(settings):
    settings.SMS_WINDOW_MINUTES = 0
    instants = [at(f"2026-09-24 {hour:02}:00") for hour in range(24)]
    assert {window_of(instant) for instant in instants} == {None, "2026-09-24"}


@pytest.mark.parametrize("minutes", [0, 180])
def test_what_is_urgent_has_half_hours_of_its_own(settings, minutes):
    settings.SMS_WINDOW_MINUTES = minutes
    assert urgent_window_of(at("2026-09-24 08:29")) is None
    assert urgent_window_of(at("2026-09-24 08:30")) == "2026-09-24 0830 u"
    assert urgent_window_of(at("2026-09-24 10:29:59")) == "2026-09-24 1000 u"
    assert urgent_window_of(at("2026-09-24 20:00")) is None


def test_without_quiet_hours_the_night_has_windows_too(settings):
    settings.SMS_QUIET_HOURS = False
    assert window_of(at("2026-09-24 00:10")) == "2026-09-24 0000"
    assert window_of(at("2026-09-24 03:10")) == "2026-09-24 0230"
    assert window_of(at("2026-09-24 23:59")) == "2026-09-24 2330"
    assert next_ring(at("2026-09-24 23:59")) == at("2026-09-24 23:59")
