"""Asking after what the provider took, and the end of waiting."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from alerts.channels.base import Found, LookupFailed, NotFound, Progress
from alerts.clock import database_now
from alerts.outbox.give_up import give_up
from alerts.outbox.models import Message, Receipt
from alerts.outbox.poll import poll
from alerts.outbox.states import State
from tests.alerts.outbox.make import make_message
from tests.alerts.outbox.provider import Says

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def make_taken(state=State.ACCEPTED, **over) -> Message:
    """A text that the provider took just now."""
    now = database_now()
    message = make_message(channel="twilio", not_before=now, made_at=now, **over)
    mine = Message.objects.filter(pk=message.pk)
    mine.update(state=State.SENDING)
    mine.update(state=state, provider="twilio", provider_id=str(message.pk))
    message.tries.create(number=1, started_at=Now(), ended_at=Now(), outcome="accepted")
    return message


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


@pytest.mark.parametrize("state", [State.ACCEPTED, State.SENT])
@pytest.mark.parametrize("progress", list(Progress))
def test_what_it_answers_is_kept_and_applied(state, progress):
    message = make_taken(state)
    channel = Says(found=[Found(message.provider_id, "word", progress, "30004")])
    poll(channel=channel, now=database_now() + 11 * MINUTE)
    back = state == State.SENT and progress == Progress.ACCEPTED
    assert state_of(message) == (State.SENT if back else progress.value)
    receipt = Receipt.objects.get()
    assert (receipt.message, receipt.status, receipt.raw["asked_for"]) == (message, "word", True)


@pytest.mark.parametrize("answer", [NotFound(), LookupFailed("500")])
def test_no_answer_changes_nothing(answer):
    message = make_taken()
    poll(channel=Says(found=[answer]), now=database_now() + 11 * MINUTE)
    assert state_of(message) == State.ACCEPTED
    assert not Receipt.objects.exists()


def test_it_is_asked_after_ten_minutes_and_every_ten():
    make_taken()
    channel, start = Says(), database_now()
    for minute in range(9, 41):
        poll(channel=channel, now=start + minute * MINUTE)
    assert len(channel.asked) == 4


@pytest.mark.parametrize("state", sorted(set(State) - {State.ACCEPTED, State.SENT}))
def test_only_what_is_under_way_is_asked_about(state):
    if state in {State.HELD, State.PENDING, State.DELIVERED, State.CANCELLED}:
        make_message(channel="twilio", state=state)
    else:
        message = make_message(channel="twilio")
        ways = {State.UNCONFIRMED: [State.SENDING, State.UNKNOWN], State.EXPIRED: [],
                State.RESEND_OK: [State.SENDING, State.UNKNOWN], State.SENDING: []}  # fmt: skip
        for to in [*ways.get(state, [State.SENDING]), state]:
            Message.objects.filter(pk=message.pk).update(state=to)
    channel = Says()
    poll(channel=channel, now=database_now() + HOUR)
    assert channel.asked == []


def test_a_channel_that_never_reports_is_not_asked():
    make_taken()

    class Silent(Says):
        reports_back = False

    channel = Silent()
    poll(channel=channel, now=database_now() + HOUR)
    assert channel.asked == []


@pytest.mark.parametrize("state", [State.ACCEPTED, State.SENT])
def test_three_days_without_receipt_end_it(state):
    message = make_taken(state)
    start = database_now()
    assert give_up(now=start + 71 * HOUR, silent=[]) == 0
    assert give_up(now=start + 72 * HOUR, silent=["twilio"]) == 0
    assert give_up(now=start + 72 * HOUR, silent=[]) == 1
    assert (state_of(message), message.reason) == (State.UNCONFIRMED, "no_receipt")
