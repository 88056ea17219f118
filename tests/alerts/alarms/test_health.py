"""/healthz and the foot of every page."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.urls import reverse
from redis import Redis

from alerts.alarms.beat import beat
from alerts.alarms.models import Alarm
from alerts.alarms.raising import raise_alarm
from alerts.alarms.signs import LOOPS
from alerts.clock import database_now
from alerts.engine import health as room
from alerts.ring import door, impatient
from config import healthcheck
from tests.alerts.outbox.make import make_message
from tests.make import make_county, make_holder, make_person, make_unit

MINUTE = timedelta(minutes=1)


@pytest.fixture
def now(db):
    """All loops alive."""
    now = database_now()
    for loop in LOOPS:
        beat(loop=loop, now=now)
    return now


def test_all_is_well(client, now):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    facts = answer.json()
    assert {facts.pop(f"{loop}_age") for loop in LOOPS} <= {0, 1, 2}
    assert facts == {
        "status": "ok",
        "outbox": {"waiting": 0, "oldest": None},
        "database": True,
        "redis": True,
    }
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("loop", LOOPS)
def test_a_late_loop_is_not_well(client, now, loop):
    beat(loop=loop, now=now - 6 * MINUTE)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "late"
    assert 360 <= answer.json()[f"{loop}_age"] < 420


def test_a_loop_that_never_ran_is_not_well(client, db):
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["sweep_age"] is None


def test_what_waits_to_be_sent_is_told(client, now):
    make_message(not_before=now - 9 * MINUTE)
    make_message(not_before=now - 3 * MINUTE)
    make_message(not_before=now + 9 * MINUTE)
    outbox = client.get("/healthz").json()["outbox"]
    assert outbox["waiting"] == 2
    assert 540 <= outbox["oldest"] < 600


def test_without_redis_it_is_well(client, now, monkeypatch):
    gone = impatient(Redis(unix_socket_path="/nowhere/redis.sock"))
    monkeypatch.setattr(door(), "connection", gone)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["redis"]) == (200, False)


def test_without_the_database_it_answers(client, monkeypatch):
    def away():
        raise OperationalError("the server is away")

    monkeypatch.setattr(room, "database_now", away)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "down", "database": False, "redis": True}


def page(client, user) -> str:
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client.get(reverse("inbox")).content.decode()


@pytest.mark.parametrize(
    ("ago", "said"),
    [(4, "4 s ago"), (200, "3 min ago"), (7200, "2 h ago"), (200000, "2 d ago")],
)
def test_every_page_of_who_runs_it_says_when_the_engine_ran(client, now, ago, said):
    beat(loop="sweep", now=now - timedelta(seconds=ago))
    shown = page(client, make_person(is_system_administrator=True))
    if ago == 4:
        assert "The reminder system last ran" in shown
    else:
        assert f"The reminder system last ran {said}" in shown
    assert ("foot--late" in shown) == (ago > 300)


def test_who_does_not_run_the_platform_is_not_told(client, now):
    beat(loop="sweep", now=now - timedelta(hours=2))
    assert "reminder system" not in page(client, make_person())


def test_who_is_not_signed_in_is_not_told(client, now):
    assert "reminder system" not in client.get(reverse("sign-in")).content.decode()


@pytest.mark.parametrize("kind", [Alarm.Kind.RESTORED, Alarm.Kind.CLOCK_JUMPED])
def test_those_who_keep_it_running_are_told_what_stops_it(client, now, kind):
    county = make_county()
    _, official = make_holder(make_unit(county))
    _, office = make_holder(make_unit(county, kind="office"), "commission_office")
    admin = make_person(is_system_administrator=True)
    raise_alarm(kind=kind, now=now)
    command = "adopt_database" if kind == Alarm.Kind.RESTORED else "confirm_clock"
    assert [command in page(client, user) for user in (official, office, admin)] == [
        False,
        True,
        True,
    ]


@pytest.mark.django_db(transaction=True)
def test_the_container_asks_in_its_own_name(live_server, monkeypatch, capsys):
    monkeypatch.setattr(healthcheck, "ADDRESS", f"{live_server.url}/healthz")
    monkeypatch.setenv("ALLOWED_HOSTS", "localhost,liangze.example.cn")
    assert healthcheck.main() == 1, "nothing has run yet"
    for loop in LOOPS:
        beat(loop=loop, now=database_now())
    assert healthcheck.main() == 0
    assert '"status": "ok"' in capsys.readouterr().out
    monkeypatch.setattr(healthcheck, "ADDRESS", "http://127.0.0.1:9/healthz")
    assert healthcheck.main() == 1


def test_the_settings_of_a_county_let_it_through(client, now, settings):
    settings.ALLOWED_HOSTS = ["liangze.example.cn"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    asked = {"host": "liangze.example.cn", "x-forwarded-proto": "https"}
    assert client.get("/healthz", headers=asked).status_code == 200
    assert client.get("/healthz", headers=asked | {"x-forwarded-proto": "http"}).status_code == 301
