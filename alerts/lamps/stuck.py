"""Rows whose lamp cannot be turned: set aside with an alarm, tried again every hour."""

from collections.abc import Collection
from datetime import datetime, timedelta

from alerts.alarms.models import Alarm
from alerts.alarms.raising import close_alarm, raise_alarm

TRIED_AGAIN = timedelta(hours=1)
STUCK = Alarm.Kind.LAMP_STUCK


def _open(kind: str):
    return Alarm.objects.filter(kind=STUCK, key__startswith=f"{kind} ", closed_at=None)


def left_alone(*, kind: str, now: datetime) -> list[int]:
    """The ids of the deadlines of `kind` that were set aside within the last hour."""
    recent = _open(kind).filter(last_at__gt=now - TRIED_AGAIN)
    return [_id(key) for key in recent.values_list("key", flat=True)]


def set_aside(*, kind: str, row_id: int, now: datetime) -> None:
    """Raise the alarm of one deadline, by which it is left alone for an hour."""
    raise_alarm(kind=STUCK, key=f"{kind} {row_id}", now=now)


def turns_again(*, kind: str, but: Collection[int], now: datetime) -> None:
    """Close the alarms of `kind`, `but` those of the deadlines that are still set aside."""
    for key in _open(kind).values_list("key", flat=True):
        if _id(key) not in but:
            close_alarm(kind=STUCK, key=key, now=now)


def _id(key: str) -> int:
    return int(key.split()[1])
