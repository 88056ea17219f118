"""One turn of each loop by the database's clock, refused while that clock is in doubt.

What the jobs, the commands and the ticker do; each notes its sign of life.
"""

import logging

from alerts.alarms.beat import beat
from alerts.alarms.models import Alarm
from alerts.alarms.raising import close_alarm, raise_alarm
from alerts.clock import database_now
from alerts.engine.daily import run_daily
from alerts.engine.drain import Drained, drain
from alerts.engine.put_off import do_put_off
from alerts.engine.sweep import sweep
from alerts.lamps.clock_guard import Reading, jump_of, read_clocks
from alerts.lamps.models import SweepRun

logger = logging.getLogger(__name__)

MOST_NOTED = SweepRun._meta.get_field("failed").max_length


class ClockInDoubt(Exception):
    """The clock jumped; nothing is done until it is back or a person confirms it."""


def sweep_once() -> SweepRun:
    """Do what was put off to this instant, and turn the lamps whose instant has come. Raises
    ClockInDoubt."""
    reading = _trusted(note=True)
    failed = do_put_off(now=reading.now)
    run = sweep(now=reading.now)
    run.failed = ",".join(filter(None, [run.failed, *failed]))[:MOST_NOTED]
    run.boot_id, run.uptime = reading.boot_id, reading.uptime
    run.save(update_fields=["failed", "boot_id", "uptime"])
    close_alarm(kind=Alarm.Kind.CLOCK_JUMPED, now=reading.now)
    beat(loop="sweep", now=database_now())
    if run.turned:
        logger.info("Swept: %s lamps turned.", run.turned)
    return run


def drain_once() -> Drained:
    """Gather what must be told into messages and deliver them. Raises ClockInDoubt."""
    done = drain(now=_trusted().now)
    beat(loop="drain", now=database_now())
    if any(done):
        states = ", ".join(f"{state} {n}" for state, n in sorted(done.states.items())) or "none"
        logger.info(
            "Drained: %s gathered, %s rescued, sent: %s.", done.gathered, done.rescued, states
        )
    return done


def daily_once() -> list[str]:
    """Do what is to be done once a day, if it is not done yet; what failed. Raises ClockInDoubt."""
    return run_daily(now=_trusted().now)


def _trusted(*, note: bool = False) -> Reading:
    """The clocks, where they may be trusted; with `note` the held sweep is noted for its
    confirmation, and the alarm raised."""
    reading = read_clocks()
    jump = jump_of(reading)
    if jump is None:
        return reading
    seconds = f"{jump.total_seconds():+.0f} s"
    if note:
        SweepRun.objects.create(**reading._asdict(), held=True)
        raise_alarm(kind=Alarm.Kind.CLOCK_JUMPED, now=reading.now, detail=seconds)
    raise ClockInDoubt(f"The clock jumped by {seconds}.")
