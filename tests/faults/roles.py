"""What the processes of the fault tests do: the platform's own loops, with places to die at.

They are forked from one parent that has read the whole project (`multiprocessing`'s fork server),
so that a storm can kill a hundred of them without reading it a hundred times. Nothing of the
product is changed but what an `Order` names: settings, and names to be set to another value.
"""

import os
import re
import resource
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django
from django.apps import apps

from pages.refused import Refused

if not apps.ready:  # in the fork server; pytest sets Django up itself
    django.setup()

from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.signals import setting_changed
from django.core.wsgi import get_wsgi_application
from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connections,
    transaction,
)
from django.test import Client
from django.urls import get_resolver
from django.utils.module_loading import import_string
from django_rq.settings import QUEUES

from alerts.channels.twilio import Http, Twilio
from alerts.clock import database_now
from alerts.engine.drain import drain
from alerts.engine.loops import drain_once as drain_by_clock
from alerts.engine.loops import sweep_once as sweep_by_clock
from alerts.engine.sweep import sweep
from alerts.outbox.models import Message
from alerts.outbox.rescue import rescue
from alerts.outbox.resend import decide_resend
from alerts.outbox.states import State
from alerts.reminders.owe import owe_reminders
from responsibility.organisation.people.models import User
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.models import Task

get_resolver().url_patterns  # noqa: B018, read once, before the first fork
DATABASE = (DatabaseError, InterfaceError)
SOON = 4.0  # seconds within which a page must answer, whatever Redis does
PAUSE = 0.02  # seconds between two looks of a loop


@dataclass(frozen=True, kw_only=True)
class Order:
    """What one process is to do, and how it is to die.

    `die_before`, `die_after`: a SQL statement (a pattern) or "post", at whose `nth` time from the
    start of the process it kills itself; where `once` names a file, only the first process does.
    `offset` is added to the database's clock in what is passed as `now`. `replace` maps dotted
    names of the product to the dotted names of what stands there instead, or to plain values.
    """

    role: str
    database: dict[str, str]
    redis: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
    replace: dict[str, Any] = field(default_factory=dict)
    offset: timedelta = timedelta()
    die_before: str = ""
    die_after: str = ""
    nth: int = 1
    once: str = ""
    still: datetime | None = None  # stands for "now", instead of the clock
    zone: str = ""  # the process's own zone of time
    words: tuple = ()  # of a `manage.py` command; for other roles what they say
    descriptors: int | None = None  # so many files may be opened beside those that are
    gap: float = 0.0  # seconds between claim and POST
    patience: float = 5.0  # seconds to wait for the provider's answer
    log: str = ""


def run(order: Order) -> None:
    """The whole life of one process."""
    log = os.open(order.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(log, 1)
    os.dup2(log, 2)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if order.zone:
        os.environ["TZ"] = order.zone
        time.tzset()
    for name, value in order.settings.items():
        setattr(settings, name, value)
        setting_changed.send(sender=None, setting=name, value=value, enter=True)
    line = connections["default"].settings_dict
    line.update(order.database)
    line["OPTIONS"] = line["OPTIONS"] | {"application_name": f"faults {os.getpid()}"}
    settings.SMS_CHANNELS = settings.SMS_CHANNELS | {"twilio": "tests.faults.roles.WatchedTwilio"}
    WatchedTwilio.order = order
    for dotted, value in order.replace.items():
        set_at(dotted, value)
    if order.redis:
        QUEUES["default"]["URL"] = order.redis
    if order.descriptors is not None:
        use_up_descriptors(but=order.descriptors)
    watch = Deaths(order)
    WatchedTwilio.watch = watch
    with connections["default"].execute_wrapper(watch):
        ROLES[order.role](order)


def use_up_descriptors(*, but: int) -> None:
    """Let only so many files be opened from now on."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    taken = []
    with suppress(OSError):
        while True:
            taken.append(os.dup(0))
    for number in taken[:but]:
        os.close(number)


def set_at(dotted: str, value: Any) -> None:
    """Let the dotted name mean `value`; a dotted name in it is followed."""
    owner, _, name = dotted.rpartition(".")
    try:
        target = __import__(owner, fromlist=["_"])
    except ModuleNotFoundError:
        target = import_string(owner)
    assert hasattr(target, name), dotted
    there = isinstance(value, str) and value.startswith("tests.faults.")
    setattr(target, name, import_string(value) if there else value)


class Deaths:
    """An execute wrapper that ends the process at the place its order names."""

    def __init__(self, order: Order):
        self.order, self.seen = order, 0

    def __call__(self, execute, sql, params, many, context):
        self.before(sql)
        result = execute(sql, params, many, context)
        self.after(sql)
        return result

    def before(self, what: str) -> None:
        self._die_at(self.order.die_before, what)

    def after(self, what: str) -> None:
        self._die_at(self.order.die_after, what)

    def _die_at(self, place: str, what: str) -> None:
        if not place or not re.search(place, what):
            return
        self.seen += 1
        if self.seen >= self.order.nth and self._first():
            os.kill(os.getpid(), signal.SIGKILL)

    def _first(self) -> bool:
        if not self.order.once:
            return True
        try:
            Path(self.order.once).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


class Watched(Http):
    """The official client's transport, less patient, and with the places to die at."""

    def __init__(self, order: Order, watch: Deaths):
        super().__init__()
        self.order, self.watch, self.timeout = order, watch, (2, order.patience)

    def request(self, method, url, *args, **kwargs):
        posts = method == "POST"
        if posts:
            time.sleep(self.order.gap)
            self.watch.before("post")
        answer = super().request(method, url, *args, **kwargs)
        if posts:
            self.watch.after("post")
        return answer


class WatchedTwilio(Twilio):
    order: Order
    watch: Deaths

    def __init__(self):
        super().__init__(Watched(self.order, self.watch))


# The loops


def keep(look) -> None:
    """Look again and again; a database that is away is waited for, as the workers' keeper does."""
    while True:
        try:
            close_old_connections()
            look()
        except DATABASE as reason:
            # A session that the server ended may raise any of these; a bug of ours raises
            # neither of the first two on a good one.
            known = isinstance(reason, (OperationalError, InterfaceError))
            if not known and connections["default"].is_usable():
                raise
            sys.stderr.write(f"{reason}\n")
            connections["default"].close()
            time.sleep(10 * PAUSE)
        time.sleep(PAUSE)


def now(order: Order):
    return order.still or database_now() + order.offset


def drain_once(order: Order) -> None:
    drain(now=now(order))


def drain_loop(order: Order) -> None:
    keep(lambda: drain(now=now(order)))


def rescue_loop(order: Order) -> None:
    keep(rescue)


def operator(order: Order) -> None:
    """A person who lets go again whatever may be."""

    def look() -> None:
        for message in Message.objects.filter(state=State.RESEND_OK):
            with suppress(Refused):
                decide_resend(message=message, by=None, now=now(order))

    keep(look)


def web(order: Order) -> None:
    """The platform's pages on the port that `words` names."""
    server = ThreadedWSGIServer(("127.0.0.1", order.words[0]), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    server.serve_forever(0.05)


def sweep_once(order: Order) -> None:
    sweep(now=now(order), batch=50)


def sweep_loop(order: Order) -> None:
    keep(lambda: sweep(now=now(order), batch=50))


def manage(order: Order) -> None:
    call_command(*order.words)


def sweep_by_the_clock(order: Order) -> None:
    sweep_by_clock()


def drain_by_the_clock(order: Order) -> None:
    drain_by_clock()


def urge(order: Order) -> None:
    """Somebody (`words`: who, of which task) presses the button that reminds: 302, and soon."""
    user, task = order.words
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(pk=user))
    began = time.monotonic()
    answer = client.post("/board/remind/", {"task": task})
    took = time.monotonic() - began
    sys.stderr.write(f"{answer.status_code} after {took:.2f} s\n")
    sys.exit(answer.status_code != 302 or took > SOON)


def owe_and_fail(order: Order) -> None:
    """A reminder owed in a transaction that is rolled back in the end."""
    with transaction.atomic():
        owe_reminders(model=Task, ids=list(order.words), stage=DISPATCHED, now=database_now())
        transaction.set_rollback(True)


ROLES = {
    "sweep by the clock": sweep_by_the_clock,
    "drain by the clock": drain_by_the_clock,
    "manage": manage,
    "urge": urge,
    "owe and fail": owe_and_fail,
    "drain": drain_once,
    "drains": drain_loop,
    "operator": operator,
    "rescues": rescue_loop,
    "web": web,
    "sweep": sweep_once,
    "sweeps": sweep_loop,
}
