"""Guarding the ledger from a clock that jumped (reliability study 2.8).

The database's clock is compared with what no setting of it moves: how long the machine has been
up. What a sweep writes on a wrong day could never be taken back.
"""

import time
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.alarms.models import Alarm
from alerts.alarms.raising import close_alarm
from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.clock import database_now
from alerts.lamps.models import SweepRun
from pages.refused import Refused

TOLERATED = timedelta(seconds=120)


class Reading(NamedTuple):
    """The database's instant, and the machine's start with its seconds up at the same moment.

    `boot_id` is "" on a machine that does not tell its starts apart: there nothing is guarded.
    """

    now: datetime
    boot_id: str = ""
    uptime: float = 0


def read_clocks() -> Reading:
    """The clocks, now. Asleep counts as up; a process stopped in between reads as a jump."""
    uptime = time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
    return Reading(database_now(), _boot_id(), uptime)


@cache
def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""


def jump_of(reading: Reading) -> timedelta | None:
    """By how much the clock moved since the last sweep more than time did; None: it may be
    trusted, since it is less than two minutes, or time travel is switched on.
    """
    if settings.TIME_TRAVEL or not reading.boot_id:
        return None
    runs = SweepRun.objects.filter(boot_id=reading.boot_id, held=False)
    last = runs.order_by("-pk").values_list("now", "uptime").first()
    if last is None:
        return None
    jump = reading.now - last[0] - timedelta(seconds=reading.uptime - last[1])
    return jump if abs(jump) > TOLERATED else None


@transaction.atomic
def confirm_clock(*, by: Actor, now: datetime) -> SweepRun:
    """Say that the clock is right as it is now: the loops go on. Returns the sweep it was held at.

    Raises Refused where no sweep is held.
    """
    alarm = Alarm.objects.filter(kind=Alarm.Kind.CLOCK_JUMPED, closed_at=None)
    held = SweepRun.objects.filter(held=True).order_by("-pk")
    if not alarm.exists() or (run := held.first()) is None:
        raise Refused(_("The clock is not in doubt."))
    held.update(held=False)
    close_alarm(kind=Alarm.Kind.CLOCK_JUMPED, now=now)
    record_audit(by=by, now=now, action="clock.confirm", about=run, after={"now": run.now})
    return run
