"""The password asked once more, and the idle end of a session."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alerts.audit.models import AuditEntry
from responsibility.organisation.devices.idle import BY_ITSELF
from responsibility.organisation.powers.models import PowerChange
from responsibility.organisation.sign_in.attempts import FREE
from tests.make import NOW, make_person

pytestmark = pytest.mark.django_db
PASSWORD = "long enough to be one"
HERE = {"Origin": "http://testserver"}


@pytest.fixture
def administrator():
    return _with_password(make_person(staff_number="S-001", is_system_administrator=True))


@pytest.fixture
def at(administrator):
    """`at(minutes, method, path, data)`: the answer so long after the administrator signed in."""
    client = Client()

    def ask(minutes: float, method: str, path: str, data=None, **more):
        with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
            return getattr(client, method)(path, data, **more)

    ask(0, "post", reverse("sign-in"), {"account": "S-001", "password": PASSWORD})
    ask.client = client
    return ask


def _with_password(person):
    person.set_password(PASSWORD)
    person.save()
    return person


def proposal() -> dict:
    other = make_person(staff_number="S-002")
    return {"account": other.staff_number, "power": "is_auditor", "give": "give", "basis": "令 7"}


# The password once more


@pytest.fixture
def asks(settings):
    settings.PASSWORD_MINUTES = 15


@pytest.mark.usefixtures("asks")
@pytest.mark.parametrize(("minutes", "asked"), [(0, False), (14.9, False), (15, True), (29, True)])
def test_it_is_asked_after_its_time(at, minutes, asked):
    answer = at(minutes, "post", reverse("power-propose"), proposal())
    assert (answer.status_code == 401) is asked
    assert PowerChange.objects.exists() is not asked


@pytest.mark.usefixtures("asks")
def test_what_was_entered_is_done_with_the_right_password_and_holds_for_the_next(at):
    sent, address = proposal(), reverse("power-propose")
    page = at(20, "post", address, sent).content.decode()
    for name, value in sent.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    wrong = at(20, "post", address, sent | {"own_password": "a guess"})
    assert wrong.status_code == 401 and "a guess" not in wrong.content.decode()
    assert not PowerChange.objects.exists()
    assert AuditEntry.objects.filter(action="password.mistake").count() == 1
    assert at(20, "post", address, sent | {"own_password": PASSWORD}).status_code == 302
    change = PowerChange.objects.get()
    assert change.basis == "令 7"
    decide = reverse("power-decide", args=[change.pk])
    assert at(25, "post", decide, {"decision": "agree"}).status_code == 302


@pytest.mark.usefixtures("asks")
def test_tries_are_counted_as_at_the_door(at):
    sent, address = proposal(), reverse("power-propose")
    for _each in range(FREE):
        assert at(20, "post", address, sent | {"own_password": "x"}).status_code == 401
    late = at(20, "post", address, sent | {"own_password": PASSWORD})
    assert late.status_code == 429 and not PowerChange.objects.exists()
    assert at(21, "post", address, sent | {"own_password": PASSWORD}).status_code == 302


@pytest.mark.usefixtures("asks")
def test_a_script_is_told_by_the_status(at):
    answer = at(20, "post", reverse("power-propose"), proposal(), headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (401, b"")


@pytest.mark.usefixtures("asks")
def test_a_session_that_came_in_otherwise_is_asked(client, administrator):
    client.force_login(administrator)
    assert client.post(reverse("power-propose"), proposal()).status_code == 401


# The idle end


def is_in(answer) -> bool:
    return not answer.headers.get("Location", "").startswith("/sign-in/")


@pytest.mark.parametrize(("minutes", "stays"), [(29.9, True), (30, False), (400, False)])
def test_a_session_nobody_uses_ends(at, minutes, stays):
    assert is_in(at(minutes, "get", reverse("devices"))) is stays
    assert is_in(at(minutes, "get", reverse("devices"))) is stays
    assert at.client.session.is_empty() is not stays


def test_who_works_stays_and_what_a_page_asks_by_itself_keeps_nothing_open(at):
    for minutes in (25, 50, 75):
        assert is_in(at(minutes, "get", reverse("devices")))
    for minutes in (80, 90, 104):
        assert is_in(at(minutes, "get", reverse("devices"), headers={BY_ITSELF: "true"}))
    assert not is_in(at(105, "get", reverse("devices")))


def test_a_trusted_phone_has_a_lock_of_its_own(settings):
    _with_password(make_person(staff_number="S-003"))
    client, sent = Client(), {"account": "S-003", "password": PASSWORD, "trusted": "on"}
    with time_machine.travel(NOW, tick=False):
        client.post(reverse("sign-in"), sent)
    with time_machine.travel(NOW + timedelta(days=20), tick=False):
        assert is_in(client.get(reverse("devices")))


def test_a_county_may_choose_and_do_without(at, settings):
    settings.IDLE_MINUTES = 60
    assert is_in(at(59, "get", reverse("devices")))
    settings.IDLE_MINUTES = 0
    assert is_in(at(500, "get", reverse("devices")))


def test_what_is_sent_too_late_goes_through_the_door(at):
    sent = proposal() | {"basis": "what was typed at the desk"}
    answer = at(40, "post", reverse("power-propose"), sent)
    page = answer.content.decode()
    assert answer.status_code == 401 and 'name="typed"' in page
    assert not PowerChange.objects.exists()
