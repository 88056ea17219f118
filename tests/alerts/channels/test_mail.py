"""E-mail through a small mail server on this machine."""

import gc
import socket
from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from uuid import UUID

import pytest

from alerts.channels.base import (
    Accepted,
    LookupFailed,
    Misconfigured,
    NotAccepted,
    Outgoing,
    Progress,
    Rejected,
    Unknown,
)
from alerts.channels.codes import MAIL, Action
from alerts.channels.mail import Mail, answered
from tests.alerts.channels.stub_smtp import stub_smtp
from tests.make import NOW

MESSAGE = Outgoing(
    id=UUID(int=7),
    reference="K7Q2MX9B",
    to="zhou@lanchuan.example",
    template="notice",
    version=1,
    params={"signature": "清廉澜川"},
    text="您有1项任务已逾期。",
    valid_for=timedelta(hours=4),
)


@pytest.fixture(autouse=True)
def server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_SSL, settings.EMAIL_TIMEOUT = "127.0.0.1", False, 5
    settings.EMAIL_FROM = "清廉澜川 <platform@lanchuan.example>"


def send(settings, **says: str):
    with stub_smtp(**says) as stub:
        settings.EMAIL_PORT = stub.server_address[1]
        return Mail().send(MESSAGE), stub.taken


def test_what_the_server_takes_is_sent(settings):
    outcome, (taken,) = send(settings)
    assert outcome == Accepted(progress=Progress.SENT)
    mail = message_from_bytes(taken)
    assert str(make_header(decode_header(mail["Subject"]))) == "清廉澜川 K7Q2MX9B"
    assert mail["To"] == "zhou@lanchuan.example"
    assert mail["Message-ID"] == f"<{MESSAGE.id}@lanchuan.example>"
    assert mail.get_payload(decode=True).decode().strip() == "您有1项任务已逾期。"


ANSWERS = [
    ({"HELLO": "554 no"}, NotAccepted("SMTPConnectError")),
    ({"HELLO": ""}, NotAccepted("SMTPServerDisconnected")),
    ({"EHLO": "", "HELO": ""}, Unknown("SMTPServerDisconnected")),
    ({"MAIL": "550 not you"}, Misconfigured("550")),
    ({"MAIL": "451 later"}, NotAccepted("451")),
    ({"RCPT": "550 nobody"}, Rejected("550")),
    ({"RCPT": "450 busy"}, NotAccepted("450")),
    ({"RCPT": "421 later"}, NotAccepted("421")),
    ({"DATA": "451 later"}, NotAccepted("451")),
    ({"BODY": "554 spam"}, Rejected("554")),
    ({"BODY": "452 full"}, NotAccepted("452")),
    ({"BODY": ""}, Unknown("SMTPServerDisconnected")),
    ({"QUIT": ""}, Accepted(progress=Progress.SENT)),
]


@pytest.mark.parametrize(("says", "outcome"), ANSWERS)
def test_what_each_answer_means(settings, says, outcome):
    found, taken = send(settings, **says)
    assert found == outcome
    assert bool(taken) is (says == {"BODY": ""} or isinstance(outcome, Accepted))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_password_that_is_refused_is_ours_to_mend(settings):
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = "x"
    outcome, taken = send(settings, AUTH="535 no")
    assert (outcome, taken) == (Misconfigured("535"), [])
    gc.collect()  # Django's client leaves the line of a refused password to it


def test_a_server_that_is_not_there_took_nothing(settings):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = nobody.getsockname()[1]
        assert Mail().send(MESSAGE) == NotAccepted("ConnectionRefusedError")


@pytest.mark.parametrize("code", sorted(MAIL))
def test_every_code_of_the_table(code):
    kinds = {Action.WAIT: NotAccepted, Action.PAUSE: Misconfigured}
    assert type(answered(int(code))) is kinds.get(MAIL[code].action, Rejected)


@pytest.mark.parametrize(("code", "outcome"), [(499, NotAccepted("499")), (599, Rejected("599"))])
def test_a_code_of_no_table_goes_by_its_first_figure(code, outcome):
    assert answered(code) == outcome


def test_a_mail_cannot_be_asked_about():
    assert isinstance(Mail().lookup(MESSAGE, since=NOW), LookupFailed)
    assert not Mail.reports_back


def test_missing_settings_are_named(settings):
    settings.EMAIL_HOST = ""
    assert Mail().missing_settings() == ["EMAIL_HOST"]
