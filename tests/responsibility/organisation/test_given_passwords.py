"""Passwords that somebody else gave: changed first, shown again on reload, no way in for others."""

import re
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.organisation.devices.known import Browser
from responsibility.organisation.people.given import (
    HOLDS,
    GivenPassword,
    give_password,
    release_password,
)
from responsibility.organisation.people.models import User
from responsibility.organisation.people.one_time_password import as_given
from responsibility.organisation.people.register import register_person
from responsibility.organisation.people.reset_password import reset_password
from responsibility.organisation.sign_in.admit import admit
from tests.make import NOW, actor, days, join, make_county, make_person, make_post, make_unit

pytestmark = pytest.mark.django_db
OWN = dict.fromkeys(["new_password1", "new_password2"], "chosen by oneself")


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def office(db):
    county = make_county()
    post = make_post(make_unit(county, kind="office"), Role.COMMISSION_OFFICE)
    people = [join(post, role="head"), join(post)]
    return county, actor(people[0]), actor(people[1])


@pytest.fixture
def given(office):
    county, by, _other = office
    return register_person(county_id=county.pk, staff_number="N1", name="Wu", by=by, now=NOW)


@pytest.fixture
def back(office):
    """Somebody who had signed in before and forgot the password."""
    county, by, _other = office
    person = make_person("Zhou", county=county, last_login=NOW)
    return person, reset_password(user_id=person.pk, by=by, now=NOW)


def enter(person, password, browser=Browser(), now=NOW):  # noqa: B008 - a value
    return admit(
        account=person.staff_number, password=password, address="", now=now, browser=browser
    )


def test_it_is_changed_before_anything_else(client, given):
    person, password = given
    sent = {"account": "n1", "password": password}
    assert client.post(reverse("sign-in"), sent).status_code == 302
    for name in ("home", "record-list", "devices"):
        assert client.get(reverse(name)).url == reverse("password-change")
    part = client.get(reverse("devices"), headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == reverse("password-change")
    same = dict.fromkeys(OWN, password)
    assert client.post(reverse("password-change"), same).status_code == 422
    assert client.post(reverse("password-change"), OWN).status_code == 302
    assert client.get(reverse("devices")).status_code == 200
    with pytest.raises(Refused, match="not right"):
        enter(person, password)


@pytest.mark.parametrize(
    "change",
    [str.upper, lambda text: text.replace("-", ""), lambda text: text.replace("-", " ") + " ",
     lambda text: "".join(chr(ord(each) + 0xFEE0) for each in text)],
    ids=["large", "without hyphens", "blanks", "wide"],
)  # fmt: skip
def test_it_is_read_however_it_is_typed(given, change):
    person, password = given
    assert enter(person, change(password)) == person


def test_a_chosen_password_is_taken_as_it_is(given):
    person, _password = given
    person.set_password("Abcd-EFGH-2345")
    person.save()
    GivenPassword.objects.update(ended_at=NOW)
    with pytest.raises(Refused):
        enter(person, "abcd-efgh-2345")
    assert enter(person, "Abcd-EFGH-2345")


@pytest.mark.parametrize("typed", ["", "-", "a", "abcdefghijklmnop"])
def test_anything_can_be_read_as_a_given_one(typed):
    assert as_given(as_given(typed)) == as_given(typed)


def test_it_holds_for_a_month(given):
    person, password = given
    with pytest.raises(Refused, match="no longer valid"):
        enter(person, password, now=NOW + HOLDS)
    assert enter(person, password, now=NOW + HOLDS - days(1))


def test_reloading_the_page_that_shows_it_shows_it_again(client, office):
    county, by, _other = office
    client.force_login(by.user)
    sent = {"name": "Wu", "staff_number": "N7", "county": county.pk, "nonce": uuid4()}
    first, second = (client.post(reverse("person-register"), sent) for _each in range(2))
    assert second.status_code == 200
    shown = [page.content.decode().split('class="once">')[1][:14] for page in (first, second)]
    assert shown[0] == shown[1]
    person = User.objects.get(staff_number="N7")
    assert person.check_password(shown[0])
    address = reverse("person-password", args=[person.pk])
    fresh = {"nonce": uuid4()}
    pages = [client.post(address, fresh).content.decode() for _each in range(2)]
    again = [page.split('class="once">')[1][:14] for page in pages]
    assert again[0] == again[1] != shown[0]
    assert AuditEntry.objects.filter(action="person.reset_password").count() == 1
    GivenPassword.objects.update(ended_at=NOW)
    assert 'class="once"' not in client.post(address, fresh).content.decode()
    person.refresh_from_db()
    assert person.check_password(again[0]), "a page of before gives nothing anew"


def test_who_resets_a_password_cannot_enter_with_it(office, back):
    _county, by, other = office
    person, password = back
    elsewhere = [Browser(), Browser("m", (by.user.pk,)), Browser("m", (person.pk, by.user.pk))]
    for browser in elsewhere:
        with pytest.raises(Refused, match="a second person"):
            enter(person, password, browser)
    assert AuditEntry.objects.filter(action="sign_in.refuse").count() == len(elsewhere)
    with pytest.raises(Refused, match="other than who gave"):
        release_password(user_id=person.pk, by=by, now=NOW)
    assert enter(person, password, Browser("m", (person.pk,)))


def test_a_second_person_releases_it(office, back):
    _county, _by, other = office
    person, password = back
    release_password(user_id=person.pk, by=other, now=NOW)
    assert enter(person, password)
    with pytest.raises(Refused, match="no password to release"):
        release_password(user_id=person.pk, by=other, now=NOW)
    assert AuditEntry.objects.get(action="person.release_password").user == other.user


def test_the_person_is_told_who_gave_the_password(client, office, back):
    _county, by, other = office
    person, password = back
    release_password(user_id=person.pk, by=other, now=NOW)
    client.post(reverse("sign-in"), {"account": person.staff_number, "password": password})
    assert str(by.user) in client.get(reverse("password-change")).content.decode()


# What was typed before


def hidden_typed(page: str) -> str:
    return unescape(re.search(r'name="typed" value="([^"]*)"', page)[1])


def test_what_was_carried_through_the_door_outlives_the_choice_of_a_password(client):
    """Signed out while typing, signed in with a password that was given meanwhile."""
    user = make_person(staff_number="S-070")
    password = give_password(user, by=None, now=NOW)
    sent = client.post("/inbox/preferences/", {"words": "what was typed by somebody"})
    door = {"account": "S-070", "password": password}
    typed = hidden_typed(sent.content.decode())
    choose = client.post("/sign-in/", door | {"typed": typed}).content.decode()
    assert 'action="/password/"' in choose
    wrong = {"new_password1": "1", "new_password2": "2", "typed": hidden_typed(choose)}
    again = client.post("/password/", wrong)
    assert again.status_code == 422
    done = client.post("/password/", OWN | {"typed": hidden_typed(again.content.decode())})
    assert done.status_code == 200 and "what was typed by somebody" in done.content.decode()


def test_what_is_sent_before_the_password_is_chosen_is_carried_too(client):
    user = make_person(staff_number="S-071")
    client.force_login(user)
    give_password(user, by=None, now=NOW)
    client.force_login(User.objects.get(pk=user.pk))
    stopped = client.post("/inbox/preferences/", {"words": "what was typed by somebody"})
    assert stopped.status_code == 401
    done = client.post("/password/", OWN | {"typed": hidden_typed(stopped.content.decode())})
    page = done.content.decode()
    assert "what was typed by somebody" in page and 'action="/inbox/preferences/"' in page
    part = {"HX-Request": "true"}
    give_password(user, by=None, now=NOW)
    client.force_login(User.objects.get(pk=user.pk))
    assert client.post("/inbox/preferences/", {}, headers=part).status_code == 401
