"""Dispatch against a Twilio on this machine (tests/alerts/channels/stub_twilio.py, in a process
of its own): how fast the outbox empties, how soon one cause is told, and what a minute costs
in which nothing happens.

    python -m benchmarks.dispatch                      # 10 000 messages, 3 rounds
    python -m benchmarks.dispatch --messages 1000 --causes 5      # a shorter look

Beside it the bare loop: the same channel handing over the same texts, without a database. Rounds
do both in turn; figures are medians, and only the ratio means anything on another machine.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import perf_counter, process_time, sleep

from benchmarks.scratch import median, scratch_database
from config.stack.crew import ROOT, Crew
from config.stack.plan import WORKER
from config.stack.redis import Redis, find_redis

SENDERS = 4
BARE_SHARE = 10  # the bare loop hands over a tenth
ACCOUNT = {
    "SMS_CHANNEL": "twilio",
    "SMS_QUIET_HOURS": "false",
    "TWILIO_ACCOUNT_SID": "AC1",
    "TWILIO_AUTH_TOKEN": "secret",
    "TWILIO_SENDER": "+15005550006",
}
CPU = "SELECT pg_backend_pid()"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--messages", type=int, default=10_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--causes", type=int, default=30, help="told one after the other")
    options = arguments.parse_args()
    with provider() as address, bell() as redis:
        os.environ.update(ACCOUNT, TWILIO_API=address, REDIS_URL=redis)
        with scratch_database():
            _throughput(options.messages, options.rounds)
            _one_cause(options.causes)
            _idle_minute()


@contextmanager
def provider() -> Iterator[str]:
    """A provider that takes everything; its address."""
    words = [sys.executable, "-m", "tests.alerts.channels.stub_twilio"]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as stub:
        yield stub.stdout.readline().strip()
        stub.stdin.close()


@contextmanager
def bell() -> Iterator[str]:
    """A Redis of its own; its address."""
    folder = Path(tempfile.mkdtemp(prefix="liangze-bell-", dir="/tmp"))
    try:
        with Crew(folder) as crew:
            redis = Redis(find_redis(), folder)
            redis.start(crew)
            yield redis.url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _throughput(many: int, rounds: int) -> None:
    """Print how many messages a second go: bare, by one sender, by some, and how long they took
    from being written to being taken."""
    from alerts.outbox.models import Attempt, Message

    few = max(many // BARE_SHARE, 1)
    rates: dict[str, list[float]] = {"bare": [], "one": [], "all": []}
    waits: dict[float, list[float]] = {0.5: [], 0.95: []}
    for number in range(rounds):
        rates["bare"].append(few / _timed(_bare, few))
        _write(few, f"one {number}")
        rates["one"].append(few / _timed(_drain))
        texts = _write(many, f"all {number}")
        rates["all"].append(many / _timed(_drain_side_by_side))
        tries = Attempt.objects.filter(message__in=texts).values_list(
            "ended_at", "message__made_at"
        )
        took = sorted((ended - made).total_seconds() for ended, made in tries)
        assert len(took) == many == Message.objects.filter(pk__in=texts, attempts=1).count()
        for share, values in waits.items():
            values.append(took[int(len(took) * share)])
        Message.objects.texts().filter(state="accepted").update(state="delivered")
    print(f"{many} messages, {rounds} rounds, medians [smallest..largest]")
    names = {"bare": "bare loop", "one": "one sender", "all": f"{SENDERS} senders"}
    for key, values in rates.items():
        spread = f"[{min(values):.0f}..{max(values):.0f}]"
        print(f"  {names[key]:<12} {median(values):>7.0f} messages/s  {spread}")
    ratio = median([one / bare for one, bare in zip(rates["one"], rates["bare"], strict=True)])
    print(f"  one sender / bare loop: {ratio:.2f}")
    shares = ", ".join(f"p{share * 100:.0f} {median(took):.1f} s" for share, took in waits.items())
    print(f"  all written at once, to taken: {shares}")


def _write(many: int, window: str) -> list:
    """Pending texts, each to a number of its own; their ids."""
    from alerts.clock import database_now
    from alerts.outbox.models import Message
    from alerts.wording.words import make_reference
    from responsibility.organisation.people.models import User

    person, _ = User.objects.get_or_create(staff_number="bench", name="Bench")
    now = database_now()
    texts = [
        Message(
            county_id=1,
            recipient=person,
            channel="twilio",
            window=f"{window} {number}",
            reference=(reference := make_reference()),
            to=f"+86138{number:08}",
            template="notice",
            template_version=1,
            params={},
            text=f"text {reference}",
            segments=1,
            not_before=now,
            made_at=now,
        )
        for number in range(many)
    ]
    Message.objects.bulk_create(texts, batch_size=1000)
    return [text.pk for text in texts]


def _bare(many: int) -> None:
    from uuid import uuid4

    from alerts.channels.base import Outgoing
    from alerts.channels.known import channel_in_use

    channel = channel_in_use()
    for number in range(many):
        text = Outgoing(
            id=uuid4(),
            reference="",
            to=f"+86138{number:08}",
            template="notice",
            version=1,
            params={},
            text="text",
            valid_for=timedelta(hours=4),
        )
        channel.send(text)


def _drain() -> None:
    from alerts.engine.loops import drain_once

    while _waiting():
        assert drain_once().sent, "nothing goes any more"


def _drain_side_by_side() -> None:
    """As several workers do, each from its start on."""
    while many := _waiting():
        words = [sys.executable, "manage.py", "drain"]
        quiet = {"cwd": ROOT, "stdout": subprocess.DEVNULL}
        senders = [subprocess.Popen(words, env={**os.environ}, **quiet) for _ in range(SENDERS)]
        for sender in senders:
            sender.wait()
        assert _waiting() < many, "nothing goes any more"


def _waiting() -> int:
    from alerts.outbox.models import Message

    return Message.objects.filter(state__in=["pending", "retry_wait"]).count()


def _one_cause(causes: int) -> None:
    """Print how long it takes from a reminder owed to a text taken, one at a time, through bell
    and worker."""
    from alerts.clock import database_now
    from alerts.outbox.models import Attempt
    from alerts.reminders.owe import owe_reminders
    from responsibility.tasks.models import Task
    from tests.alerts.outbox.make import make_owner, make_tasks
    from tests.make import make_county

    county, now = make_county(), database_now()
    day = timedelta(days=1)
    instants = {"opens_at": now - day, "warns_at": now + day, "late_at": now + 8 * day}
    posts = [make_owner(county, phone=f"+86139{n:08}")[0] for n in range(causes)]
    tasks = [make_tasks(post, 1, lamp_since=now - day, **instants)[0] for post in posts]
    worker = subprocess.Popen([sys.executable, "manage.py", *WORKER], cwd=ROOT,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    took = []
    try:
        for task in tasks:
            before, cause = Attempt.objects.count(), database_now()
            owe_reminders(model=Task, ids=[task.pk], stage="urged", now=cause)
            started = perf_counter()
            while Attempt.objects.exclude(ended_at=None).count() == before:
                assert perf_counter() - started < 60, "no worker answers"
                sleep(0.005)
            took.append((Attempt.objects.latest("pk").ended_at - cause).total_seconds())
    finally:
        worker.terminate()
        worker.wait()
    took = sorted(took[1:])  # the first waits for the worker to start
    middle, most = (took[int(len(took) * share)] for share in (0.5, 0.95))
    print(f"one cause at a time, {len(took)} times, to taken: p50 {middle:.2f} s, p95 {most:.2f} s")


def _idle_minute() -> None:
    """Print what the loops cost in a minute in which nothing is due: two sweeps, two drains."""
    from django.db import connection

    from alerts.engine.loops import drain_once, sweep_once

    statements = []

    def count(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.cursor() as cursor:
        cursor.execute(CPU)
        backend = cursor.fetchone()[0]
    sweep_once(), drain_once()  # what is asked but once
    ours, theirs = process_time(), _cpu_of(backend)
    with connection.execute_wrapper(count):
        for _ in range(2):
            sweep_once()
            drain_once()
    ours, theirs = process_time() - ours, _cpu_of(backend) - theirs
    print(f"an idle minute: {len(statements)} statements, CPU {ours * 1000:.0f} ms in the worker, "
          f"{theirs * 1000:.0f} ms in PostgreSQL")  # fmt: skip


def _cpu_of(pid: int) -> float:
    """The seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _timed(what, *arguments) -> float:
    started = perf_counter()
    what(*arguments)
    return perf_counter() - started


if __name__ == "__main__":
    main()
