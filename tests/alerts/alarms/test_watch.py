"""What is watched: loops that are late."""

from datetime import timedelta

import pytest

from alerts.alarms.beat import beat
from alerts.alarms.models import Alarm
from alerts.alarms.signs import ages
from alerts.alarms.watch import watch
from tests.make import NOW

MINUTE = timedelta(minutes=1)


def open_kinds() -> set[str]:
    return set(Alarm.objects.filter(closed_at=None).values_list("kind", flat=True))


def all_alive(now=NOW) -> None:
    for loop in ("sweep", "drain"):
        beat(loop=loop, now=now)


@pytest.mark.django_db
def test_nothing_is_raised_while_all_live():
    all_alive()
    watch(now=NOW + 5 * MINUTE)
    assert open_kinds() == set()


@pytest.mark.django_db
@pytest.mark.parametrize("loop", ["sweep", "drain"])
def test_a_loop_without_a_sign_for_five_minutes_is_late_until_it_lives_again(loop):
    all_alive()
    late = NOW + 5 * MINUTE + timedelta(seconds=1)
    beat(loop="drain" if loop == "sweep" else "sweep", now=late)
    watch(now=late)
    assert open_kinds() == {f"{loop}_late"}
    assert Alarm.objects.get().detail == "301 s"
    beat(loop=loop, now=late + MINUTE)
    watch(now=late + MINUTE)
    assert open_kinds() == set()


@pytest.mark.django_db
def test_a_loop_that_never_lived_is_late():
    watch(now=NOW)
    assert open_kinds() == {"sweep_late", "drain_late"}
    assert ages(now=NOW) == {"sweep": None, "drain": None, "ticker": None}
