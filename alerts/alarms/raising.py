"""Raising an alarm and closing it: one statement each, safe side by side."""

from datetime import datetime

from django.db import connection

from alerts.alarms.models import Alarm

RAISE = """
INSERT INTO alerts_alarm (kind, key, county_id, detail, count, raised_at, last_at)
VALUES (%(kind)s, %(key)s, %(county)s, %(detail)s, 1, %(now)s, %(now)s)
ON CONFLICT (kind, key, county_id) WHERE closed_at IS NULL DO UPDATE SET
    count = alerts_alarm.count + 1,
    last_at = greatest(alerts_alarm.last_at, excluded.last_at),
    detail = excluded.detail
"""


def raise_alarm(
    *, kind: str, now: datetime, key: str = "", county_id: int | None = None, detail: str = ""
) -> None:
    """Say that something is out of order (`kind` of Alarm.Kind; `key` tells two of a kind apart).

    One open row for each kind, key and county: raised again, it counts up and tells the newest
    `detail` (at most 200 characters are kept, of `key` 40). No personal data in either.
    """
    values = {"kind": kind, "key": key[:40], "county": county_id, "detail": detail[:200]}
    with connection.cursor() as cursor:
        cursor.execute(RAISE, values | {"now": now})


def close_alarm(*, kind: str, now: datetime, key: str = "", county_id: int | None = None) -> None:
    """Say that it is well again; nothing happens where no such alarm is open."""
    alarms = Alarm.objects.filter(kind=kind, key=key[:40], county_id=county_id, closed_at=None)
    alarms.update(closed_at=now)
