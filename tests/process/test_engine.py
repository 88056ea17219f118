"""The whole engine as it runs: ticker, worker, Redis and PostgreSQL, and their deaths."""

import signal
from collections import Counter
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from alerts.clock import database_now
from alerts.deadlines.kind import DUE_SOON
from alerts.engine.daily import run_daily
from alerts.lamps.models import LampTurn, SweepRun
from alerts.outbox.models import Message, MessageEvent
from alerts.outbox.states import State
from alerts.reminders.models import Reminder
from alerts.reminders.owe import owe_reminders
from config.stack.processes import wait_for
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.models import Task
from tests.alerts.outbox.make import make_message, make_owner, make_tasks
from tests.make import make_county
from tests.patience import LONG
from tests.process.engine import WORKER, Engine

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]

SOON = timedelta(seconds=4)


def swept() -> bool:
    return SweepRun.objects.exists()


def make_due(many: int, after: timedelta) -> list[Task]:
    """Tasks of as many people that turn yellow so soon; the day's duties are done without them."""
    county, now = make_county(), database_now()
    assert not run_daily(now=now)
    warns = now + after
    instants = {"opens_at": now - timedelta(days=1), "warns_at": warns,
                "late_at": warns + timedelta(days=7)}  # fmt: skip
    return [make_tasks(make_owner(county)[0], 1, **instants)[0] for _ in range(many)]


def owe_one() -> Task:
    (task,) = make_due(1, timedelta(days=1))
    owe_reminders(model=Task, ids=[task.pk], stage=DISPATCHED, now=database_now())
    return task


def states() -> Counter:
    return Counter(Message.objects.texts().values_list("state", flat=True))


def delivered(many: int):
    return lambda: states() == {State.DELIVERED: many}


def let_the_lease_run_out() -> None:
    Message.objects.filter(state=State.SENDING).update(lease_until=Now())


def steps(message: Message) -> list[str]:
    events = MessageEvent.objects.filter(message=message).order_by("pk")
    return list(events.values_list("to_state", flat=True))


def assert_told_once(tasks: list[Task]) -> None:
    ids = [task.pk for task in tasks]
    turns = LampTurn.objects.filter(deadline_id__in=ids, to_lamp="yellow")
    assert dict(turns.values_list("deadline_id", "took_effect_at")) == {
        task.pk: task.warns_at for task in tasks
    }
    told = Reminder.objects.filter(deadline_id__in=ids, stage=DUE_SOON)
    assert Counter(told.values_list("deadline_id", flat=True)) == Counter(ids)
    assert Counter(Message.objects.values_list("recipient", "channel")) == Counter(
        (pk, channel)
        for pk in told.values_list("recipient", flat=True)
        for channel in ("inbox", "sandbox")
    )


def test_a_task_that_passes_its_instant_turns_and_its_message_arrives():
    with Engine() as engine:
        engine.redis()
        engine.manage(*WORKER)
        engine.manage("ticker", "--every", "1")
        assert wait_for(swept, within=LONG), engine.said("rqworker")
        tasks = make_due(3, SOON)
        assert wait_for(delivered(3), within=LONG), engine.said("rqworker")
        assert_told_once(tasks)
        late = max(LampTurn.objects.filter(to_lamp="yellow").values_list("noticed_at", flat=True))
        assert late - tasks[0].warns_at < timedelta(seconds=LONG)


def test_a_bell_is_heard_without_the_ticker():
    with Engine() as engine:
        engine.redis()
        engine.manage(*WORKER)
        owe_one()
        engine.client().rpush("rq:queue:default", "no-such-job")
        ring = "from alerts.ring import ring; ring()"
        engine.manage("shell", "-v0", "-c", ring)
        assert wait_for(delivered(1), within=LONG), engine.said("rqworker")


@pytest.mark.parametrize("with_workers", [True, False], ids=["worker's child", "by hand"])
def test_a_sender_killed_before_the_call_costs_no_message_and_makes_no_second(with_workers):
    owe_one()
    lease = "2" if with_workers else "3600"
    with Engine(SMS_CHANNEL="dies_before", SMS_LEASE_SECONDS=lease) as engine:
        if with_workers:
            engine.redis()
            engine.manage(*WORKER)
            engine.manage("ticker", "--every", "1")
            died = True
        else:
            died = engine.manage("drain").wait() == -signal.SIGKILL
            assert states() == {State.SENDING: 1}
            assert engine.manage("drain").wait() == 0
            assert states() == {State.SENDING: 1}, "within the lease nobody touches it"
            let_the_lease_run_out()
            again = lambda: engine.manage("drain").wait() == 0 and delivered(1)()  # noqa: E731
            assert wait_for(again, within=LONG)
        assert died
        assert wait_for(delivered(1), within=LONG), engine.said("rqworker")
        assert (engine.folder / "deadly").read_text() == "died before the call"
    message = Message.objects.texts().get()
    again = ["unknown", "resend_ok", "pending", "sending", "delivered"]
    assert steps(message) == ["pending", "sending", *again]
    assert list(message.tries.order_by("number").values_list("outcome", flat=True)) == [
        "lost",
        "accepted",
    ]


def test_a_sender_killed_after_the_call_never_sends_twice():
    message = make_message(channel="dies_after", not_before=database_now())
    with Engine(SMS_CHANNEL="dies_after") as engine:
        assert engine.manage("drain").wait() == -signal.SIGKILL
        let_the_lease_run_out()
        for _ in range(2):
            assert engine.manage("drain").wait() == 0
            assert states() == {State.UNKNOWN: 1}
        assert (engine.folder / "deadly").read_text() == f"{message.pk}\n", "handed over once"
    assert steps(message) == ["pending", "sending", "unknown"]


def test_a_flushed_redis_loses_nothing():
    with Engine() as engine:
        engine.redis()
        engine.manage("ticker", "--every", "1")
        tasks = make_due(2, timedelta(seconds=1))
        assert wait_for(lambda: engine.client().dbsize() > 1, within=LONG)
        engine.client().flushall()
        engine.manage(*WORKER)
        assert wait_for(delivered(2), within=LONG), engine.said("rqworker")
        assert_told_once(tasks)


def test_redis_and_worker_may_die_and_come_back():
    """RQ's worker dies with Redis if a job was running; whoever started it starts it again."""
    with Engine() as engine:
        redis, worker = engine.redis(), engine.manage(*WORKER)
        ticker = engine.manage("ticker", "--every", "1")
        assert wait_for(swept, within=LONG)
        redis.kill()
        worker.kill()
        redis.wait()
        engine.socket.unlink()
        tasks = make_due(1, timedelta(seconds=1))
        assert wait_for(delivered(1), within=LONG), engine.said("ticker")
        assert "by itself" in engine.said("ticker"), "the ticker stood in"
        engine.redis()
        assert wait_for(lambda: "Redis is back" in engine.said("ticker"), within=LONG)
        engine.manage(*WORKER)
        tasks += make_due(1, timedelta(seconds=1))
        assert wait_for(delivered(2), within=LONG), engine.said("rqworker")
        assert ticker.poll() is None
        assert_told_once(tasks)


def test_sweeps_and_drains_side_by_side():
    tasks = make_due(40, SOON)
    assert wait_for(lambda: database_now() > tasks[-1].warns_at, within=LONG)
    with Engine() as engine:
        crowd = [engine.manage(name) for _ in range(2) for name in ("sweep", "drain")]
        assert [one.wait() for one in crowd] == [0] * len(crowd)
        assert engine.manage("drain").wait() == 0
        assert_told_once(tasks)
        assert states() == {State.DELIVERED: 40}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_ticker_ends_when_asked(number):
    with Engine() as engine:
        engine.redis()
        ticker = engine.manage("ticker")
        assert wait_for(lambda: engine.client().dbsize() > 0, within=LONG)
        ticker.send_signal(number)
        assert ticker.wait(timeout=LONG) == 0
        assert engine.said("ticker") == ""
