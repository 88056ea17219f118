"""Senders that stand still: frozen by the machine, asked to end in the middle of a call."""

import os
import signal

import pytest

from alerts.outbox.models import Message
from alerts.outbox.states import State
from tests.alerts.channels.stub_twilio import slowly
from tests.faults.marks import fault, long


def sending(world):
    return lambda: world.states()[State.SENDING] > 0


@fault(6)
@pytest.mark.parametrize("place", [pytest.param("before the POST", marks=long), "after it"])
def test_a_frozen_sender_keeps_its_message_beyond_its_lease(world, place):
    """It may wake up in the middle of its call: nobody takes its message away."""
    (message,) = world.messages()
    if place == "before the POST":
        frozen = world.start("drain", gap=2)
        world.waits_for(sending(world))
    else:
        world.book.script = [slowly(2)]
        frozen = world.start("drain")
        world.waits_for(lambda: world.book.posts)
    os.kill(frozen.pid, signal.SIGSTOP)
    others = world.start("drains")
    world.waits_for(lambda: Message.objects.get().lease_until < world.now())
    world.passes(2)
    assert world.states() == {State.SENDING: 1}
    os.kill(frozen.pid, signal.SIGCONT)
    world.waits_for(lambda: world.states() == {State.ACCEPTED: 1})
    assert len(world.book.taken) == 1
    assert others.is_alive()
    assert [step.to_state for step in message.events.order_by("pk")] == [
        State.PENDING,
        State.SENDING,
        State.ACCEPTED,
    ]


@fault(38)
def test_a_sender_asked_to_end_finishes_its_call(world):
    world.messages(3)
    world.book.script = [slowly(1)]
    asked = world.start("manage", words=["drain"])
    world.waits_for(lambda: world.book.posts)
    os.kill(asked.pid, signal.SIGTERM)
    asked.join(60)
    assert asked.exitcode is not None
    states = world.states()
    assert states[State.SENDING] == 0, world.said()
    assert states[State.ACCEPTED] == len(world.book.taken) == 1, "finished, and began no other"
