"""One test's world: its own database, its own Twilio, and the processes that run between them."""

import os
import signal
from collections import Counter
from contextlib import contextmanager, suppress
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from time import monotonic
from typing import Any

from django.db import DatabaseError, InterfaceError, connection, connections

from alerts.deadlines.kind import OVERDUE
from alerts.outbox.models import Message
from alerts.outbox.states import FINAL, State
from alerts.reminders.models import Reminder
from config.stack.processes import wait_for
from responsibility.tasks.models import Task
from tests.alerts.channels.stub_twilio import Stub
from tests.alerts.outbox.make import make_owner, make_tasks
from tests.faults.invariants import TRIGGERS
from tests.faults.private import PrivatePostgres
from tests.faults.roles import Order, run
from tests.make import make_county, make_person, numbers
from tests.patience import LONG

# Test-scaled: what is minutes in production is a second or two here.
SETTINGS: dict[str, Any] = {
    "SMS_CHANNEL": "twilio",
    "SMS_QUIET_HOURS": False,
    "SMS_WINDOW_MINUTES": 1,
    "SMS_LEASE_SECONDS": 1,
    "TWILIO_ACCOUNT_SID": "AC1",
    "TWILIO_AUTH_TOKEN": "secret",
    "TWILIO_SENDER": "+15005550006",
}
SETTLE = timedelta(seconds=1.5)
SCALED: dict[str, Any] = {
    "alerts.channels.twilio.Twilio.settle": SETTLE,
    "alerts.channels.twilio.Twilio.surely_listed": timedelta(seconds=3),
    "alerts.outbox.look_up.APART": timedelta(seconds=0.2),
    "alerts.outbox.deliver.FIRST_WAIT": timedelta(seconds=0.2),
    "alerts.outbox.deliver.LONGEST_WAIT": timedelta(seconds=0.5),
    "alerts.outbox.deliver.REFUSED": timedelta(seconds=1),
    "alerts.outbox.deliver.UNREACHED": timedelta(seconds=1),
}
forks = get_context("forkserver")


class World:
    """`settings` and `replace` hold for every process started in it (see `roles.Order`)."""

    def __init__(self, postgres: PrivatePostgres, name: str, stub: Stub, folder: Path):
        self.postgres, self.name, self.stub, self.folder = postgres, name, stub, folder
        self.settings, self.replace = SETTINGS | {"TWILIO_API": stub.address}, dict(SCALED)
        self.offset = timedelta()
        self.cap = 1  # texts to one number a day
        self.excused: set[str] = set()  # invariants that this fault cannot leave whole
        self.triggers = dict(postgres.ask(TRIGGERS, database=name))
        self.processes: list = []
        self.county = None
        self.kills = 0

    @property
    def book(self):
        return self.stub.book

    @property
    def dsn(self) -> str:
        """Where a session past Django's connects to."""
        values = self.postgres.values(self.name)
        return f"host={values['HOST']} user={values['USER']} dbname={values['NAME']}"

    # Processes

    def start(self, role: str, **more):
        """Fork a process that plays `role`; `more` goes to its order."""
        order = Order(
            role=role,
            database=self.postgres.values(self.name),
            settings=self.settings | more.pop("settings", {}),
            replace=self.replace | more.pop("replace", {}),
            offset=more.pop("offset", self.offset),
            log=str(self.folder / "said"),
            **more,
        )
        process = forks.Process(target=run, args=(order,), daemon=True)
        process.start()
        self.processes.append(process)
        return process

    def play(self, role: str, **more) -> int:
        """Let a process play `role` to its end; the exit code, -9 where it was killed."""
        process = self.start(role, **more)
        process.join(LONG)
        assert process.exitcode is not None, f"{role} did not end\n{self.said()}"
        return process.exitcode

    def kill(self, process) -> None:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
        process.join(LONG)
        self.processes.remove(process)
        self.kills += 1

    def end_all(self) -> None:
        for process in self.processes:
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
        for process in self.processes:
            process.join(LONG)
        self.processes.clear()

    def said(self) -> str:
        said = self.folder / "said"
        return said.read_text(errors="replace")[-4000:] if said.exists() else ""

    # What there is to do

    def messages(self, many: int = 1, *, presses: bool = False, **over) -> list[Message]:
        """Pending texts, each to a number of its own; where they press, of something overdue."""
        person, now = make_person(), self.now()
        first = Message.objects.texts().count()
        common = {
            "county_id": 1,
            "recipient": person,
            "template": "notice",
            "template_version": 1,
            "params": {},
            "segments": 1,
            "not_before": now,
            "made_at": now,
        }
        texts = [
            Message(
                **common
                | {
                    "channel": "twilio",
                    "window": f"w{n}",
                    "reference": reference(n),
                    "to": f"+86138{n:08}",
                    "text": f"text {reference(n)}",
                }
                | over
            )
            for n in range(first, first + many)
        ]
        Message.objects.bulk_create(texts)
        if presses:
            self._let_press(texts, common)
        return texts

    def _let_press(self, texts: list[Message], common: dict) -> None:
        """Each carries the reminder of a task that is overdue, as the inbox does."""
        late = self.now() - timedelta(days=1)
        (task, *_) = self.tasks(1, warns_at=late - timedelta(days=7), late_at=late)
        for text in texts:
            names = ("window", "reference")
            own = {name: getattr(text, name) for name in names}
            inbox = Message.objects.create(
                **common, **own, channel="inbox", to="", state=State.DELIVERED
            )
            Reminder.objects.create(
                county_id=1, kind="task", deadline_id=task.pk, stage=OVERDUE,
                recipient=text.recipient, slot=text.window, owed_at=late, message=inbox, text=text,
            )  # fmt: skip

    def tasks(self, many: int, *, since: timedelta = timedelta(), people: int = 5, **over):
        """Tasks of some people with phones that should have turned yellow `since` then."""
        if self.county is None:
            self.county = make_county()
        warns = over.pop("warns_at", None) or self.now() - since
        instants = {
            "opens_at": warns - timedelta(days=30),
            "warns_at": warns,
            "late_at": warns + timedelta(days=7),
        } | over
        owners = [
            make_owner(self.county, phone=f"+86139{next(numbers):08}")
            for _ in range(min(people, many))
        ]
        for number, (post, _) in enumerate(owners):
            share = len(range(number, many, len(owners)))
            make_tasks(post, share, lamp_since=instants["opens_at"], **instants)
        return list(Task.objects.order_by("pk"))

    def now(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            return cursor.fetchone()[0] + self.offset

    # What became of it

    def states(self) -> Counter:
        return Counter(Message.objects.texts().values_list("state", flat=True))

    def waits_for(self, condition, *, within: float = LONG) -> None:
        """Look until it holds; a database that was restarted is connected to again."""

        assert wait_for(lambda: self.asks(condition), within=within), (
            f"{self.states()}\n{self.said()}"
        )

    def asks(self, condition) -> bool:
        """Whether it holds; not while the database is away, which is connected to again."""
        try:
            return bool(condition())
        except (DatabaseError, InterfaceError):
            if connections["default"].is_usable():
                raise
            connections["default"].close()
            return False

    def comes_to_rest(self, *, with_operator: bool = True, **more) -> None:
        """Let a sender go on until nothing is left to be done, and end it; beside it a person
        who decides what a person must."""
        roles = ["drains", "operator"] if with_operator else ["drains"]
        going_on = [self.start(role, **more) for role in roles]
        self.waits_for(self.is_calm)
        for process in going_on:
            self.kill(process)

    @contextmanager
    def away(self):
        """Nobody is connected to the database, which may be copied or replaced meanwhile."""
        connections["default"].close()
        yield
        connections["default"].close()

    def shift_clock(self, by: timedelta) -> None:
        """Let PostgreSQL tell another time than it is: to sessions begun from now on, in all
        that asks for `clock_timestamp` or `statement_timestamp` without naming whose it is.
        """
        for name in ("clock_timestamp", "statement_timestamp"):
            self.postgres.ask(
                f"CREATE OR REPLACE FUNCTION public.{name}() RETURNS timestamptz LANGUAGE sql "
                f"RETURN pg_catalog.{name}() + interval '{by.total_seconds()} seconds'",
                database=self.name,
            )
        self.postgres.ask(f"ALTER DATABASE {self.name} SET search_path = public, pg_catalog")

    def passes(self, seconds: float) -> None:
        """Let so much time go by, for what must not happen in it."""
        until = monotonic() + seconds
        assert wait_for(lambda: monotonic() > until, within=seconds + 1)

    def is_calm(self) -> bool:
        """Whether every text is final or in the provider's hands."""
        calm = FINAL | {State.ACCEPTED, State.SENT}
        return not Message.objects.texts().exclude(state__in=calm).exists()


def reference(number: int) -> str:
    """Eight letters that stand for a number, of those that references are made of."""
    letters = "BCDFGHJKMN"
    return "R" + "".join(letters[int(digit)] for digit in f"{number:07}")
