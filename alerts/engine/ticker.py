"""The ticker's bells: sweep, drain and the daily duties, rung once a slot; and its watch.

RQ's own cron is not used: it dies with Redis, rings twice when run twice and forgets the
serializer (reliability study 4.2). Here the slot stands in the job's id, so two tickers ring once.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from django.db import close_old_connections
from django.db.utils import InterfaceError, OperationalError
from redis.exceptions import RedisError
from rq.exceptions import DuplicateJobError

from alerts import jobs
from alerts.alarms.beat import beat
from alerts.alarms.signs import age_of
from alerts.alarms.watch import watch
from alerts.clock import database_now
from alerts.lamps.runs import last_sweep
from alerts.ring import door

logger = logging.getLogger(__name__)

HOUR = 3600


class Bell(NamedTuple):
    """A job rung `every` so many seconds, `after` so many seconds into its slot."""

    job: str
    every: float
    after: float = 0
    patience: int = 600  # seconds the job may take

    def slot(self, clock: float) -> int:
        return int((clock - self.after) // self.every)


class Ticker:
    """Rings `sweep` and `drain` every so many seconds, `daily` at five past each hour.

    Where nobody answers (no Redis, no worker) it does the work itself, after three slots. As
    often as it rings it notes its own sign of life and watches those of the others.
    """

    def __init__(self, *, every: float, clock: float):
        self.every = every
        self.bells = [Bell("sweep", every), Bell("drain", every), Bell("daily", HOUR, 300)]
        self.rung: dict[str, int] = {}
        self.redis_is_away = False
        self.watched_at = self.looked_at = clock

    def tick(self, clock: float) -> None:
        """Ring what is due at `clock` (seconds since 1970); never raises for a missing server."""
        for bell in self.bells:
            slot = bell.slot(clock)
            if self.rung.get(bell.job) != slot and self._ring(bell, slot):
                self.rung[bell.job] = slot
        if clock - self.looked_at >= 3 * self.every:
            self.looked_at = clock
            self._do(self._stand_in)
        if abs(clock - self.watched_at) >= self.every:
            self.watched_at = clock
            self._do(_watch)

    def _ring(self, bell: Bell, slot: int) -> bool:
        lifetime = max(2 * int(bell.every), 2)
        try:
            door().enqueue(
                f"alerts.jobs.{bell.job}",
                job_id=f"{bell.job}-{slot}",
                unique=True,
                ttl=lifetime,
                result_ttl=lifetime,
                failure_ttl=24 * HOUR,
                job_timeout=bell.patience,
            )
        except DuplicateJobError:
            pass  # another ticker was first
        except RedisError as reason:
            if not self.redis_is_away:
                logger.warning("Redis is away: %s", reason)
            self.redis_is_away = True
            return False
        if self.redis_is_away:
            logger.warning("Redis is back.")
        self.redis_is_away = False
        return True

    def _do(self, work: Callable[[], None]) -> None:
        try:
            close_old_connections()
            work()
        except (OperationalError, InterfaceError) as reason:
            logger.warning("PostgreSQL is away: %s", reason)
        except Exception:
            logger.exception("The ticker failed at its own work.")

    def _stand_in(self) -> None:
        """Do the work here if nobody has swept of late."""
        now, patience = database_now(), timedelta(seconds=3 * self.every)
        if (age := age_of(last_sweep(), now=now)) is not None and age < patience:
            return
        logger.warning("No worker answers: the ticker sweeps and drains by itself.")
        jobs.sweep()
        jobs.drain()
        jobs.daily()


def _watch() -> None:
    now = database_now()
    beat(loop="ticker", now=now)
    watch(now=now)
