"""The signs of life, read: how long ago each loop was last alive."""

from datetime import datetime, timedelta

from alerts.alarms.models import Heartbeat

LATE = timedelta(minutes=5)  # after so long without a sign a loop is out of order
LOOPS = ("sweep", "drain", "ticker")


def ages(*, now: datetime) -> dict[str, timedelta | None]:
    """How long before `now` each of LOOPS was last alive; None: never."""
    last = dict(Heartbeat.objects.filter(loop__in=LOOPS).values_list("loop", "at"))
    return {loop: age_of(last.get(loop), now=now) for loop in LOOPS}


def age_of(last: datetime | None, *, now: datetime) -> timedelta | None:
    """`now` less `last`, not negative where two clocks differ a little; None where it is None."""
    return None if last is None else max(now - last, timedelta())


def is_late(age: timedelta | None) -> bool:
    """Whether a loop that was alive so long ago, or never, is out of order."""
    return age is None or age > LATE
