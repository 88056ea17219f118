"""The Alibaba channel: its official client against a small Alibaba on this machine."""

import json
import socket
import warnings
from datetime import timedelta
from uuid import uuid4

import pytest
from requests import Session

from alerts.channels import aliyun as module
from alerts.channels.aliyun import Aliyun
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
from alerts.channels.codes import ALIYUN, Action
from alerts.clock import database_now
from alerts.wording.models import ProviderTemplate
from tests.alerts.channels import stub_aliyun as say
from tests.make import NOW, SHANGHAI, at

pytestmark = pytest.mark.django_db
MESSAGE = Outgoing(
    id=uuid4(),
    reference="K7Q2MX9B",
    to="+8613800002046",
    template="notice",
    version=1,
    params={"name": "周明远", "reference": "K7Q2MX9B", "again": ""},
    text="text",
    valid_for=timedelta(hours=4),
)


@pytest.fixture
def stub(settings):
    settings.ALIYUN_ACCESS_KEY_ID, settings.ALIYUN_ACCESS_KEY_SECRET = "LTAI1", "secret"
    ProviderTemplate.objects.create(
        channel="aliyun", template="notice", version=1, code="SMS_1", signature="清廉澜川",
        params={"who": "name", "no": "reference"}, approved_at=NOW,
    )  # fmt: skip
    with say.stub_aliyun() as stub:
        settings.ALIYUN_API = stub.address
        yield stub


def test_a_message_is_handed_over_once_as_template_and_parameters(stub):
    assert Aliyun().send(MESSAGE) == Accepted("9^0")
    ((action, query, signature),) = stub.asked
    assert (action, query["PhoneNumbers"], query["SignName"]) == (
        "SendSms",
        "13800002046",
        "清廉澜川",
    )
    assert (query["TemplateCode"], query["OutId"]) == ("SMS_1", str(MESSAGE.id))
    assert json.loads(query["TemplateParam"]) == {"who": "周明远", "no": "K7Q2MX9B"}
    assert signature.startswith("ACS3-HMAC-SHA256 Credential=LTAI1")


def test_words_without_an_approved_template_are_not_sent(stub):
    assert Aliyun().send(MESSAGE._replace(version=2)) == Misconfigured("no_template")
    assert Aliyun().send(MESSAGE._replace(params={"name": "n"})) == Misconfigured("no_template")
    assert stub.asked == []


ANSWERS = [
    (say.refuse(400, "Throttling.User"), NotAccepted("Throttling.User")),
    (say.refuse(429, "Throttling"), NotAccepted("Throttling")),
    (say.refuse(404, "InvalidAccessKeyId.NotFound"), Misconfigured("InvalidAccessKeyId.NotFound")),
    (say.refuse(400, "Unheard.Of"), Rejected("Unheard.Of")),
    (say.refuse(200, "isv.UNHEARD_OF"), Rejected("isv.UNHEARD_OF")),
    (say.refuse(500, "InternalError"), Unknown("InternalError")),
    (say.refuse(503, "ServiceUnavailable"), Unknown("ServiceUnavailable")),
]


@pytest.mark.parametrize(("answer", "outcome"), ANSWERS)
def test_what_each_answer_means(stub, answer, outcome):
    stub.say = answer
    assert Aliyun().send(MESSAGE) == outcome
    assert len(stub.asked) == 1, "asked once, whatever the answer"


KINDS = {
    Action.WAIT: NotAccepted,
    Action.MUCH_LATER: NotAccepted,
    Action.ASK: Unknown,
    Action.PAUSE: Misconfigured,
}


@pytest.mark.parametrize("code", sorted(ALIYUN))
def test_every_code_of_the_table_as_a_refusal(stub, code):
    stub.say = say.refuse(200, code)
    outcome = Aliyun().send(MESSAGE)
    assert type(outcome) is KINDS.get(ALIYUN[code].action, Rejected)
    assert outcome.code == code


def test_an_answer_that_nobody_can_read_is_an_unknown_outcome(stub):
    stub.say = say.garble
    assert isinstance(Aliyun().send(MESSAGE), Unknown)
    assert len(stub.asked) == 1


def test_silence_is_an_unknown_outcome(stub, monkeypatch):
    monkeypatch.setattr(module, "READ", 300)
    stub.say = say.stay_silent
    assert Aliyun().send(MESSAGE) == Unknown("ReadTimeout")
    assert len(stub.asked) == 1


def test_a_line_that_was_never_made_took_nothing(stub, settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.ALIYUN_API = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert Aliyun().send(MESSAGE) == NotAccepted("ConnectionError")


def listed(**over) -> dict:
    return {
        "OutId": str(MESSAGE.id),
        "SendStatus": 3,
        "ErrCode": "DELIVERED",
        "SendDate": f"{database_now().astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
    } | over


def today(days: int = 0) -> str:
    return f"{database_now().astimezone(SHANGHAI) + timedelta(days=days):%Y%m%d}"


@pytest.mark.parametrize(
    ("over", "found"),
    [
        ({"SendStatus": 1, "ErrCode": None}, Found(None, "1", Progress.ACCEPTED)),
        (
            {"SendStatus": 2, "ErrCode": "MOBILE_NOT_ON_SERVICE"},
            Found(None, "2", Progress.FAILED, "MOBILE_NOT_ON_SERVICE"),
        ),
        ({}, Found(None, "3", Progress.DELIVERED)),
        ({"SendStatus": 9}, Found(None, "9", None)),
    ],
)
@pytest.mark.parametrize("day", [0, -1])
def test_it_is_found_by_our_own_id_on_each_day_since(stub, over, found, day):
    stub.listed = {today(day): [listed(OutId="another"), listed(**over)]}
    since = database_now() - timedelta(days=1)
    assert Aliyun().lookup(MESSAGE, since=since) == found
    assert Aliyun().poll(MESSAGE, provider_id="9^0", since=since) == found
    assert {query["PhoneNumber"] for _, query, _ in stub.asked} == {"13800002046"}


def test_what_is_not_listed_is_not_there_as_far_as_the_list_reaches(stub):
    since = database_now()
    assert Aliyun().lookup(MESSAGE, since=since) == NotFound()
    stub.listed = {today(): [listed(OutId="another", SendDate="2026-09-24 10:20:00")]}
    assert Aliyun().lookup(MESSAGE, since=since) == NotFound(reaches_to=at("2026-09-24 10:20"))


@pytest.mark.parametrize(
    "answer", [say.refuse(500, "x"), say.refuse(200, "isv.OUT_OF_SERVICE"), say.garble]
)
def test_a_failed_look_up_proves_nothing(stub, answer):
    stub.say = answer
    assert isinstance(Aliyun().lookup(MESSAGE, since=database_now()), LookupFailed)


def test_it_never_reports_by_itself(stub):
    with pytest.raises(Forged):
        Aliyun().parse_receipt(url="", fields={"out_id": "1"}, signature="")


def test_missing_settings_are_named(stub, settings):
    settings.ALIYUN_ACCESS_KEY_ID = ""
    assert Aliyun().missing_settings() == ["ALIYUN_ACCESS_KEY_ID"]


def test_a_warning_of_the_client_is_no_answer(stub, monkeypatch):
    """Python 3.13 warns of what the client does, and warnings may be errors here."""
    send = Session.send

    def warns(*args, **kwargs):
        warnings.warn("utcnow() is deprecated", DeprecationWarning, stacklevel=1)
        return send(*args, **kwargs)

    monkeypatch.setattr(Session, "send", warns)
    assert Aliyun().send(MESSAGE) == Accepted("9^0")
    assert len(stub.asked) == 1
