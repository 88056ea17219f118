"""Receipts: signed, kept once, applied if they say more; in any order, at any time."""

from itertools import permutations

import pytest
from django.test import Client
from django.urls import reverse
from twilio.request_validator import RequestValidator

from alerts.alarms.models import Alarm
from alerts.channels.base import Accepted
from alerts.outbox.deliver import deliver
from alerts.outbox.models import Message, MessageEvent, Receipt
from alerts.outbox.states import STEPS, State
from tests.alerts.outbox.make import MORNING, make_message
from tests.alerts.outbox.provider import Says
from tests.make import nonce

pytestmark = pytest.mark.django_db
HOST = "https://liangze.example"
NUMBER = "+8613800002046"
SHORTEST = {
    State.PENDING: [],
    State.SENDING: [State.SENDING],
    State.RETRY_WAIT: [State.SENDING, State.RETRY_WAIT],
    State.UNKNOWN: [State.SENDING, State.UNKNOWN],
    State.RESEND_OK: [State.SENDING, State.UNKNOWN, State.RESEND_OK],
    State.ACCEPTED: [State.SENDING, State.ACCEPTED],
    State.SENT: [State.SENDING, State.SENT],
    State.DELIVERED: [State.SENDING, State.DELIVERED],
    State.FAILED: [State.SENDING, State.FAILED],
    State.REJECTED: [State.SENDING, State.REJECTED],
    State.UNCONFIRMED: [State.SENDING, State.UNKNOWN, State.UNCONFIRMED],
    State.CANCELLED: [State.CANCELLED],
    State.EXPIRED: [State.EXPIRED],
}
WORDS = {"queued": State.ACCEPTED, "sent": State.SENT, "delivered": State.DELIVERED,
         "undelivered": State.FAILED, "failed": State.FAILED}  # fmt: skip


@pytest.fixture(autouse=True)
def twilio(settings):
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = "AC1", "secret"
    settings.PUBLIC_ADDRESS = HOST
    settings.SMS_CHANNEL = "twilio"


def make_text(state: State = State.SENDING, **over) -> Message:
    message = make_message(channel="twilio", to=NUMBER, **over)
    for to in SHORTEST[state]:
        Message.objects.filter(pk=message.pk).update(state=to)
    message.refresh_from_db()
    return message


def fields_of(status: str, code: str = "", **over) -> dict:
    some = {"AccountSid": "AC1", "To": NUMBER, "MessageSid": "SM1", "MessageStatus": status}
    return some | ({"ErrorCode": code} if code else {}) | over


def path_of(pk) -> str:
    return reverse("receipt", args=["twilio", pk])


def report(pk, fields: dict, *, token: str = "secret", host: str = HOST, signed=None, **extra):
    """What Twilio would post, signed as it signs."""
    signature = RequestValidator(token).compute_signature(host + path_of(pk), signed or fields)
    client = Client(enforce_csrf_checks=True)
    return client.post(path_of(pk), fields, headers={"X-Twilio-Signature": signature}, **extra)


@pytest.mark.parametrize("state", sorted(SHORTEST))
@pytest.mark.parametrize("word", WORDS)
def test_every_state_and_every_word(state, word):
    """It goes on where that is a step forward, and else stays; both are answered alike."""
    message = make_text(state)
    assert report(message.pk, fields_of(word, "30004")).status_code == 204
    message.refresh_from_db()
    to = WORDS[word]
    assert message.state == (to if to in STEPS[state] else state)
    assert Receipt.objects.get().message == message
    if to in STEPS[state]:
        assert (message.provider, message.provider_id) == ("twilio", "SM1")
        assert message.lease_token is None
        assert message.reason == ("30004" if to == State.FAILED else "")


@pytest.mark.parametrize("order", list(permutations(["queued", "sent", "delivered"])))
def test_any_order_ends_the_same(order):
    message = make_text()
    for word in [*order, *order]:
        report(message.pk, fields_of(word))
    message.refresh_from_db()
    assert message.state == State.DELIVERED
    assert Receipt.objects.count() == 3, "each is kept once"


@pytest.mark.parametrize("order", [("undelivered", "delivered"), ("delivered", "undelivered")])
def test_delivered_beats_undelivered(order):
    message = make_text()
    for word in order:
        report(message.pk, fields_of(word, "30004" if word == "undelivered" else ""))
    message.refresh_from_db()
    assert (message.state, message.reason) == (State.DELIVERED, "")


def test_a_receipt_before_we_know_that_it_was_taken():
    message = make_message(channel="twilio", to=NUMBER)

    class Quick(Says):
        def send(self, outgoing):
            report(outgoing.id, fields_of("sent"))
            return Accepted("SM1")

    deliver(channel=Quick(), now=MORNING)
    message.refresh_from_db()
    assert (message.state, message.provider_id) == (State.SENT, "SM1")
    assert message.tries.get().outcome == "accepted"


def test_that_it_was_taken_beats_that_it_was_given_up():
    """A sender was held for lost, and then the provider answers it."""
    message = make_message(channel="twilio", to=NUMBER)

    class Slow(Says):
        def send(self, outgoing):
            mine = Message.objects.filter(pk=outgoing.id)
            mine.update(state=State.UNKNOWN, lease_token=None, lease_until=None)
            return Accepted("SM1")

    deliver(channel=Slow(), now=MORNING)
    message.refresh_from_db()
    assert (message.state, message.provider_id) == (State.ACCEPTED, "SM1")


def test_a_late_receipt_stops_what_was_to_be_sent_again():
    message = make_text(State.RESEND_OK)
    Message.objects.filter(pk=message.pk).update(state=State.PENDING, resends=1)
    report(message.pk, fields_of("queued"))
    assert deliver(channel=Says(), now=MORNING).total() == 0
    steps = MessageEvent.objects.filter(message=message).order_by("-pk")
    assert steps[0].to_state == State.ACCEPTED


def test_an_earlier_tries_failure_does_not_end_a_later_one():
    message = make_text(State.ACCEPTED)
    Message.objects.filter(pk=message.pk).update(provider_id="SM2")
    report(message.pk, fields_of("failed", "30008"))
    message.refresh_from_db()
    assert message.state == State.ACCEPTED
    assert Receipt.objects.count() == 1


FORGED = {
    "no signature": lambda pk: Client().post(path_of(pk), fields_of("delivered")),
    "another key": lambda pk: report(pk, fields_of("delivered"), token="guessed"),
    "another host": lambda pk: report(pk, fields_of("delivered"), host="https://else.example"),
    "http": lambda pk: report(pk, fields_of("delivered"), host="http://liangze.example"),
    "another status": lambda pk: report(pk, fields_of("delivered"), signed=fields_of("sent")),
    "a field more": lambda pk: report(pk, fields_of("sent", More="x"), signed=fields_of("sent")),
    "another account": lambda pk: report(pk, fields_of("delivered", AccountSid="AC2")),
    "another number": lambda pk: report(pk, fields_of("delivered", To="+8613800009999")),
    "not form data": lambda pk: Client().post(
        path_of(pk), "{}", content_type="application/json", headers={"X-Twilio-Signature": "x"}
    ),
}


@pytest.mark.parametrize("case", FORGED)
def test_what_is_not_signed_is_refused_and_counted(case):
    message = make_text()
    for _ in range(2):
        assert FORGED[case](message.pk).status_code == 403
    message.refresh_from_db()
    assert message.state == State.SENDING
    assert not Receipt.objects.exists()
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.key, alarm.count) == ("forged", "twilio", 2)


def test_the_address_is_the_settings_not_the_requests(settings):
    """Whatever host the request names, as behind a proxy."""
    settings.ALLOWED_HOSTS = ["inside.example"]
    message = make_text()
    answer = report(message.pk, fields_of("sent"), HTTP_HOST="inside.example")
    assert answer.status_code == 204


def test_a_message_that_is_not_ours_is_kept_and_said():
    pk = nonce()
    assert report(pk, fields_of("delivered")).status_code == 204
    assert Receipt.objects.get().message is None
    assert Alarm.objects.get().kind == Alarm.Kind.UNMATCHED_RECEIPT


def test_a_word_unheard_of_is_kept_and_said():
    message = make_text()
    assert report(message.pk, fields_of("teleported")).status_code == 204
    message.refresh_from_db()
    assert message.state == State.SENDING
    assert Receipt.objects.get().status == "teleported"
    assert Alarm.objects.get().key == "twilio teleported"


@pytest.mark.parametrize("method", ["get", "put", "delete", "head"])
def test_only_posts_are_taken(method):
    assert getattr(Client(), method)(path_of(nonce())).status_code == 405


def test_what_is_too_long_is_not_read():
    answer = report(nonce(), fields_of("sent", Body="x" * 20_000))
    assert answer.status_code == 413
    assert not Alarm.objects.exists()


@pytest.mark.parametrize(
    ("channel", "status"), [("no_such", 404), ("sandbox", 404), ("aliyun", 404)]
)
def test_a_channel_that_never_reports(channel, status):
    path = reverse("receipt", args=[channel, nonce()])
    assert Client().post(path, fields_of("sent")).status_code == status


def test_a_channel_that_is_not_in_use_knows_no_strangers_and_raises_no_alarm(settings):
    settings.SMS_CHANNEL = "sandbox"
    path = reverse("receipt", args=["twilio", nonce()])
    assert Client().post(path, fields_of("sent")).status_code == 404
    assert not Alarm.objects.exists() and not Receipt.objects.exists()
    mine = make_text()
    assert report(mine.pk, fields_of("sent")).status_code == 204, "what went through it before"
