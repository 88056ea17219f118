"""Delivering, with a channel that answers what the test says."""

from collections import Counter
from datetime import timedelta
from itertools import count

import pytest
from django.db import connection
from django.db.models.functions import Now

from alerts.channels.base import (
    Accepted,
    Channel,
    LookupFailed,
    Misconfigured,
    NotAccepted,
    Progress,
    Rejected,
    Unknown,
)
from alerts.channels.sandbox import Sandbox
from alerts.outbox.deliver import back_off, deliver
from alerts.outbox.models import Message, MessageEvent
from alerts.outbox.paused import ChannelPause
from alerts.outbox.rescue import rescue, send_again
from alerts.outbox.states import State
from tests.alerts.outbox.make import MORNING, make_message
from tests.make import at, days

pytestmark = pytest.mark.django_db


class Says(Channel):
    """A provider in the test's hand: answers in turn, keeps what it was given."""

    key = "sandbox"

    def __init__(self, *answers):
        self.answers, self.got = list(answers), []

    def send(self, message):
        self.got.append(message)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def lookup(self, message, *, since):
        return LookupFailed("none")

    def parse_receipt(self, *, url, fields, signature):
        raise AssertionError("not asked for")


def states_of(message: Message) -> list[str]:
    events = MessageEvent.objects.filter(message=message).order_by("pk")
    return list(events.values_list("to_state", flat=True))


def test_the_sandbox_delivers_at_once():
    message = make_message()
    assert deliver(channel=Sandbox(), now=MORNING) == Counter({State.DELIVERED: 1})
    assert states_of(message) == ["pending", "sending", "delivered"]
    attempt = message.tries.get()
    assert (attempt.number, attempt.outcome) == (1, "accepted")
    assert attempt.started_at <= attempt.ended_at


OUTCOMES = [
    (Accepted("SM1"), State.ACCEPTED, ""),
    (Accepted("SM1", progress=Progress.DELIVERED), State.DELIVERED, ""),
    (NotAccepted("429"), State.RETRY_WAIT, "429"),
    (Rejected("21211"), State.REJECTED, "21211"),
    (Unknown("timeout"), State.UNKNOWN, "timeout"),
    (ValueError("a bug"), State.UNKNOWN, "raised"),
]


@pytest.mark.parametrize(("answer", "state", "reason"), OUTCOMES)
def test_each_outcome_is_written(answer, state, reason, caplog):
    message = make_message()
    assert deliver(channel=Says(answer), now=MORNING) == Counter({state: 1})
    message.refresh_from_db()
    assert (message.state, message.reason) == (state, reason)
    assert (message.lease_until, message.lease_token) == (None, None)
    attempt = message.tries.get()
    assert attempt.ended_at is not None
    assert attempt.provider_code == reason


def test_what_the_channel_gets_is_what_was_written():
    message = make_message(params={"name": "n"})
    channel = Says(Accepted("SM1"))
    deliver(channel=channel, now=MORNING)
    (got,) = channel.got
    assert (got.id, got.reference, got.to) == (message.pk, message.reference, message.to)
    assert (got.text, got.version) == (message.text, 1)
    assert got.params == {"name": "n", "again": ""}


@pytest.mark.parametrize("address", ["", "https://liangze.example"])
def test_the_provider_is_told_where_to_report(settings, address):
    settings.PUBLIC_ADDRESS = address
    message = make_message()
    channel = Says(Accepted("SM1"))
    deliver(channel=channel, now=MORNING)
    path = f"/callbacks/sandbox/{message.pk}/"
    assert channel.got[0].callback_url == (f"{address}{path}" if address else "")


def test_nothing_is_sent_before_its_time_nor_through_another_channel():
    make_message(not_before=MORNING + timedelta(seconds=1))
    make_message(channel="twilio")
    assert deliver(channel=Says(), now=MORNING) == Counter()


def test_phones_rest_at_night(settings):
    settings.SMS_QUIET_HOURS = True
    make_message(not_before=at("2026-09-24 19:00"))
    assert deliver(channel=Says(), now=at("2026-09-24 20:00")) == Counter()


def test_what_was_not_sent_in_time_expires():
    message = make_message(expires_at=MORNING + days(1))
    assert deliver(channel=Says(), now=MORNING + days(1)) == Counter()
    message.refresh_from_db()
    assert message.state == State.EXPIRED


def test_what_was_not_accepted_is_tried_again_later():
    message = make_message()
    channel = Says(NotAccepted("429", wait=timedelta(minutes=7)), Accepted("SM1"))
    deliver(channel=channel, now=MORNING)
    assert deliver(channel=channel, now=MORNING + timedelta(minutes=6)) == Counter()
    deliver(channel=channel, now=MORNING + timedelta(minutes=7, seconds=1))
    message.refresh_from_db()
    assert (message.state, message.attempts, message.provider_id) == ("accepted", 2, "SM1")
    assert [attempt.outcome for attempt in message.tries.order_by("number")] == [
        "notaccepted",
        "accepted",
    ]


def test_a_second_try_does_not_fall_into_the_night(settings):
    settings.SMS_QUIET_HOURS = True
    evening = at("2026-09-24 19:59:55")
    message = make_message(not_before=evening)
    deliver(channel=Says(NotAccepted("429")), now=evening)
    message.refresh_from_db()
    assert message.not_before == at("2026-09-25 08:30")


def test_the_time_a_look_takes_counts_for_waits_and_for_the_night(settings, monkeypatch):
    """Begun at a minute to eight, it rings no phone after eight; waits begin at the answer."""
    settings.SMS_QUIET_HOURS = True
    ticking = count(0, 15)  # seconds between two looks at the machine's own clock
    monkeypatch.setattr("alerts.outbox.deliver.monotonic", lambda: next(ticking))
    evening = at("2026-09-24 19:59:00")
    messages = [make_message(not_before=evening) for _ in range(3)]
    channel = Says(NotAccepted("429", wait=timedelta(hours=13)), *[Accepted("SM1")] * 2)
    deliver(channel=channel, now=evening)
    assert len(channel.got) < len(messages)
    waiting = Message.objects.get(state=State.RETRY_WAIT)
    assert waiting.not_before > evening + timedelta(hours=13)


def test_waits_grow_and_have_an_end():
    seconds = [back_off(n).total_seconds() for n in range(1, 15)]
    assert 24 <= seconds[0] <= 36
    assert 48 <= seconds[1] <= 72
    assert all(1440 <= s <= 2160 for s in seconds[8:])


def test_wrong_settings_pause_the_channel_and_cost_no_message():
    messages = [make_message(), make_message()]
    channel = Says(Misconfigured("20003"), Accepted("SM1"), Accepted("SM2"))
    deliver(channel=channel, now=MORNING)
    assert len(channel.got) == 1, "one refusal says it for all"
    assert set(Message.objects.values_list("state", flat=True)) == {"pending"}
    assert ChannelPause.objects.get().reason == "20003"
    assert deliver(channel=channel, now=MORNING + timedelta(minutes=5)) == Counter()
    assert deliver(channel=channel, now=MORNING + timedelta(minutes=10)).total() == 2
    assert len(messages) == 2


def test_a_receipt_that_came_first_is_not_overwritten():
    message = make_message()

    class Early(Says):
        def send(self, outgoing):
            mine = Message.objects.filter(pk=outgoing.id)
            mine.update(state=State.DELIVERED, lease_token=None, lease_until=None)
            return Accepted("SM1")

    deliver(channel=Early(), now=MORNING)
    assert states_of(message) == ["pending", "sending", "delivered"]


def claim(message: Message, lease: timedelta) -> None:
    """As a sender left it that died after its claim."""
    Message.objects.filter(pk=message.pk).update(
        state=State.SENDING, attempts=1, lease_token=message.pk, lease_until=Now() + lease
    )
    message.tries.create(number=1, started_at=Now())


def test_what_a_dead_sender_left_is_of_unknown_outcome_and_not_sent_again():
    message = make_message()
    claim(message, timedelta(seconds=-1))
    assert rescue() == 1
    assert rescue() == 0
    message.refresh_from_db()
    assert (message.state, message.reason) == (State.UNKNOWN, "lost")
    assert message.tries.get().outcome == "lost"
    assert send_again(channel=Says()) == 0
    assert deliver(channel=Says(), now=MORNING + days(1)) == Counter()


def test_a_sender_within_its_lease_is_left_alone():
    claim(make_message(), timedelta(minutes=2))
    assert rescue() == 0


def test_a_channel_that_knows_our_ids_may_be_tried_again():
    message = make_message()
    claim(message, timedelta(seconds=-1))
    rescue()
    assert send_again(channel=Sandbox()) == 1
    deliver(channel=Sandbox(), now=MORNING)
    assert states_of(message) == [
        "pending",
        "sending",
        "unknown",
        "resend_ok",
        "pending",
        "sending",
        "delivered",
    ]


def test_no_lock_is_left_behind():
    make_message()
    deliver(channel=Says(ValueError("a bug")), now=MORNING)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database"
            " WHERE locktype = 'advisory' AND d.datname = current_database()"
        )
        assert cursor.fetchone() == (0,)
