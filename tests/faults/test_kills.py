"""Processes killed at a named place: once before, once after, once in the middle."""

import signal
from datetime import timedelta

import pytest

from alerts.lamps.models import LampTurn
from alerts.outbox.states import State
from alerts.reminders.models import Reminder
from tests.faults.marks import fault

KILLED = -signal.SIGKILL
T2 = r'^UPDATE "alerts_attempt" SET "ended_at"'
PLACES = [
    pytest.param({"die_before": "post"}, 0, marks=pytest.mark.fault(1), id="before the POST"),
    pytest.param({"die_after": "post"}, 1, marks=pytest.mark.fault(2), id="after it"),
    pytest.param({"die_after": T2}, 1, marks=pytest.mark.fault(3), id="inside T2"),
]


@pytest.mark.parametrize(("place", "taken"), PLACES)
def test_a_sender_killed(world, place, taken):
    """Where the provider has it, it is found there; where not, it is sent once more."""
    world.messages()
    assert world.play("drain", **place) == KILLED
    assert len(world.book.taken) == taken
    assert world.states() == {State.SENDING: 1}
    world.comes_to_rest()
    assert world.states() == {State.ACCEPTED: 1}
    assert len(world.book.taken) == 1
    assert len(world.book.posts) == 1


SWEEP = r"UPDATE responsibility_task t SET"  # of the tasks: every kind has a sweep of its own
OWE = r"INSERT INTO alerts_reminder"


@fault(4)
@pytest.mark.parametrize("place", [{"die_after": SWEEP}, {"die_after": OWE}])
def test_a_sweep_killed_between_the_turns_and_the_reminders(world, place):
    """The batch was one transaction: nothing is left of it, and the next sweep does it all."""
    tasks = world.tasks(120, since=timedelta(minutes=5))
    first = LampTurn.objects.count()
    assert world.play("sweep", **place, nth=2) == KILLED
    turned = LampTurn.objects.count() - first
    assert turned == Reminder.objects.count() == 50, "the first batch, whole; the second not at all"
    assert world.play("sweep") == 0
    assert LampTurn.objects.count() - first == Reminder.objects.count() == len(tasks)
