"""What the processes of the fault tests do: the platform's own loops, with places to die at.

They are forked from one parent that has read the whole project (`multiprocessing`'s fork server),
so that a storm can kill a hundred of them without reading it a hundred times. Nothing of the
product is changed but what an `Order` names: settings, and names to be set to another value.
"""

import os
import re
import signal
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import django
from django.apps import apps

if not apps.ready:  # in the fork server; pytest sets Django up itself
    django.setup()

from django.conf import settings
from django.core.signals import setting_changed
from django.db import InterfaceError, OperationalError, close_old_connections, connections
from django.utils.module_loading import import_string

from alerts.channels.twilio import Http, Twilio
from alerts.clock import database_now
from alerts.lamps.sweep import sweep
from alerts.outbox.drain import drain
from alerts.outbox.rescue import rescue

REAL = "https://api.twilio.com"
AWAY = (OperationalError, InterfaceError)
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
    address: str
    settings: dict[str, Any] = field(default_factory=dict)
    replace: dict[str, Any] = field(default_factory=dict)
    offset: timedelta = timedelta()
    die_before: str = ""
    die_after: str = ""
    nth: int = 1
    once: str = ""
    gap: float = 0.0  # seconds between claim and POST
    patience: float = 5.0  # seconds to wait for the provider's answer
    log: str = ""


def run(order: Order) -> None:
    """The whole life of one process."""
    log = os.open(order.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(log, 1)
    os.dup2(log, 2)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for name, value in order.settings.items():
        setattr(settings, name, value)
        setting_changed.send(sender=None, setting=name, value=value, enter=True)
    connections["default"].settings_dict.update(order.database)
    settings.SMS_CHANNELS = settings.SMS_CHANNELS | {"twilio": "tests.faults.roles.TwilioHere"}
    TwilioHere.order = order
    for dotted, value in order.replace.items():
        set_at(dotted, value)
    watch = Deaths(order)
    TwilioHere.watch = watch
    with connections["default"].execute_wrapper(watch):
        ROLES[order.role](order)


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


class HttpHere(Http):
    """Twilio's own client's transport, to the stub instead, with the places to die at."""

    def __init__(self, order: Order, watch: Deaths):
        super().__init__()
        self.order, self.watch, self.timeout = order, watch, (2, order.patience)

    def request(self, method, url, *args, **kwargs):
        posts = method == "POST"
        if posts:
            time.sleep(self.order.gap)
            self.watch.before("post")
        answer = super().request(method, url.replace(REAL, self.order.address), *args, **kwargs)
        if posts:
            self.watch.after("post")
        return answer


class TwilioHere(Twilio):
    """The channel as it is, at another address."""

    order: Order
    watch: Deaths

    def __init__(self):
        super().__init__(HttpHere(self.order, self.watch))


# The loops


def keep(look) -> None:
    """Look again and again; a database that is away is waited for, as the workers' keeper does."""
    while True:
        try:
            close_old_connections()
            look()
        except AWAY:
            connections["default"].close()
        time.sleep(PAUSE)


def now(order: Order):
    return database_now() + order.offset


def drain_once(order: Order) -> None:
    drain(now=now(order))


def drain_loop(order: Order) -> None:
    keep(lambda: drain(now=now(order)))


def rescue_loop(order: Order) -> None:
    keep(rescue)


def sweep_once(order: Order) -> None:
    sweep(now=now(order), batch=50)


def sweep_loop(order: Order) -> None:
    keep(lambda: sweep(now=now(order), batch=50))


ROLES = {
    "drain": drain_once,
    "drains": drain_loop,
    "rescues": rescue_loop,
    "sweep": sweep_once,
    "sweeps": sweep_loop,
}
