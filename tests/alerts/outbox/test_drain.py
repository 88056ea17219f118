"""One look at everything: no part stops another, no channel is forgotten, stopping is clean."""

import os
import signal
import threading
from datetime import timedelta
from itertools import count

import pytest
from django.db import connection

from alerts.alarms.models import Alarm
from alerts.channels.base import Accepted
from alerts.channels.sandbox import Sandbox
from alerts.clock import database_now
from alerts.engine.drain import Look, drain, waiting_channels
from alerts.outbox.deliver import _claim, _send, deliver
from alerts.outbox.models import Message
from alerts.outbox.rescue import watch_senders
from alerts.outbox.states import State
from alerts.outbox.stop import never, told_to_stop
from tests.alerts.outbox.make import MORNING, make_message
from tests.alerts.outbox.provider import Says

pytestmark = pytest.mark.django_db


class Broken(Sandbox):
    """A channel that cannot even be made."""

    def __init__(self):
        raise ValueError("broken")


class Other(Sandbox):
    """A second channel that works."""

    key = "twilio"


@pytest.fixture(autouse=True)
def two_channels(settings):
    settings.SMS_CHANNELS = {
        "sandbox": "alerts.channels.sandbox.Sandbox",
        "twilio": f"{__name__}.Other",
    }


def states() -> dict[str, str]:
    return dict(Message.objects.values_list("channel", "state"))


def test_every_channel_with_messages_is_served_not_only_the_one_in_use():
    make_message(channel="sandbox")
    make_message(channel="twilio")
    assert drain(now=MORNING).states == {State.DELIVERED: 2}


@pytest.mark.parametrize(
    ("way", "waits"),
    [
        ([], True),
        ([State.SENDING], False),
        ([State.SENDING, State.RETRY_WAIT], True),
        ([State.SENDING, State.UNKNOWN], True),
        ([State.SENDING, State.UNKNOWN, State.RESEND_OK], True),
        ([State.SENDING, State.ACCEPTED], True),
        ([State.SENDING, State.SENT], True),
        ([State.SENDING, State.DELIVERED], False),
        ([State.SENDING, State.FAILED], False),
        ([State.CANCELLED], False),
    ],
)
def test_which_channels_wait(way, waits):
    message = make_message(channel="twilio")
    for state in way:
        Message.objects.filter(pk=message.pk).update(state=state)
    assert waiting_channels() == (["twilio"] if waits else [])


def test_a_channel_that_there_is_no_longer_is_let_alone():
    make_message(channel="gone")
    assert waiting_channels() == []
    assert drain(now=MORNING).sent == 0


def test_one_part_that_fails_stops_no_other(settings, caplog):
    settings.SMS_CHANNELS = {
        "sandbox": f"{__name__}.Broken",
        "twilio": f"{__name__}.Other",
    }
    make_message(channel="sandbox")
    make_message(channel="twilio")
    with pytest.raises(ValueError, match="broken"):
        drain(now=MORNING)
    assert states() == {"sandbox": "pending", "twilio": "delivered"}
    assert "channel_named of the drain failed" in caplog.text


def test_in_a_copied_database_nothing_leaves(settings, tmp_path):
    make_message()
    assert drain(now=MORNING).sent == 1
    make_message()
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    assert drain(now=MORNING).sent == 0
    assert Alarm.objects.get().kind == Alarm.Kind.RESTORED


def test_the_time_a_look_takes_counts(monkeypatch):
    """Gathering may take long; who is asked to wait a minute waits from the answer on."""
    ticking = count(0, 10)
    monkeypatch.setattr("alerts.engine.drain.monotonic", lambda: next(ticking))
    look = Look(MORNING, never)
    assert look.now == MORNING + timedelta(seconds=10)
    assert look.now == MORNING + timedelta(seconds=20)


def test_who_is_told_to_stop_finishes_the_message_at_hand_and_takes_no_other():
    for _ in range(3):
        make_message(channel="twilio")

    class Told(Says):
        def send(self, message):
            os.kill(os.getpid(), signal.SIGTERM)
            return super().send(message)

    channel = Told(Accepted("SM1"), Accepted("SM2"))
    before = signal.getsignal(signal.SIGTERM)
    with told_to_stop() as stop:
        assert deliver(channel=channel, now=MORNING, stop=stop) == {State.ACCEPTED: 1}
        assert Look(MORNING, stop).do(drain, now=MORNING) is None, "no part is begun"
    assert signal.getsignal(signal.SIGTERM) is before
    waiting = Message.objects.filter(state=State.PENDING)
    assert waiting.count() == 2


def test_who_listened_before_hears_it_too():
    heard = []
    before = signal.signal(signal.SIGTERM, lambda number, frame: heard.append(number))
    try:
        with told_to_stop() as stop:
            os.kill(os.getpid(), signal.SIGTERM)
            assert stop()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert heard == [signal.SIGTERM]


def test_in_a_thread_nobody_can_listen():
    found = []

    def work():
        with told_to_stop() as stop:
            found.append(stop)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [never]


def test_a_sender_that_stands_still_raises_an_alarm_until_it_goes_on():
    message = make_message(channel="twilio")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE alerts_message SET state = 'sending', lease_token = id,"
            " lease_until = clock_timestamp() - interval '11 minutes'"
        )
    assert watch_senders(now=database_now()) == 1
    assert Alarm.objects.get().kind == Alarm.Kind.SENDER_STUCK
    Message.objects.filter(pk=message.pk).update(
        state=State.UNKNOWN, lease_token=None, lease_until=None
    )
    assert watch_senders(now=database_now()) == 0
    assert Alarm.objects.get().closed_at


def test_whoever_lost_its_message_while_frozen_does_not_send_it():
    """Its session died and another took the message over, between claim and call."""
    message = make_message(channel="twilio")
    channel = Says()
    mine = _claim(channel, MORNING)
    Message.objects.filter(pk=message.pk).update(
        state=State.UNKNOWN, lease_token=None, lease_until=None
    )
    assert _send(channel, mine, MORNING, lambda: MORNING) == State.UNKNOWN
    assert channel.got == []
