"""The jobs of RQ: doorbells without ids. Everything to be done stands in PostgreSQL.

Safe to run twice and side by side. Their dotted paths are data in Redis, and a worker of the
last release may meet the arguments of the next: hence the names stay, and unknown ones are taken.
"""

from alerts.clock import database_now
from alerts.daily.run import run_daily
from alerts.lamps.sweep import sweep as sweep_lamps
from alerts.outbox.drain import drain as drain_outbox
from alerts.outbox.ring import answer


def sweep(**_later) -> None:
    """Turn the lamps whose instant has come."""
    sweep_lamps(now=database_now())


def drain(**_later) -> None:
    """Gather what must be told into messages and deliver them."""
    answer()
    drain_outbox(now=database_now())


def daily(**_later) -> None:
    """Do what is to be done once a day, if it is not done yet."""
    if failed := run_daily(now=database_now()):
        raise RuntimeError(f"Daily duties failed: {', '.join(failed)}")
