"""Redis flushed, killed, hung, full: it is the bell, and nothing is lost with it."""

import os
import pickle
import signal
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.lamps.models import SweepRun
from alerts.outbox.models import Attempt
from alerts.outbox.states import State
from alerts.reminders.models import Reminder
from tests.alerts.channels.stub_twilio import slowly
from tests.faults.marks import fault, long
from tests.make import make_holder, make_unit
from tests.process.engine import WORKER, Engine

MINUTES = timedelta(minutes=5)


@pytest.fixture
def engine(world):
    """The whole engine on the world's database, texting through its stub."""
    names = ("SMS_CHANNEL", "TWILIO_API", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN")
    told = {name: world.settings[name] for name in (*names, "TWILIO_SENDER")}
    with Engine(**told, SMS_LEASE_SECONDS="1") as engine:
        yield engine


def texts(world, many: int):
    return lambda: world.states() == {State.ACCEPTED: many}


def starts(world, engine, *, with_worker=True):
    redis = engine.redis()
    worker = engine.manage(*WORKER) if with_worker else None
    ticker = engine.manage("ticker", "--every", "1")
    return redis, worker, ticker


@fault(12)
@long
def test_a_flushed_redis_loses_nothing(world, engine):
    starts(world, engine)
    world.book.script = [slowly(0.05)]
    world.waits_for(SweepRun.objects.exists)
    world.tasks(30, since=MINUTES, people=30)
    for _ in range(3):
        many = len(world.book.taken)
        world.waits_for(lambda: len(world.book.taken) > many or texts(world, 30)())  # noqa: B023
        engine.client().flushall()
    world.waits_for(texts(world, 30))


def urging(world, engine) -> dict:
    """Somebody of the office, a task, and where the bell would be."""
    (task,) = world.tasks(1, since=MINUTES)
    _, person = make_holder(make_unit(world.county), "commission_office")
    return {"words": (person.pk, task.pk), "redis": f"unix://{engine.socket}?db=0"}


def killed(engine, redis):
    redis.kill()
    redis.wait()


def hung(engine, redis):
    os.kill(redis.pid, signal.SIGSTOP)


def full(engine, redis):
    engine.client().config_set("maxmemory", "1")


def read_only(engine, redis):
    engine.client().execute_command("REPLICAOF", "127.0.0.1", "1")


REDIS = [
    pytest.param(killed, marks=pytest.mark.fault(13)),
    pytest.param(hung, marks=pytest.mark.fault(14)),
    pytest.param(full, marks=pytest.mark.fault(15)),
    pytest.param(read_only, marks=[fault(15), long]),
]


@pytest.mark.parametrize("harm", REDIS)
def test_what_is_written_while_redis_is_harmed_is_answered_soon_and_kept(world, engine, harm):
    order = urging(world, engine)
    harm(engine, engine.redis())
    assert world.play("urge", **order) == 0, world.said()
    assert Reminder.objects.filter(stage="urged").count() == 1
    assert "302 after" in world.said()


@long
@pytest.mark.parametrize("harm", REDIS)
def test_the_ticker_does_the_work_itself_while_redis_is_harmed(world, engine, harm):
    redis, worker, ticker = starts(world, engine)
    world.waits_for(SweepRun.objects.exists)
    harm(engine, redis)
    worker.kill()
    worker.wait()
    world.tasks(10, since=MINUTES, people=10)
    world.waits_for(texts(world, 10))
    assert "by itself" in engine.said("ticker")
    assert ticker.poll() is None


class Bomb:
    """Whoever unpickles it makes a file."""

    def __init__(self, path: Path):
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


@fault(34)
@long
def test_a_worker_outlives_garbage_and_runs_no_pickle(world, engine):
    redis, worker, ticker = starts(world, engine)
    line = engine.client()
    gone_off = engine.folder / "gone-off"
    for name, data in {"pickle": pickle.dumps(("os.getpid", None, (Bomb(gone_off),), {})),
                       "garbage": b"\\xff\\x00{", "empty": b""}.items():  # fmt: skip
        line.hset(f"rq:job:{name}", mapping={"data": data, "status": "queued", "origin": "default"})
        line.rpush("rq:queue:default", name)
    line.rpush("rq:queue:default", "no-such-job")
    world.tasks(5, since=MINUTES)
    world.waits_for(texts(world, 5))
    assert not gone_off.exists()
    assert worker.poll() is None, engine.said("rqworker")


@fault(35)
def test_what_is_rolled_back_rings_no_bell(world, engine):
    engine.redis()
    (task,) = world.tasks(1)
    order = {"words": (task.pk,), "redis": f"unix://{engine.socket}?db=0"}
    assert world.play("owe and fail", **order) == 0
    assert engine.client().dbsize() == 0
    assert not Reminder.objects.exists()


@fault(7)
@long
def test_a_frozen_parent_of_a_living_child_makes_no_second_run(world, engine):
    """RQ's parent stands still, its child finishes; another worker finds nothing left to do."""
    engine.redis()
    world.messages(3)
    world.book.script = [slowly(1)]
    worker = engine.manage(*WORKER)
    engine.manage("ticker", "--every", "1")
    world.waits_for(lambda: world.book.posts)
    os.kill(worker.pid, signal.SIGSTOP)
    engine.manage(*WORKER)
    world.waits_for(texts(world, 3))
    os.kill(worker.pid, signal.SIGCONT)
    runs = SweepRun.objects.count()
    world.waits_for(lambda: SweepRun.objects.count() > runs + 2)
    assert Attempt.objects.count() == len(world.book.posts) == 3
