"""The Twilio channel against a small Twilio on this machine."""

import socket
import warnings
from datetime import UTC, timedelta
from email.utils import format_datetime
from uuid import uuid4

import pytest
from requests import Session
from twilio.request_validator import RequestValidator

from alerts.channels.base import (
    Accepted,
    Forged,
    Found,
    LookupFailed,
    Misconfigured,
    NotAccepted,
    NotFound,
    Outgoing,
    Progress,
    Rejected,
    Unknown,
)
from alerts.channels.codes import TWILIO, Action
from alerts.channels.twilio import TIMEOUT, WORDS, Http, Twilio, refusal
from tests.alerts.channels import stub_twilio as say
from tests.make import at

SENT = at("2026-09-24 10:20")
MESSAGE = Outgoing(
    id=uuid4(),
    reference="K7Q2MX9B",
    to="+8613800002046",
    template="notice",
    version=1,
    params={},
    text="text K7Q2MX9B",
    valid_for=timedelta(hours=4),
)


@pytest.fixture(autouse=True)
def account(settings):
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = "AC1", "secret"
    settings.TWILIO_SENDER = "+15005550006"


@pytest.fixture
def stub(settings):
    with say.Stub() as stub:
        settings.TWILIO_API = stub.address
        yield stub


def twilio(*, read: float = 5) -> Twilio:
    http = Http()
    http.timeout = (2, read)
    return Twilio(http)


GARBLE = say.answer_with(201, b"<html>Welcome to the hotel</html>")


def test_a_message_is_handed_over_once_with_all_it_needs(stub):
    assert twilio().send(MESSAGE) == Accepted(stub.book.taken[0].sid)
    ((path, form),) = stub.book.asked
    assert path == "/2010-04-01/Accounts/AC1/Messages.json"
    assert form == {
        "To": "+8613800002046",
        "From": "+15005550006",
        "Body": "text K7Q2MX9B",
        "ValidityPeriod": "14400",
    }


def test_a_messaging_service_is_named_as_such(stub, settings):
    settings.TWILIO_SENDER = "MG1"
    twilio().send(MESSAGE)
    assert stub.book.asked[0][1]["MessagingServiceSid"] == "MG1"


ANSWERS = [
    (say.refuse(429, 20429), NotAccepted("20429")),
    (say.refuse(429), NotAccepted("429")),
    (say.refuse(400, 21211), Rejected("21211")),
    (say.refuse(400, 21610), Rejected("21610")),
    (say.refuse(400, 99999), Rejected("99999")),
    (say.refuse(401, 20003), Misconfigured("20003")),
    (say.refuse(400, 21608), Misconfigured("21608")),
    (say.refuse(403, 21408), Misconfigured("21408")),
    (say.refuse(500, 20500), Unknown("20500")),
    (say.refuse(503, 20503), Unknown("20503")),
    (say.refuse(502), Unknown("502")),
    (GARBLE, Unknown("JSONDecodeError")),
    (say.reset, Unknown("ConnectionError")),
]


@pytest.mark.parametrize(("answer", "outcome"), ANSWERS)
def test_what_each_answer_means(stub, answer, outcome):
    stub.book.script = [answer]
    assert twilio().send(MESSAGE) == outcome
    assert len(stub.book.asked) == 1, "asked once, whatever the answer"


def test_silence_is_an_unknown_outcome(stub):
    stub.book.script = [say.stay_silent(20)]
    assert twilio(read=0.3).send(MESSAGE) == Unknown("ReadTimeout")
    assert len(stub.book.asked) == 1


def test_a_line_that_was_never_made_took_nothing(settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.TWILIO_API = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert twilio().send(MESSAGE) == NotAccepted("ConnectionError")
    settings.TWILIO_API = "http://no-such-host.invalid"
    assert twilio().send(MESSAGE) == NotAccepted("ConnectionError")


def test_the_client_has_an_end_to_its_patience():
    assert Http().timeout == TIMEOUT == (5, 30)
    assert Http().session.get_adapter("https://api.twilio.com").max_retries.total == 0


REFUSED = {
    Action.WAIT: NotAccepted,
    Action.ASK: Unknown,
    Action.PAUSE: Misconfigured,
    Action.PAUSE_OR_REJECT: Misconfigured,
}


@pytest.mark.parametrize("code", sorted(TWILIO))
def test_every_code_of_the_table_as_a_refusal(code):
    action = TWILIO[code].action
    outcome = refusal(status=500 if action == Action.ASK else 400, code=int(code))
    assert type(outcome) is REFUSED.get(action, Rejected)
    assert outcome.code == code
    assert getattr(outcome, "or_recipient", False) is (action == Action.PAUSE_OR_REJECT)


@pytest.mark.parametrize("code", sorted(set(TWILIO) - {"429", "20429"}))
def test_a_server_error_proves_nothing_whatever_code_it_bears(code):
    assert refusal(status=500, code=int(code)) == Unknown(code)


def listed(**over) -> dict:
    values = {"sid": "SM1", "status": "sent", "direction": "outbound-api", "body": MESSAGE.text}
    values["error_code"] = None
    return {**values, "date_created": dated(SENT), **over}


def dated(instant) -> str:
    """As Twilio writes it, always in UTC."""
    return format_datetime(instant.astimezone(UTC))


HOUR_BEFORE = SENT - timedelta(hours=1)
LISTS = [
    ("ours", [listed()], Found("SM1", "sent", Progress.SENT)),
    (
        "ours, failed",
        [listed(status="failed", error_code=30008)],
        Found("SM1", "failed", Progress.FAILED, "30008"),
    ),
    ("none", [], NotFound()),
    ("another text to the same number", [listed(body="text OTHER")], NotFound(reaches_to=SENT)),
    ("an incoming one", [listed(direction="inbound")], NotFound(reaches_to=SENT)),
    (
        "one of an hour before",
        [listed(date_created=dated(HOUR_BEFORE))],
        NotFound(reaches_to=HOUR_BEFORE),
    ),
    ("not dated yet", [listed(date_created=None)], NotFound()),
    (
        "behind others",
        [listed(body="x", sid="SM0"), listed()],
        Found("SM1", "sent", Progress.SENT),
    ),
    (
        "one whose first try was long ago",
        [listed(date_created=dated(SENT + timedelta(days=1)))],
        Found("SM1", "sent", Progress.SENT),
    ),
]


@pytest.mark.parametrize(("some", "found"), [pytest.param(*row[1:], id=row[0]) for row in LISTS])
def test_looking_a_message_up(stub, some, found):
    stub.book.shows = some
    assert twilio().lookup(MESSAGE, since=SENT) == found
    assert "To=%2B8613800002046" in stub.book.asked[0][0]


@pytest.mark.parametrize("answer", [say.refuse(500, 20500), GARBLE, say.reset])
def test_a_failed_look_up_proves_nothing(stub, answer):
    stub.book.looked_up = answer
    assert isinstance(twilio().lookup(MESSAGE, since=SENT), LookupFailed)


@pytest.mark.parametrize("word", sorted(WORDS))
def test_asking_how_far_it_got(stub, word):
    stub.book.shows = [listed(status=word)]
    answer = twilio().poll(MESSAGE, provider_id="SM1", since=SENT)
    assert answer == Found("SM1", word, WORDS[word])
    assert stub.book.asked[0][0].endswith("/Messages/SM1.json")


def test_a_word_unheard_of_has_no_progress(stub):
    stub.book.shows = [listed(status="teleported")]
    answer = twilio().poll(MESSAGE, provider_id="SM1", since=SENT)
    assert answer == Found("SM1", "teleported", None)


def test_without_its_id_it_is_looked_up(stub):
    stub.book.shows = [listed()]
    answer = twilio().poll(MESSAGE, provider_id=None, since=SENT)
    assert answer == Found("SM1", "sent", Progress.SENT)


@pytest.mark.parametrize("answer", [say.refuse(500, 20500), say.refuse(404, 20404), say.reset])
def test_a_failed_question_proves_nothing(stub, answer):
    stub.book.looked_up = answer
    asked = twilio().poll(MESSAGE, provider_id="SM1", since=SENT)
    assert isinstance(asked, LookupFailed)


def test_how_long_to_wait_is_heard(stub):
    stub.book.script = [say.refuse(429, 20429, retry_after=90)]
    assert twilio().send(MESSAGE) == NotAccepted("20429", wait=timedelta(seconds=90))


def test_reports_are_asked_for_where_we_can_be_reached(stub):
    url = "https://liangze.example/callbacks/twilio/1/"
    twilio().send(MESSAGE._replace(callback_url=url))
    assert stub.book.asked[0][1]["StatusCallback"] == url


def test_a_stand_in_is_asked_instead(stub):
    assert Twilio().send(MESSAGE) == Accepted(stub.book.taken[0].sid)
    assert len(stub.book.asked) == 1


URL = "https://liangze.example/callbacks/twilio/1/"
FIELDS = {
    "AccountSid": "AC1",
    "To": "+8613800002046",
    "MessageSid": "SM1",
    "MessageStatus": "undelivered",
    "ErrorCode": "30003",
}


def sign(url: str = URL, fields: dict = FIELDS, token: str = "secret") -> str:
    return RequestValidator(token).compute_signature(url, fields)


def test_a_signed_receipt_is_read():
    notice = Twilio().parse_receipt(url=URL, fields=FIELDS, signature=sign())
    assert (notice.provider_id, notice.status) == ("SM1", "undelivered")
    assert (notice.progress, notice.to) == (Progress.FAILED, "+8613800002046")
    assert (notice.error_code, notice.raw) == ("30003", FIELDS)


@pytest.mark.parametrize(
    ("url", "fields", "token"),
    [
        (URL, FIELDS, "guessed"),
        (URL, FIELDS | {"MessageStatus": "delivered"}, "secret"),
        (URL, FIELDS | {"More": "x"}, "secret"),
        ("https://elsewhere.example/callbacks/twilio/1/", FIELDS, "secret"),
        ("http://liangze.example/callbacks/twilio/1/", FIELDS, "secret"),
    ],
)
def test_a_forged_receipt_is_refused(url, fields, token):
    with pytest.raises(Forged):
        Twilio().parse_receipt(url=url, fields=fields, signature=sign(token=token))


@pytest.mark.parametrize(
    "change",
    [{"AccountSid": "AC2"}, {"AccountSid": ""}, {"MessageSid": ""}, {"MessageStatus": ""}],
)
def test_a_receipt_for_something_else_is_refused_though_signed(change):
    fields = FIELDS | change
    with pytest.raises(Forged):
        Twilio().parse_receipt(url=URL, fields=fields, signature=sign(fields=fields))


def test_without_signature_or_key_nothing_is_believed(settings):
    with pytest.raises(Forged):
        Twilio().parse_receipt(url=URL, fields=FIELDS, signature="")
    settings.TWILIO_AUTH_TOKEN = ""
    with pytest.raises(Forged):
        Twilio().parse_receipt(url=URL, fields=FIELDS, signature=sign(token=""))


def test_missing_settings_are_named(settings):
    settings.TWILIO_AUTH_TOKEN = ""
    assert Twilio().missing_settings() == ["TWILIO_AUTH_TOKEN"]


def test_a_warning_of_the_client_is_no_answer(stub, monkeypatch):
    """Python 3.13 warns of what the client does, and warnings may be errors here."""
    send = Session.send

    def warns(*args, **kwargs):
        warnings.warn("utcnow() is deprecated", DeprecationWarning, stacklevel=1)
        return send(*args, **kwargs)

    monkeypatch.setattr(Session, "send", warns)
    assert twilio().send(MESSAGE) == Accepted(stub.book.taken[0].sid)
    assert len(stub.book.asked) == 1
