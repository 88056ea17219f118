"""The duties of the day."""

import pytest

from alerts.daily.models import DailyRun
from alerts.engine.daily import run_daily
from tests.make import at, days

pytestmark = pytest.mark.django_db
HERE = "tests.alerts.daily.test_run"
called: list = []


def note(*, now):
    called.append(now)


def fail(*, now):
    DailyRun.objects.create(day=now.date(), duty="half done")
    raise ValueError("not today")


NOTE = [f"{HERE}.note"]


@pytest.fixture(autouse=True)
def nothing_called():
    called.clear()


def test_each_duty_is_done_once_a_day():
    now = at("2026-09-24 00:05")
    assert (
        run_daily(now=now, duties=NOTE) == run_daily(now=at("2026-09-24 23:59"), duties=NOTE) == []
    )
    assert called == [now]
    run_daily(now=now + days(1), duties=NOTE)
    assert called == [now, now + days(1)]


def test_each_duty_done_is_said(caplog):
    run_daily(now=at("2026-09-24 00:05"), duties=NOTE)
    run_daily(now=at("2026-09-24 01:05"), duties=NOTE)
    assert caplog.messages == [f"The daily duty {HERE}.note is done for 2026-09-24."]


def test_a_day_begins_five_minutes_after_midnight():
    run_daily(now=at("2026-09-24 00:04:59"), duties=NOTE)
    assert str(DailyRun.objects.get().day) == "2026-09-23"
    run_daily(now=at("2026-09-24 00:05"), duties=NOTE)
    assert len(called) == 2


def test_a_day_on_which_nothing_ran_is_not_made_up_for_but_the_next_is_not_missed():
    run_daily(now=at("2026-09-20 09:00"), duties=NOTE)
    run_daily(now=at("2026-09-24 17:00"), duties=NOTE)
    assert [str(run.day) for run in DailyRun.objects.order_by("day")] == [
        "2026-09-20",
        "2026-09-24",
    ]


def test_what_failed_keeps_no_other_and_is_tried_again(caplog):
    duties = [f"{HERE}.fail", f"{HERE}.note"]
    now = at("2026-09-24 00:05")
    assert run_daily(now=now, duties=duties) == [f"{HERE}.fail"]
    assert called == [now]
    assert not DailyRun.objects.filter(duty="half done").exists(), "all of a duty or nothing"
    assert run_daily(now=at("2026-09-24 01:05"), duties=duties) == [f"{HERE}.fail"]
    assert called == [now]
    assert "not today" in caplog.text
