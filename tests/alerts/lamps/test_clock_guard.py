"""A clock that jumped writes nothing into the ledger."""

from datetime import timedelta

import pytest

from alerts.alarms.models import Alarm, Heartbeat
from alerts.audit.models import AuditEntry
from alerts.engine import loops
from alerts.engine.loops import ClockInDoubt, daily_once, drain_once, sweep_once
from alerts.engine.sweep import sweep
from alerts.lamps.clock_guard import Reading, confirm_clock, jump_of, read_clocks
from alerts.lamps.models import SweepRun
from pages.refused import Refused
from tests.make import NOW, actor, make_county, make_holder, make_person, make_task, make_unit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


@pytest.fixture(autouse=True)
def no_time_travel(settings):
    settings.TIME_TRAVEL = False


@pytest.fixture
def clocks(monkeypatch):
    """Sets what the clocks say from here on."""

    def say(now, uptime: float, boot_id: str = "first start") -> Reading:
        reading = Reading(now, boot_id, uptime)
        monkeypatch.setattr(loops, "read_clocks", lambda: reading)
        return reading

    return say


def alarms() -> list[tuple[str, str]]:
    found = Alarm.objects.filter(kind=Alarm.Kind.CLOCK_JUMPED, closed_at=None)
    return list(found.values_list("kind", "detail"))


@pytest.mark.parametrize("moved", [-121, 121, 86400, -86400])
def test_a_jump_of_more_than_two_minutes_is_refused(clocks, moved):
    clocks(NOW, 1000)
    sweep_once()
    clocks(NOW + seconds(30 + moved), 1030)
    for once in (sweep_once, drain_once, daily_once):
        with pytest.raises(ClockInDoubt):
            once()
    assert alarms() == [("clock_jumped", f"{moved:+} s")]
    assert list(SweepRun.objects.order_by("pk").values_list("held", flat=True)) == [False, True]


@pytest.mark.parametrize("moved", [-120, 0, 120])
def test_less_is_how_clocks_are_set_right(clocks, moved):
    clocks(NOW, 1000)
    sweep_once()
    clocks(NOW + seconds(30 + moved), 1030)
    assert not sweep_once().held
    assert alarms() == []


def test_time_that_really_passed_is_no_jump(clocks):
    clocks(NOW, 1000)
    sweep_once()
    clocks(NOW + 3 * DAY, 1000 + 3 * 86400)
    assert sweep_once()


def test_no_lamp_turns_while_the_clock_is_in_doubt(clocks):
    task = make_task(make_holder(make_unit(make_county()))[0], warns_at=NOW + DAY / 2)
    clocks(NOW, 1000)
    sweep_once()
    Heartbeat.objects.all().delete()
    clocks(NOW + DAY, 1030)
    with pytest.raises(ClockInDoubt):
        sweep_once()
    task.refresh_from_db()
    assert task.lamp == "unlit"
    assert not Heartbeat.objects.exists(), "a sweep that is held is no sign of life"


def test_once_the_clock_is_back_it_goes_on_by_itself(clocks):
    clocks(NOW, 1000)
    sweep_once()
    clocks(NOW + DAY, 1030)
    with pytest.raises(ClockInDoubt):
        sweep_once()
    clocks(NOW + seconds(60), 1060)
    assert sweep_once()
    assert alarms() == []


def test_a_person_may_confirm_it_and_from_there_on_it_is_compared(clocks):
    by = actor(make_person())
    clocks(NOW, 1000)
    sweep_once()
    clocks(NOW + DAY, 1030)
    with pytest.raises(ClockInDoubt):
        sweep_once()
    held = confirm_clock(by=by, now=NOW + DAY)
    assert AuditEntry.objects.get().action == "clock.confirm"
    assert AuditEntry.objects.get().object_id == str(held.pk)
    clocks(NOW + DAY + seconds(60), 1090)
    assert sweep_once()
    assert alarms() == []
    clocks(NOW + seconds(120), 1120)
    with pytest.raises(ClockInDoubt):
        sweep_once()


def test_there_must_be_something_to_confirm(clocks):
    clocks(NOW, 1000)
    sweep_once()
    with pytest.raises(Refused):
        confirm_clock(by=actor(make_person()), now=NOW)


def test_another_start_of_the_machine_is_not_compared(clocks):
    clocks(NOW, 1000)
    sweep_once()
    clocks(NOW + DAY, 12, "second start")
    assert sweep_once()
    clocks(NOW + DAY, 12, "")
    assert sweep_once()


def test_a_pretended_sweep_is_nothing_to_compare_with(clocks):
    clocks(NOW, 1000)
    sweep_once()
    sweep(now=NOW + 90 * DAY)
    clocks(NOW + seconds(30), 1030)
    assert sweep_once()


def test_time_travel_is_not_guarded(clocks, settings):
    clocks(NOW, 1000)
    sweep_once()
    settings.TIME_TRAVEL = True
    clocks(NOW + 90 * DAY, 1030)
    assert sweep_once()


def test_the_real_clocks_agree():
    first = sweep_once()
    assert jump_of(read_clocks()) is None
    reading = read_clocks()
    assert reading.now > first.now
    assert reading.uptime >= first.uptime
    assert reading.boot_id == first.boot_id
