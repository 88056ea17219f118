"""Telling somebody by telephone what no message brought."""

import pytest
from django.db import DatabaseError, transaction

from alerts.audit.models import AuditEntry
from alerts.contacts.models import HandCall
from alerts.outbox.call import call_by_hand
from alerts.outbox.models import Message
from alerts.outbox.states import State
from pages.refused import Refused
from tests.alerts.outbox.make import make_ended, make_message
from tests.make import NOW, actor, make_person

pytestmark = pytest.mark.django_db


def call(message, note="Will log it today."):
    return call_by_hand(message=message, note=note, by=actor(make_person()), now=NOW)


@pytest.mark.parametrize(
    "state", [State.FAILED, State.REJECTED, State.UNCONFIRMED, State.EXPIRED, State.UNKNOWN]
)
def test_a_call_is_a_fact_beside_the_message(state):
    message = make_ended(state)
    made = call(message)
    assert HandCall.objects.get() == made
    assert (made.called_at, made.note) == (NOW, "Will log it today.")
    message.refresh_from_db()
    assert message.state == state
    entry = AuditEntry.objects.get(action="message.call")
    assert (entry.user, entry.object_id) == (made.called_by, str(message.pk))


def test_a_call_is_noted_once():
    message = make_ended(State.FAILED)
    call(message)
    with pytest.raises(Refused, match="已登记过电话告知"):
        call(message)
    assert HandCall.objects.count() == AuditEntry.objects.count() == 1


def test_who_was_reached_is_not_called():
    inbox = {"channel": "inbox", "to": "", "state": State.DELIVERED}
    for message in (make_ended(State.DELIVERED), make_message(**inbox, window="2", read_at=NOW)):
        with pytest.raises(Refused):
            call(message)
    assert call(make_message(**inbox, window="3"))


def test_a_call_stays_as_it_was_written():
    made = call(make_ended(State.FAILED))
    for act in (lambda: HandCall.objects.update(note="Another."), made.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert Message.objects.get().hand_call == made
