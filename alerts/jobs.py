"""The jobs of RQ: doorbells without ids. Everything to be done stands in PostgreSQL.

Safe to run twice and side by side. Their dotted paths are data in Redis, and a worker of the
last release may meet the arguments of the next: hence the names stay, and unknown ones are taken.
"""

import logging
from contextlib import contextmanager

from alerts.engine.loops import ClockInDoubt, daily_once, drain_once, sweep_once
from alerts.ring import answer

logger = logging.getLogger(__name__)


@contextmanager
def _unless_the_clock_jumped():
    try:
        yield
    except ClockInDoubt as reason:  # the alarm says it to people
        logger.error("%s Nothing is done.", reason)


@_unless_the_clock_jumped()
def sweep(**_later) -> None:
    """Turn the lamps whose instant has come."""
    sweep_once()


@_unless_the_clock_jumped()
def drain(**_later) -> None:
    """Gather what must be told into messages and deliver them."""
    answer()
    drain_once()


@_unless_the_clock_jumped()
def daily(**_later) -> None:
    """Do what is to be done once a day, if it is not done yet."""
    if failed := daily_once():
        raise RuntimeError(f"Daily duties failed: {', '.join(failed)}")
