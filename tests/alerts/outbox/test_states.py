"""The steps of a message: one list, held by the database."""

from itertools import product
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from alerts.outbox.models import Message, MessageEvent
from alerts.outbox.states import FINAL, FIRST, STEPS, State
from tests.alerts.outbox.make import make_message

pytestmark = pytest.mark.django_db


def test_every_state_has_its_steps_and_is_reached():
    assert set(STEPS) == set(State)
    assert set().union(FIRST, *STEPS.values()) == set(State)


def test_from_every_state_a_final_one_is_reached():
    ends = set(FINAL)
    while grown := {s for s in State if s not in ends and STEPS[s] & ends}:
        ends |= grown
    assert ends == set(State)


@pytest.mark.parametrize("state", list(State))
def test_a_message_begins_only_as_it_may(state):
    if state in FIRST:
        message = make_message(state=state)
        event = MessageEvent.objects.get(message=message)
        assert (event.from_state, event.to_state) == (None, state)
    else:
        with pytest.raises(DatabaseError, match="does not begin as"), transaction.atomic():
            make_message(state=state)


def way_to(state: State) -> list[State]:
    """The shortest allowed way from a beginning to `state`."""
    ways = [[first] for first in sorted(FIRST)]
    for way in ways:
        if way[-1] == state:
            return way
        ways += [[*way, to] for to in sorted(STEPS[way[-1]]) if to not in way]
    raise AssertionError(f"{state} is not reached")


@pytest.mark.parametrize(("was", "to"), list(product(State, State)))
def test_every_pair_of_states(was, to):
    first, *way = way_to(was)
    message = make_message(state=first)
    mine = Message.objects.filter(pk=message.pk)
    for state in way:
        mine.update(state=state)
    events = MessageEvent.objects.filter(message=message)
    before = events.count()
    if was == to:
        mine.update(state=to)
        assert events.count() == before
    elif to in STEPS[was]:
        mine.update(state=to)
        last = events.latest("pk")
        assert (last.from_state, last.to_state) == (was, to)
    else:
        with pytest.raises(DatabaseError, match="does not go from"), transaction.atomic():
            mine.update(state=to)


def test_events_are_written_by_their_trigger_alone():
    message = make_message()
    with pytest.raises(DatabaseError, match="by their trigger alone"), transaction.atomic():
        MessageEvent.objects.create(message=message, to_state=State.SENT)


@pytest.mark.parametrize(
    "change",
    ["text = 'x'", "\"to\" = '+86'", "params = '[]'", "reference = 'X'", "channel = 'twilio'"],
)
def test_what_was_said_and_to_whom_is_never_changed(change):
    make_message()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        run(f"UPDATE alerts_message SET {change}")


@pytest.mark.parametrize("table", ["alerts_message", "alerts_attempt", "alerts_messageevent"])
def test_nothing_is_deleted(table):
    make_message().tries.create(number=1, started_at="2026-09-24T10:00Z")
    with pytest.raises(DatabaseError, match="never"), transaction.atomic():
        run(f"DELETE FROM {table}")


def test_one_message_a_person_channel_and_window():
    first = make_message()
    with pytest.raises(DatabaseError, match="message_one_a_window"), transaction.atomic():
        make_message(recipient=first.recipient)
    make_message(recipient=first.recipient, supersedes=first, reference=uuid4().hex[:8])


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
