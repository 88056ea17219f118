"""The door: who gets in, where to, and how often one may try."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from alerts.audit.models import AuditEntry
from pages.refused import Refused
from responsibility.organisation.sign_in.admit import admit
from responsibility.organisation.sign_in.attempts import (
    PER_ACCOUNT,
    PER_ADDRESS,
    WINDOW,
    SignInAttempt,
    TooManyAttempts,
    note_attempt,
)
from tests.make import NOW, make_person

pytestmark = pytest.mark.django_db
PASSWORD = "long enough to be one"
DOOR = "/sign-in/"


@pytest.fixture
def person():
    person = make_person(staff_number="S-007")
    person.set_password(PASSWORD)
    person.save()
    return person


def knock(client, account="S-007", password=PASSWORD, **more):
    return client.post(DOOR, {"account": account, "password": password, **more})


# The page


def test_the_right_password_opens_and_changes_the_session(client, person):
    response = knock(client, next="/password/")
    assert (response.status_code, response.url) == (302, "/password/")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_session_key_is_new_after_signing_in(client, person):
    session = client.session
    session["seen"] = True
    session.save()
    key = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    knock(client, next="/password/")
    assert client.session.session_key != key


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "javascript:alert(1)",
        "",
        "home",
        "foo",
        "password/",
        "/\\elsewhere.example",
        "/" + "x" * 2001,
    ],
)
def test_the_door_leads_nowhere_else(client, person, wanted, monkeypatch):
    monkeypatch.setattr(settings, "LOGIN_REDIRECT_URL", "/password/")
    assert knock(client, next=wanted).url == "/password/"


@pytest.mark.parametrize(
    "account, password",
    [("S-007", "wrong"), ("nobody", PASSWORD), ("closed", PASSWORD)],
    ids=["wrong password", "no such account", "closed account"],
)
def test_a_refusal_says_the_same_whatever_was_wrong(client, person, account, password):
    closed = make_person(staff_number="closed", is_active=False)
    closed.set_password(PASSWORD)
    closed.save()
    response = knock(client, account, password)
    page = response.content.decode()
    assert response.status_code == 422
    assert "账号或密码不对" in page
    assert f'value="{account}"' in page and password not in page.replace(account, "")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("missing", ["account", "password"])
def test_an_empty_field_is_said(client, person, missing):
    response = knock(client, **{missing: ""})
    assert response.status_code == 422
    assert not SignInAttempt.objects.exists()


def test_whoever_is_in_goes_on(client, person):
    client.force_login(person)
    response = client.get(DOOR + "?next=/password/")
    assert response.url == "/password/"


def test_a_fragment_asked_for_without_a_session_sends_the_whole_page_to_the_door(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/password/?a=1"}
    response = client.get(DOOR + "?next=/fragment/", headers=headers)
    assert response.headers["HX-Redirect"] == "/sign-in/?next=/password/%3Fa%3D1"


def test_signing_out_takes_a_post(client, person):
    client.force_login(person)
    assert client.get(reverse("sign-out")).status_code == 405
    assert client.post(reverse("sign-out")).url == DOOR
    assert "_auth_user_id" not in client.session


def test_the_language_takes_a_post(client):
    assert client.get(reverse("language")).status_code == 405
    page = client.get(reverse("language"))
    assert "该地址仅用于提交表单" in page.content.decode() and page.headers["Allow"] == "POST"
    response = client.post(reverse("language"), {"language": "en", "next": DOOR})
    assert (response.url, client.cookies["django_language"].value) == (DOOR, "en")


# The limits


def guess(times, *, account="S-007", address="10.0.0.1", now=NOW):
    for _time in range(times):
        note_attempt(account=account, address=address, now=now)


def test_the_sixth_guess_at_an_account_waits_even_with_the_right_password(person):
    guess(PER_ACCOUNT)
    with pytest.raises(TooManyAttempts) as refusal:
        admit(account=" s-007 ", password=PASSWORD, address="10.9.9.9", now=NOW)
    assert refusal.value.until == NOW + WINDOW


def test_waiting_helps_and_knocking_meanwhile_does_no_harm(person):
    guess(PER_ACCOUNT)
    for minute in range(15):
        with pytest.raises(TooManyAttempts):
            guess(1, now=NOW + timedelta(minutes=minute))
    admit(account="S-007", password=PASSWORD, address="10.0.0.1", now=NOW + WINDOW)


def test_the_wait_ends_when_the_oldest_of_the_last_five_is_gone(person):
    guess(3)
    guess(2, now=NOW + timedelta(minutes=10))
    with pytest.raises(TooManyAttempts) as refusal:
        guess(1, now=NOW + timedelta(minutes=11))
    assert refusal.value.until == NOW + WINDOW


def test_an_address_may_guess_at_twenty(person):
    for number in range(PER_ADDRESS):
        guess(1, account=f"somebody {number}")
    with pytest.raises(TooManyAttempts):
        admit(account="S-007", password=PASSWORD, address="10.0.0.1", now=NOW)
    admit(account="S-007", password=PASSWORD, address="10.0.0.2", now=NOW)


def test_no_address_no_limit_of_its_own():
    for number in range(PER_ADDRESS + 1):
        guess(1, account=f"somebody {number}", address="")


def test_success_forgets_the_attempts_of_that_account_alone(person):
    guess(PER_ACCOUNT - 1)
    guess(1, account="somebody")
    admit(account="S-007", password=PASSWORD, address="10.0.0.1", now=NOW)
    assert list(SignInAttempt.objects.values_list("account", flat=True)) == ["somebody"]


def test_the_page_says_how_long(client, person):
    for _attempt in range(PER_ACCOUNT):
        knock(client, password="wrong")
    response = knock(client)
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= WINDOW.total_seconds()
    assert "尝试次数过多，请 15 分钟后再试。" in response.content.decode()


# The audit


def test_the_audit_names_who_was_let_in_and_whom_a_refusal_was_aimed_at(person):
    with pytest.raises(Refused, match="The account or the password is not right"):
        admit(account="S-007", password="wrong", address="10.0.0.1", now=NOW)
    admit(account="S-007", password=PASSWORD, address="10.0.0.2", now=NOW)
    entries = AuditEntry.objects.order_by("pk").values_list(
        "action", "user", "object_id", "address"
    )
    assert list(entries) == [
        ("sign_in.refuse", None, str(person.pk), "10.0.0.1"),
        ("sign_in.admit", person.pk, str(person.pk), "10.0.0.2"),
    ]


def test_an_unknown_account_leaves_nothing_that_was_typed():
    with pytest.raises(Refused, match="The account or the password is not right"):
        admit(account="a secret typed here", password="x", address="", now=NOW)
    assert not AuditEntry.objects.exists()


# The password


def test_a_new_password_ends_the_other_sessions(client, person):
    other = type(client)()
    client.force_login(person)
    other.force_login(person)
    new = {"new_password1": "another long one", "new_password2": "another long one"}
    response = client.post(reverse("password-change"), {"old_password": PASSWORD, **new})
    assert response.status_code == 302
    assert client.get(reverse("password-change")).status_code == 200
    assert other.get(reverse("password-change")).status_code == 302
    assert AuditEntry.objects.filter(action="password.change", user=person).count() == 1


def test_a_wrong_old_password_changes_nothing(client, person):
    client.force_login(person)
    new = {"new_password1": "another long one", "new_password2": "another long one"}
    response = client.post(reverse("password-change"), {"old_password": "wrong", **new})
    person.refresh_from_db()
    assert response.status_code == 422 and person.check_password(PASSWORD)
