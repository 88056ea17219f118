"""Clocks that jump: the ledger cannot be corrected, so nobody writes into it by a wrong one."""

from datetime import timedelta

import pytest

from alerts.alarms.models import Alarm
from alerts.lamps.models import LampTurn, SweepRun
from tests.faults.marks import fault

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@fault(29)
@pytest.mark.parametrize("jump", [DAY, -HOUR], ids=["a day ahead", "an hour back"])
def test_while_the_clock_is_in_doubt_no_lamp_turns_and_nothing_is_sent(world, jump):
    world.settings |= {"TIME_TRAVEL": False}
    world.tasks(5, since=-2 * HOUR)
    assert world.play("sweep by the clock") == 0
    world.messages(3)
    before = LampTurn.objects.count()
    world.shift_clock(jump)
    assert world.play("sweep by the clock") == 1, "it says so and ends"
    assert world.play("drain by the clock") == 1
    assert "The clock jumped by" in world.said()
    assert (LampTurn.objects.count(), len(world.book.posts)) == (before, 0)
    alarm = Alarm.objects.get(kind=Alarm.Kind.CLOCK_JUMPED, closed_at=None)
    assert abs(int(alarm.detail.removesuffix(" s")) - jump.total_seconds()) < 60
    world.shift_clock(timedelta())
    assert world.play("sweep by the clock") == 0
    assert world.play("drain by the clock") == 0
    assert not Alarm.objects.filter(kind=Alarm.Kind.CLOCK_JUMPED, closed_at=None).exists()
    assert (LampTurn.objects.count(), len(world.book.taken)) == (before, 3)
    assert SweepRun.objects.filter(held=True).count() == 1
