"""The Twilio channel against a small Twilio on this machine."""

import socket
from datetime import UTC, timedelta
from email.utils import format_datetime
from uuid import uuid4

import pytest
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
    Rejected,
    Unknown,
)
from alerts.channels.twilio import OUR_FAULT, TIMEOUT, Http, Twilio, refusal
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
def stub():
    with say.stub_twilio() as stub:
        yield stub


def twilio(stub, read: float = 5) -> Twilio:
    return Twilio(say.ToStub(stub.address, read))


def test_a_message_is_handed_over_once_with_all_it_needs(stub):
    assert twilio(stub).send(MESSAGE) == Accepted("SM1")
    ((path, form),) = stub.asked
    assert path == "/2010-04-01/Accounts/AC1/Messages.json"
    assert form == {
        "To": "+8613800002046",
        "From": "+15005550006",
        "Body": "text K7Q2MX9B",
        "ValidityPeriod": "14400",
    }


def test_a_messaging_service_is_named_as_such(stub, settings):
    settings.TWILIO_SENDER = "MG1"
    twilio(stub).send(MESSAGE)
    assert stub.asked[0][1]["MessagingServiceSid"] == "MG1"


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
    (say.garble, Unknown("JSONDecodeError")),
    (say.reset, Unknown("ConnectionError")),
]


@pytest.mark.parametrize(("answer", "outcome"), ANSWERS)
def test_what_each_answer_means(stub, answer, outcome):
    stub.say = answer
    assert twilio(stub).send(MESSAGE) == outcome
    assert len(stub.asked) == 1, "asked once, whatever the answer"


def test_silence_is_an_unknown_outcome(stub):
    stub.say = say.stay_silent
    assert twilio(stub, read=0.3).send(MESSAGE) == Unknown("ReadTimeout")
    assert len(stub.asked) == 1


def test_a_line_that_was_never_made_took_nothing():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert Twilio(say.ToStub(nobody)).send(MESSAGE) == NotAccepted("ConnectionError")
    unknown = "http://no-such-host.invalid"
    assert Twilio(say.ToStub(unknown)).send(MESSAGE) == NotAccepted("ConnectionError")


def test_the_client_has_an_end_to_its_patience():
    assert Http().timeout == TIMEOUT == (5, 30)
    assert Http().session.get_adapter("https://api.twilio.com").max_retries.total == 0


@pytest.mark.parametrize("code", sorted(OUR_FAULT))
def test_a_fault_of_ours_blames_no_recipient(code):
    assert refusal(status=400, code=code) == Misconfigured(str(code))


def listed(**over) -> dict:
    values = {"sid": "SM1", "status": "sent", "direction": "outbound-api", "body": MESSAGE.text}
    return {**values, "date_created": dated(SENT), **over}


def dated(instant) -> str:
    """As Twilio writes it, always in UTC."""
    return format_datetime(instant.astimezone(UTC))


LISTS = [
    ("ours", [listed()], Found("SM1", "sent")),
    ("none", [], NotFound()),
    ("another text to the same number", [listed(body="text OTHER")], NotFound()),
    ("an incoming one", [listed(direction="inbound")], NotFound()),
    (
        "one of an hour before",
        [listed(date_created=dated(SENT - timedelta(hours=1)))],
        NotFound(),
    ),
    ("not dated yet", [listed(date_created=None)], NotFound()),
    ("behind others", [listed(body="x", sid="SM0"), listed()], Found("SM1", "sent")),
]


@pytest.mark.parametrize(("some", "found"), [pytest.param(*row[1:], id=row[0]) for row in LISTS])
def test_looking_a_message_up(stub, some, found):
    stub.listed = some
    assert twilio(stub).lookup(MESSAGE, since=SENT) == found
    assert "To=%2B8613800002046" in stub.asked[0][0]


@pytest.mark.parametrize("answer", [say.refuse(500, 20500), say.garble, say.reset])
def test_a_failed_look_up_proves_nothing(stub, answer):
    stub.say = answer
    assert isinstance(twilio(stub).lookup(MESSAGE, since=SENT), LookupFailed)


URL = "https://liangze.example/receipts/1/"
FIELDS = {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30003"}


def test_a_signed_receipt_is_read():
    signature = RequestValidator("secret").compute_signature(URL, FIELDS)
    notice = Twilio().parse_receipt(url=URL, fields=FIELDS, signature=signature)
    assert (notice.provider_id, notice.status) == ("SM1", "undelivered")
    assert (notice.error_code, notice.raw) == ("30003", FIELDS)


@pytest.mark.parametrize(
    ("url", "fields", "token"),
    [
        (URL, FIELDS, "guessed"),
        (URL, FIELDS | {"MessageStatus": "delivered"}, "secret"),
        (URL, FIELDS | {"More": "x"}, "secret"),
        ("https://elsewhere.example/receipts/1/", FIELDS, "secret"),
    ],
)
def test_a_forged_receipt_is_refused(url, fields, token):
    signature = RequestValidator(token).compute_signature(URL, FIELDS)
    with pytest.raises(Forged):
        Twilio().parse_receipt(url=url, fields=fields, signature=signature)


def test_missing_settings_are_named(settings):
    settings.TWILIO_AUTH_TOKEN = ""
    assert Twilio().missing_settings() == ["TWILIO_AUTH_TOKEN"]
