"""Forms of people who are not signed in: slowed down by address, never for long."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from config import strangers
from config.strangers import MOST_REMEMBERED, WINDOW, Counter
from responsibility.organisation.sign_in.attempts import SignInAttempt
from tests.make import NOW, make_person

pytestmark = pytest.mark.django_db
HERE, THERE = "/log/draft/", "/inbox/preferences/"


@pytest.fixture
def send(monkeypatch):
    """`send(path, seconds=0, address=...)`: the status of a form sent signed out."""
    monkeypatch.setattr(strangers, "MOST_TO_A_PATH", 3)
    monkeypatch.setattr(strangers, "MOST_IN_ALL", 5)
    client = Client()

    def ask(path: str, *, seconds: float = 0, address: str = "192.0.2.7") -> int:
        with time_machine.travel(NOW + timedelta(seconds=seconds), tick=False):
            answer = client.post(path, {"text": "x"}, REMOTE_ADDR=address)
            assert answer.status_code != 429 or answer.headers["Retry-After"] == "60"
            return answer.status_code

    return ask


def test_a_path_is_slowed_down_for_one_address_and_for_a_minute(send):
    assert [send(HERE) for _each in range(4)] == [401, 401, 401, 429]
    assert send(HERE, address="192.0.2.8") == 401
    assert send(THERE) == 401
    assert send(HERE, seconds=59) == 429
    assert send(HERE, seconds=60) == 401


def test_addresses_of_one_ipv6_customer_are_counted_together(send):
    from_there = [send(HERE, address=f"2001:db8:1:2::{number:x}") for number in range(4)]
    assert from_there == [401, 401, 401, 429]
    assert send(HERE, address="2001:db8:1:3::1") == 401


def test_who_goes_from_page_to_page_is_slowed_down_too(send):
    paths = [HERE, THERE] * 3
    assert [send(path) for path in paths] == [401] * 5 + [429]


def test_the_door_and_who_is_signed_in_are_counted_elsewhere(send, client):
    statuses = [send("/sign-in/") for _each in range(7)]
    assert statuses == [422] * 7 and not SignInAttempt.objects.exists()
    client.force_login(make_person())
    assert 429 not in [client.post(THERE, {}).status_code for _each in range(7)]


def test_a_calendar_is_read_so_often_and_no_more(monkeypatch):
    monkeypatch.setattr(strangers, "MOST_READINGS", 2)

    def read(key: str, *, seconds: float = 0, address: str = "192.0.2.7") -> int:
        with time_machine.travel(NOW + timedelta(seconds=seconds), tick=False):
            feed = client.get("/calendar/duties.ics", {"key": key}, REMOTE_ADDR=address)
            return feed.status_code

    client = Client()
    assert [read("a") for _each in range(3)] == [404, 404, 429]
    assert read("b") == read("a", address="192.0.2.8") == 404
    assert (read("a", seconds=59), read("a", seconds=60)) == (429, 404)


def test_without_an_address_nobody_is_counted(send):
    assert [send(HERE, address="") for _each in range(6)] == [401] * 6


def test_what_is_remembered_has_a_bound():
    counter = Counter()
    for number in range(MOST_REMEMBERED + 1):
        counter.count(("a", str(number)), now=NOW)
    assert counter.count(("a", "0"), now=NOW) == 1, "forgotten"
    assert counter.count(("a", str(MOST_REMEMBERED)), now=NOW) == 2
    assert counter.count(("a", str(MOST_REMEMBERED)), now=NOW + WINDOW) == 1
