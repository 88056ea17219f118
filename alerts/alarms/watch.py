"""Watching the platform's own loops: alarms that are raised, and closed when all is well again.

The ticker calls it, which lives without Redis; what watches the ticker is /healthz (health.py).
Senders that stand still are seen by whoever drains next (alerts/outbox/rescue.py).
"""

from datetime import datetime

from alerts.alarms.models import Alarm
from alerts.alarms.raising import close_alarm, raise_alarm
from alerts.alarms.signs import ages, is_late

WATCHED = ((Alarm.Kind.SWEEP_LATE, "sweep"), (Alarm.Kind.DRAIN_LATE, "drain"))


def watch(*, now: datetime) -> None:
    """Raise what is late at `now` (the database's instant), close what lives again."""
    age = ages(now=now)
    for kind, loop in WATCHED:
        if not is_late(age[loop]):
            close_alarm(kind=kind, now=now)
            continue
        since = "" if age[loop] is None else f"{age[loop].total_seconds():.0f} s"
        raise_alarm(kind=kind, now=now, detail=since)
