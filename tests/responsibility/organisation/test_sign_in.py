"""The door: who gets in, where to, and how often one may try."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from alerts.audit.models import AuditEntry
from pages.refused import Refused
from responsibility.organisation.devices.known import Browser
from responsibility.organisation.people.close_account import close_account, reopen_account
from responsibility.organisation.people.models import User
from responsibility.organisation.sign_in.admit import admit
from responsibility.organisation.sign_in.attempts import (
    FREE,
    FREE_OF_ADDRESS,
    SignInAttempt,
    TooManyAttempts,
    note_attempt,
    wait_at_account,
    wait_at_address,
)
from tests.make import NOW, actor, make_person

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


def guess(times, *, account="S-007", address="10.0.0.1", now=NOW, browser=""):
    for _time in range(times):
        note_attempt(account=account, address=address, now=now, browser=browser)


@pytest.mark.parametrize(
    "attempts, minutes", [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (5000, 15)]
)
def test_the_wait_at_an_account_doubles(attempts, minutes):
    assert wait_at_account(attempts) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "attempts, seconds",
    [(0, 0), (19, 0), (20, 2), (39, 2), (40, 4), (80, 16), (100, 30), (9**9, 30)],
)
def test_an_address_slows_down_by_seconds(attempts, seconds):
    assert wait_at_address(attempts) == timedelta(seconds=seconds)


def test_the_sixth_guess_at_an_account_waits_even_with_the_right_password(person):
    guess(FREE)
    with pytest.raises(TooManyAttempts) as refusal:
        admit(account=" s-007 ", password=PASSWORD, address="10.9.9.9", now=NOW)
    assert refusal.value.until == NOW + timedelta(minutes=1)


def test_waiting_helps_and_knocking_meanwhile_does_no_harm(person):
    guess(FREE)
    for second in range(60):
        with pytest.raises(TooManyAttempts):
            guess(1, now=NOW + timedelta(seconds=second))
    admit(account="S-007", password=PASSWORD, address="10.0.0.1", now=NOW + timedelta(minutes=1))


def test_wrong_tries_of_strangers_do_not_lock_out_where_one_is_known(person):
    guess(FREE)
    own = Browser("m" * 32, (1, person.pk))
    admit(account="S-007", password=PASSWORD, address="10.0.0.1", now=NOW, browser=own)
    assert SignInAttempt.objects.count() == FREE, "those of strangers still count"
    for browser in (Browser(), Browser("m" * 32, (1,))):
        with pytest.raises(TooManyAttempts):
            admit(account="S-007", password=PASSWORD, address="", now=NOW, browser=browser)


def test_guesses_on_a_known_browser_count_too(person):
    own = Browser("m" * 32, (person.pk,))
    guess(FREE, browser=own.mark)
    with pytest.raises(TooManyAttempts):
        admit(account="S-007", password=PASSWORD, address="", now=NOW, browser=own)
    admit(account="S-007", password=PASSWORD, address="", now=NOW)


def test_a_county_behind_one_address_is_slowed_down_not_locked_out(person):
    for number in range(FREE_OF_ADDRESS):
        guess(1, account=f"somebody {number}")
    with pytest.raises(TooManyAttempts) as refusal:
        admit(account="S-007", password=PASSWORD, address="10.0.0.1", now=NOW)
    assert refusal.value.until == NOW + timedelta(seconds=2)
    own = Browser("m" * 32, (person.pk,))
    admit(account="S-007", password=PASSWORD, address="10.0.0.1", now=NOW, browser=own)
    admit(account="S-007", password=PASSWORD, address="10.0.0.2", now=NOW)
    admit(account="S-007", password=PASSWORD, address="10.0.0.1", now=refusal.value.until)


def test_all_addresses_of_one_ipv6_customer_are_one(person):
    for number in range(FREE_OF_ADDRESS):
        guess(1, account=f"somebody {number}", address=f"2001:db8:1:2::{number:x}")
    with pytest.raises(TooManyAttempts):
        admit(account="S-007", password=PASSWORD, address="2001:db8:1:2:aaaa::1", now=NOW)
    admit(account="S-007", password=PASSWORD, address="2001:db8:1:3::1", now=NOW)


def test_no_address_no_limit_of_its_own():
    for number in range(FREE_OF_ADDRESS + 1):
        guess(1, account=f"somebody {number}", address="")


def test_success_forgets_the_attempts_of_that_account_alone(person):
    guess(FREE - 1)
    guess(1, account="somebody")
    admit(account="S-007", password=PASSWORD, address="10.0.0.1", now=NOW)
    assert list(SignInAttempt.objects.values_list("account", flat=True)) == ["somebody"]


def test_the_page_says_how_long(client, person):
    for _attempt in range(FREE):
        knock(client, password="wrong")
    response = knock(client)
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 60
    assert "尝试次数过多" in response.content.decode()


def test_the_browser_is_known_after_signing_in(client, person):
    knock(client)
    client.post(reverse("sign-out"))
    stranger = type(client)()
    for _attempt in range(FREE):
        knock(stranger, password="wrong")
    assert knock(stranger).status_code == 429
    assert knock(client).status_code == 302


@pytest.mark.parametrize(
    "header, proxies, said, address",
    [
        ("", 1, {"REMOTE_ADDR": "10.1.1.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6"}, "10.1.1.1"),
        ("X-Forwarded-For", 1, {"HTTP_X_FORWARDED_FOR": "10.2.2.2"}, "10.2.2.2"),
        ("X-Forwarded-For", 1, {"HTTP_X_FORWARDED_FOR": "6.6.6.6, 10.2.2.2"}, "10.2.2.2"),
        ("X-Forwarded-For", 2, {"HTTP_X_FORWARDED_FOR": "6.6.6.6, 10.2.2.2, 9.9.9.9"}, "10.2.2.2"),
        ("X-Forwarded-For", 2, {"HTTP_X_FORWARDED_FOR": "9.9.9.9"}, ""),
        ("X-Real-IP", 1, {"HTTP_X_REAL_IP": "2001:DB8::1"}, "2001:db8::1"),
        ("X-Forwarded-For", 1, {"HTTP_X_FORWARDED_FOR": "x" * 500}, ""),
        ("X-Forwarded-For", 1, {}, ""),
    ],
)
def test_the_address_is_taken_from_where_the_county_says(
    client, person, settings, header, proxies, said, address
):
    settings.ADDRESS_HEADER, settings.PROXIES = header, proxies
    client.post(DOOR, {"account": "S-007", "password": "wrong"}, **said)
    assert AuditEntry.objects.get(action="sign_in.refuse").address == address


# The account, as it is typed


@pytest.mark.parametrize("typed", ["S-007", "s-007", " S-007 ", "Ｓ－００７", "S\u200b-007"])
def test_an_account_is_read_in_any_letters(client, person, typed):
    assert knock(client, account=typed).status_code == 302


def test_accounts_that_differ_by_letters_or_unseen_marks_are_one(person):
    for again in ("s-007", "Ｓ-007"):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create_user(again, name="Another")


def test_a_very_long_password_of_before_still_opens_and_none_is_chosen(client, person):
    long = "long and longer " * 320
    person.set_password(long)
    person.save()
    assert knock(client, password=long).status_code == 302
    chosen = {"old_password": long} | dict.fromkeys(["new_password1", "new_password2"], long)
    assert client.post(reverse("password-change"), chosen).status_code == 422


# Sessions


def test_no_session_outlives_signing_out_everywhere(client, person):
    """Also one that is noted as no device; opened again, a closed account has none."""
    other, third = type(client)(), type(client)()
    for each in (client, other, third):
        each.force_login(person)
    by = make_person("Admin", is_system_administrator=True)
    assert client.post(reverse("device-end-others")).status_code == 302
    assert client.get(reverse("devices")).status_code == 200
    assert other.get(reverse("devices")).status_code == 302
    close_account(user_id=person.pk, last_on=NOW.date(), by=actor(by), now=NOW)
    reopen_account(user_id=person.pk, by=actor(by), now=NOW)
    for each in (client, third):
        assert each.get(reverse("devices")).status_code == 302


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
    (entry,) = AuditEntry.objects.all()
    assert entry.action == "sign_in.unknown" and "secret" not in str(vars(entry))


def test_a_wait_is_audited_once_and_not_with_every_knock(person):
    guess(FREE)
    for address in ("10.0.0.1", "10.0.0.2"):
        with pytest.raises(TooManyAttempts):
            admit(account="S-007", password="x", address=address, now=NOW)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id, entry.address) == (
        "sign_in.wait", str(person.pk), "10.0.0.1",
    )  # fmt: skip


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


# Accounts that do not exist


def test_tries_at_accounts_that_do_not_exist_are_noted_once_in_a_while_without_what_was_typed():
    unknown = AuditEntry.objects.filter(action="sign_in.unknown")

    def guess(account: str, *, address: str, minutes: int) -> None:
        now = NOW + timedelta(minutes=minutes)
        with pytest.raises(Refused):
            admit(account=account, password="x", address=address, now=now)

    guess("my secret password", address="192.0.2.7", minutes=0)
    guess("another", address="192.0.2.7", minutes=59)
    guess("another", address="192.0.2.8", minutes=59)
    assert sorted(unknown.values_list("address", flat=True)) == ["192.0.2.7", "192.0.2.8"]
    guess("another", address="192.0.2.7", minutes=60)
    assert unknown.count() == 3
    for entry in unknown:
        assert "secret" not in str(vars(entry)) and entry.user is None
