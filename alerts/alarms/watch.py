"""Watching the platform's own loops: alarms that are raised, and closed when all is well again.

The ticker calls it, which lives without Redis; what watches the ticker is /healthz (health.py).
"""

from datetime import datetime, timedelta

from django.db import connection, transaction

from alerts.alarms.models import Alarm
from alerts.alarms.raising import close_alarm, raise_alarm
from alerts.alarms.signs import ages, is_late

STUCK = timedelta(minutes=10)  # past its lease, by a sender that still holds the message's lock

# A lock that cannot be had is held: its sender is frozen, not dead (alerts/outbox/rescue.py).
HELD = """
WITH late AS MATERIALIZED (
    SELECT id FROM alerts_message WHERE state = 'sending' AND lease_until < %s
    ORDER BY lease_until LIMIT 500
)
SELECT count(*) FROM late WHERE NOT pg_try_advisory_xact_lock(hashtextextended(id::text, 0))
"""


def watch(*, now: datetime) -> None:
    """Raise what is out of order at `now` (the database's instant), close what is well again."""
    age = ages(now=now)
    for kind, loop in ((Alarm.Kind.SWEEP_LATE, "sweep"), (Alarm.Kind.DRAIN_LATE, "drain")):
        since = "" if age[loop] is None else f"{age[loop].total_seconds():.0f} s"
        _tell(kind, is_late(age[loop]), now=now, detail=since)
    stuck = _stuck_senders(now)
    _tell(Alarm.Kind.SENDER_STUCK, stuck > 0, now=now, detail=str(stuck))


def _tell(kind: str, wrong: bool, *, now: datetime, detail: str) -> None:
    if wrong:
        raise_alarm(kind=kind, now=now, detail=detail)
    else:
        close_alarm(kind=kind, now=now)


@transaction.atomic
def _stuck_senders(now: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(HELD, [now - STUCK])
        return cursor.fetchone()[0]
