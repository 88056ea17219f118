"""Processes killed at a named place: once before, once after, once in the middle."""

import signal

import pytest

from alerts.outbox.states import State

KILLED = -signal.SIGKILL
T2 = r'^UPDATE "alerts_attempt" SET "ended_at"'


def fault(number: int, *more):
    return pytest.param(*more, marks=pytest.mark.fault(number))


@pytest.mark.parametrize(
    ("place", "taken"),
    [
        fault(1, {"die_before": "post"}, 0),
        fault(2, {"die_after": "post"}, 1),
        fault(3, {"die_after": T2}, 1),
    ],
    ids=["before the POST", "after it", "inside T2"],
)
def test_a_sender_killed(world, place, taken):
    (message,) = world.messages()
    assert world.play("drain", **place) == KILLED
    assert len(world.book.taken) == taken
    assert world.states() == {State.SENDING: 1}
