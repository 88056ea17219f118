"""The ticker's bells against a real Redis."""

import logging
import socket
from contextlib import closing
from time import monotonic

import pytest
from django.conf import settings as project
from redis import Redis
from rq.job import Job
from rq.serializers import JSONSerializer

from alerts import ring
from alerts.alarms.models import Alarm, Heartbeat
from alerts.engine.ticker import HOUR, Ticker
from alerts.lamps.models import SweepRun
from alerts.ring import RUNG, answer, door, impatient
from tests.alerts.outbox.make import make_owner, make_tasks
from tests.make import at, make_county

NOON = at("2026-09-24 12:00").timestamp()


@pytest.fixture(autouse=True)
def empty_redis():
    redis = door().connection
    redis.flushdb()
    yield
    redis.flushdb()


def rung() -> list[str]:
    return door().job_ids


def ticker(clock: float = NOON, every: float = 30) -> Ticker:
    return Ticker(every=every, clock=clock)


def test_each_slot_rings_once(db):
    one = ticker()
    for seconds in range(0, 60, 5):
        one.tick(NOON + seconds)
    slot, hour = int(NOON // 30), int((NOON - 300) // HOUR)
    assert rung() == [
        f"sweep-{slot}",
        f"drain-{slot}",
        f"daily-{hour}",
        f"sweep-{slot + 1}",
        f"drain-{slot + 1}",
    ]


def test_two_tickers_ring_as_one(db):
    for one in (ticker(), ticker()):
        one.tick(NOON)
        one.tick(NOON + 30)
    assert len(rung()) == len(set(rung())) == 5


def test_the_daily_duties_ring_at_five_past(db):
    midnight = at("2026-09-25 00:00").timestamp()
    one = ticker(midnight)
    one.tick(midnight)
    before = [job for job in rung() if job.startswith("daily")]
    one.tick(midnight + 299)
    one.tick(midnight + 300)
    assert [job for job in rung() if job.startswith("daily")][len(before) :] == [
        f"daily-{int(midnight // HOUR)}"
    ]


def test_jobs_carry_no_ids_and_no_pickles():
    ticker().tick(NOON)
    for name in rung():
        job = Job.fetch(name, connection=door().connection, serializer=JSONSerializer)
        assert (job.args, job.kwargs) == ([], {})
        assert job.func_name in {f"alerts.jobs.{j}" for j in ("sweep", "drain", "daily")}
        assert job.ttl <= 2 * HOUR
        assert job.result_ttl <= 2 * HOUR


def test_a_redis_that_is_away_stops_nothing(monkeypatch, caplog, db):
    gone = impatient(Redis(unix_socket_path="/nowhere/redis.sock"))
    one = ticker()
    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
        patch.setattr(door(), "connection", gone)
        for seconds in range(0, 30, 5):
            one.tick(NOON + seconds)
        assert caplog.text.count("Redis is away") == 1
    one.tick(NOON + 29)
    assert len(rung()) == 3, "the slot is made up for once it is back"
    assert "Redis is back" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_where_nobody_answers_the_ticker_does_the_work_itself(caplog):
    make_tasks(make_owner(make_county())[0], 1)
    one = ticker()
    one.tick(NOON + 89)
    assert not SweepRun.objects.exists()
    one.tick(NOON + 90)
    assert SweepRun.objects.count() == 1
    assert "by itself" in caplog.text
    one.tick(NOON + 180)
    assert SweepRun.objects.count() == 1, "somebody swept of late"


@pytest.mark.django_db(transaction=True)
def test_the_ticker_lives_and_watches_the_others():
    one = ticker()
    one.tick(NOON + 29)
    assert not Heartbeat.objects.exists()
    one.tick(NOON + 30)
    assert set(Heartbeat.objects.values_list("loop", flat=True)) == {"ticker"}
    assert set(Alarm.objects.values_list("kind", flat=True)) == {"sweep_late", "drain_late"}
    one.tick(NOON + 90)
    assert not Alarm.objects.filter(closed_at=None).exists(), "it stood in, and all is well again"


@pytest.mark.django_db(transaction=True)
def test_a_burst_rings_the_door_once_until_it_is_answered():
    for _ in range(3):
        ring.ring()
    assert len(rung()) == 1
    answer()
    ring.ring()
    assert len(rung()) == 2
    assert 0 < door().connection.ttl(RUNG) <= 60


@pytest.mark.django_db(transaction=True)
def test_ringing_may_fail_without_harm(monkeypatch, caplog):
    monkeypatch.setattr(
        door(), "connection", impatient(Redis(unix_socket_path="/nowhere/redis.sock"))
    )
    ring.ring()
    answer()
    assert caplog.text.count("Redis is away") == 2


@pytest.mark.parametrize("answers_calls", [True, False], ids=["silent", "gone"])
def test_no_request_waits_long_for_redis(tmp_path, monkeypatch, caplog, answers_calls):
    with closing(socket.socket(socket.AF_UNIX)) as deaf:
        if answers_calls:
            deaf.bind(str(tmp_path / "redis.sock"))
            deaf.listen()
        gone = impatient(Redis(unix_socket_path=str(tmp_path / "redis.sock")))
        monkeypatch.setattr(door(), "connection", gone)
        started = monotonic()
        answer()
        assert monotonic() - started < (4 if answers_calls else 0.5)
    assert "Redis is away" in caplog.text


def test_the_door_speaks_json():
    assert door().serializer is JSONSerializer
    assert project.RQ_QUEUES["default"]["SERIALIZER"] == "rq.serializers.JSONSerializer"
