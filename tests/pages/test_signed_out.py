"""Whoever sends a form signed out loses nothing of it: a law over every address that takes one.

The session has ended; the form goes to the door instead. The door carries what was typed, shows it
to the same person after signing in, and what was meant is done when the person says so.
"""

import re
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from pages.forms import AGAIN
from responsibility.organisation.second_factor.factor import factor_of
from tests.make import NOW, code_of
from tests.pages.cast import PASSWORD
from tests.pages.conftest import undone
from tests.pages.rows import TABLE
from tests.pages.table import letter_of

WORDS = "What was typed by somebody signed out."
# Open to who is signed out, or with nothing to be finished afterwards.
OPEN = {"sign-in", "sign-in-code", "sign-out", "language", "text-size", "receipt"}
FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
SENT = [row for row in TABLE if row.method == "post" and row.name not in OPEN]
each_row = pytest.mark.parametrize("row", SENT, ids=lambda row: row.name)


def form_in(page: str, action: str) -> list[tuple[str, str]]:
    """Names and values of the hidden fields of the form that sends to `action`."""
    opening = rf'<form[^>]* action="{re.escape(action)}"[^>]*>'
    form = re.search(opening + "(.*?)</form>", page.replace("&amp;", "&"), re.S)
    assert form, f"no form to {action}"
    return [(unescape(name), unescape(value)) for name, value in FIELD.findall(form[1])]


def many(pairs) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def known_browser(cast, kind: str) -> Client:
    """A browser on which somebody of that kind was signed in until the session ended."""
    client = Client()
    account = cast.people[kind].staff_number
    answer = client.post(reverse("sign-in"), {"account": account, "password": PASSWORD})
    if device := factor_of(cast.people[kind]):
        code = {"code": code_of(device, NOW), "remember": "on"}
        passed = dict(form_in(answer.content.decode(), reverse("sign-in-code")))
        client.post(reverse("sign-in-code"), passed | code)
    client.session.flush()
    return client


@pytest.fixture
def at_the_door(cast, db):
    """`at_the_door(row)`: a client whose form was stopped, the answer, and what to sign in with."""

    def stop(row, kind):
        client = known_browser(cast, kind)
        data = dict(row.data(cast) or {})
        response = client.post(row.path(cast), data | {"words_typed": WORDS})
        return client, response, data

    with undone():
        yield stop


@each_row
def test_what_was_typed_comes_back_and_is_done(cast, at_the_door, row):
    kind = row.kind_that("3", "2", "4")
    sessions = Session.objects.count()
    client, stopped, data = at_the_door(row, kind)
    assert letter_of(stopped) == ">", stopped.status_code
    assert Session.objects.count() == sessions, "what nobody typed is stored nowhere"
    door = dict(form_in(stopped.content.decode(), reverse("sign-in")))
    signed = {"account": cast.people[kind].staff_number, "password": PASSWORD}
    answer = client.post(reverse("sign-in"), door | signed)
    assert answer.status_code == 200, "what was typed is shown, nothing is done by itself"
    page = answer.content.decode()
    assert WORDS in page
    back = many(form_in(page, row.path(cast)))
    assert back["words_typed"] == [WORDS]
    texts = {name: value for name, value in data.items() if isinstance(value, str)}
    for name, value in texts.items():
        assert ("password" in name) is (back.get(name) != [value]), name
    sent = client.post(row.path(cast), back)
    meant = dict(row.by_kind())[kind]
    if letter_of(sent) != meant:  # a form: it was shown with what was typed
        assert letter_of(sent) in "24"
        del back[AGAIN]
        sent = client.post(row.path(cast), back)
    carried_whole = not any("password" in name or hasattr(data[name], "read") for name in data)
    assert letter_of(sent) in (meant if carried_whole else "234")


def test_another_person_on_the_same_machine_sees_nothing_of_it(cast, at_the_door):
    row = next(row for row in SENT if row.name == "demand-reply")
    client, stopped, _data = at_the_door(row, "officer")
    door = dict(form_in(stopped.content.decode(), reverse("sign-in")))
    signed = {"account": cast.people["clerk"].staff_number, "password": PASSWORD}
    answer = client.post(reverse("sign-in"), door | signed, follow=True)
    assert answer.redirect_chain and WORDS not in answer.content.decode()


def test_a_wrong_password_loses_nothing(cast, at_the_door):
    row = next(row for row in SENT if row.name == "demand-reply")
    client, stopped, _data = at_the_door(row, "officer")
    door = dict(form_in(stopped.content.decode(), reverse("sign-in")))
    account = cast.people["officer"].staff_number
    again = client.post(reverse("sign-in"), door | {"account": account, "password": "a guess"})
    door = dict(form_in(again.content.decode(), reverse("sign-in")))
    answer = client.post(reverse("sign-in"), door | {"account": account, "password": PASSWORD})
    assert WORDS in answer.content.decode()


@pytest.mark.parametrize("forged", ["x", "a:b:c", "\x00", "9" * 5000])
def test_what_is_not_our_own_is_not_carried(cast, ask, forged):
    sent = {"account": "x", "password": "y", "typed": forged}
    answer = ask("anonymous", "post", reverse("sign-in"), sent)
    assert answer.status_code == 422 and 'name="typed"' not in answer.content.decode()


def test_more_than_any_form_holds_is_refused_with_a_sentence(ask, cast):
    data = {"text": "x" * 200_001}
    answer = ask("anonymous", "post", reverse("demand-reply", args=[cast.demand.pk]), data)
    page = answer.content.decode()
    assert answer.status_code == 401 and "过长" in page and 'name="typed"' not in page


def test_a_script_is_told_by_the_status(ask, cast):
    address = reverse("demand-reply", args=[cast.demand.pk])
    answer = ask("anonymous", "post", address, {"text": WORDS}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (401, b"")


# A form older than the session


HERE = {"Origin": "http://testserver"}


def expired(cast, kind: str) -> Client:
    """Somebody of that kind, whose page bears a token from before signing in."""
    client = Client(enforce_csrf_checks=True)
    client.cookies.update(cast.cookies[kind])
    return client


@each_row
def test_a_form_older_than_the_session_comes_back(cast, db, row):
    kind = row.kind_that("3", "2", "4")
    with undone():
        data = dict(row.data(cast) or {}) | {"words_typed": WORDS}
        answer = expired(cast, kind).post(row.path(cast), data, headers=HERE)
        page = answer.content.decode()
        back = many(form_in(page, row.path(cast)))
        assert answer.status_code == 403 and back["words_typed"] == [WORDS]
        assert "csrfmiddlewaretoken" in back


def test_a_script_gets_the_new_token_and_no_other_site_does(cast, db):
    address = reverse("record-draft")
    script = {"HX-Request": "true"}
    with undone():
        client = expired(cast, "officer")
        answer = client.post(address, {"text": "x"}, headers=HERE | script)
        token = answer.headers["X-CSRFToken"]
        again = client.post(address, {"text": "x"}, headers=script | {"X-CSRFToken": token})
        assert (answer.status_code, again.status_code) == (403, 200)
        for elsewhere in ({"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {}):
            answer = client.post(address, {"text": WORDS}, headers=elsewhere)
            assert answer.status_code == 403 and "X-CSRFToken" not in answer.headers
            assert WORDS not in answer.content.decode()


def test_the_door_open_in_a_second_tab_sees_that_one_is_in(cast, db):
    sent = {"account": "x", "password": "y", "next": reverse("record-list")}
    with undone():
        client = expired(cast, "officer")
        answer = client.post(reverse("sign-in"), sent, headers=HERE)
        assert (answer.status_code, answer.url) == (302, reverse("record-list"))
        stranger = Client(enforce_csrf_checks=True)
        answer = stranger.post(reverse("sign-in"), sent, headers=HERE)
        page = answer.content.decode()
        assert answer.status_code == 403 and 'value="x"' in page and 'value="y"' not in page
