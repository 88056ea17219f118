"""The duties of the day: what upper floors want done once every morning."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from alerts.daily.models import DailyRun
from alerts.kinds.collected import collected

logger = logging.getLogger(__name__)

AFTER_MIDNIGHT = timedelta(minutes=5)  # so that midnight's own lamps are swept first


def run_daily(*, now: datetime, duties: Sequence[str] | None = None) -> list[str]:
    """Do what of `duties` is not yet done for the day of `now`; return what failed.

    `duties` are dotted paths; all that the rooms declare (alerts/kinds) where None are given.
    A day begins at 00:05 in Asia/Shanghai. Each duty is a function `duty(*, now)`, done in one
    transaction with the note that it was; so calling this every hour misses no day, repeats
    nothing, and tries again what failed. Safe to run side by side.
    """
    day = timezone.localtime(now - AFTER_MIDNIGHT).date()
    done = set(DailyRun.objects.filter(day=day).values_list("duty", flat=True))
    failed = []
    for duty in collected().paths("daily") if duties is None else duties:
        if duty in done:
            continue
        try:
            _do(duty, day=day, now=now)
        except Exception:
            logger.exception("The daily duty %s failed.", duty)
            failed.append(duty)
    return failed


@transaction.atomic
def _do(duty: str, *, day, now: datetime) -> None:
    with connection.cursor() as cursor:  # two hosts: the second waits, then finds it done
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [duty])
    if not DailyRun.objects.filter(day=day, duty=duty).exists():
        import_string(duty)(now=now)
        DailyRun.objects.create(day=day, duty=duty)
        logger.info("The daily duty %s is done for %s.", duty, day)
