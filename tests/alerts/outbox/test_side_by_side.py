"""Gatherers and senders side by side, each on a connection of its own."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg2
import pytest
from django.db import OperationalError, connection
from django.db.models.functions import Now

from alerts.channels.base import Accepted, Progress
from alerts.channels.sandbox import Sandbox
from alerts.engine.drain import drain
from alerts.outbox.deliver import deliver
from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.outbox.rescue import rescue
from alerts.outbox.states import State
from alerts.reminders.models import Reminder
from alerts.reminders.owe import owe_reminders
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.models import Task
from tests.alerts.outbox.make import MORNING, make_message, make_owner, make_tasks
from tests.make import make_county, make_person

pytestmark = pytest.mark.django_db(transaction=True)


def together(*jobs) -> list:
    """Run (function, keyword arguments) each in a thread of its own; their results."""

    def run(work, arguments):
        try:
            return work(**arguments)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        running = [pool.submit(run, *job) for job in jobs]
    return [one.result() for one in running]


class Counting(Sandbox):
    """A provider that keeps what it was given."""

    def __init__(self):
        self.got, self.lock = Counter(), threading.Lock()

    def send(self, message):
        with self.lock:
            self.got[message.id] += 1
        return Accepted(progress=Progress.DELIVERED)


def test_four_senders_send_each_message_once():
    person = make_person()
    for number in range(150):
        make_message(recipient=person, window=f"w{number}")
    provider = Counting()
    counts = together(*[(deliver, {"channel": provider, "now": MORNING})] * 4)
    assert sum(counts, Counter()) == Counter({State.DELIVERED: 150})
    assert set(provider.got.values()) == {1}
    assert len(provider.got) == 150


def owe(tasks: list[Task]) -> None:
    for task in tasks:
        owe_reminders(model=Task, ids=[task.pk], stage=DISPATCHED, now=MORNING)


def test_four_gatherers_tell_each_once_while_reminders_come_in(settings):
    settings.SMS_QUIET_HOURS, settings.SMS_WINDOW_MINUTES = True, 0
    county = make_county()
    tasks = [task for _ in range(20) for task in make_tasks(make_owner(county)[0], 3)]
    owe(tasks[::3])
    gathering = [(gather, {"now": MORNING})] * 4
    together(*gathering, (owe, {"tasks": tasks[1::3]}), (owe, {"tasks": tasks[2::3]}))
    gather(now=MORNING)
    told = Reminder.objects.exclude(message=None).select_related("message", "text")
    assert told.count() == Reminder.objects.count() == 60
    assert set(told.values_list("message__channel", flat=True)) == {"inbox"}
    texts = Counter(Message.objects.texts().values_list("recipient", flat=True))
    assert set(texts.values()) == {1}
    assert len(texts) == 20
    for reminder in told:
        assert reminder.recipient_id == reminder.message.recipient_id
        assert reminder.text is None or reminder.recipient_id == reminder.text.recipient_id


def test_a_frozen_sender_still_holds_its_message():
    """Its lease is over, its session is not: it may wake up in the middle of the call."""
    message = make_message()
    holds, may_go = threading.Event(), threading.Event()

    class Frozen(Sandbox):
        def send(self, outgoing):
            Message.objects.filter(pk=outgoing.id).update(lease_until=Now() - timedelta(minutes=1))
            holds.set()
            assert may_go.wait(30)
            return Accepted(progress=Progress.DELIVERED)

    def watch() -> int:
        assert holds.wait(30)
        try:
            return rescue()
        finally:
            may_go.set()

    sending = (deliver, {"channel": Frozen(), "now": MORNING})
    states, rescued = together(sending, (watch, {}))
    assert rescued == 0
    assert states == Counter({State.DELIVERED: 1})
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.DELIVERED, 1)


def test_a_frozen_gatherer_stops_no_sender(monkeypatch):
    """It stands in the middle of its transaction; what is gathered already goes."""
    monkeypatch.setattr("alerts.outbox.carried.PATIENCE", "100ms")
    message, (post, _holder) = make_message(), make_owner(make_county())
    (task,) = make_tasks(post, 1)
    owe_reminders(model=Task, ids=[task.pk], stage=DISPATCHED, now=MORNING)
    values = connection.get_connection_params()
    frozen = psycopg2.connect(**{name: values[name] for name in values if name != "cursor_factory"})
    with frozen, frozen.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('alerts.gather', 0))")
        with pytest.raises(OperationalError, match="lock timeout"):
            drain(now=MORNING)
    frozen.close()
    message.refresh_from_db()
    assert message.state == State.DELIVERED
