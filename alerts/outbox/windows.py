"""Send windows: when a phone may ring, and how often at most.

Phones ring between 08:30 and 20:00, Asia/Shanghai. A person gets one text a day with all that is
new, from the morning of a working day on (the caller knows the days off); where
settings.SMS_WINDOW_MINUTES is not 0 the day falls into windows of so many minutes instead. Urgent
stages have short windows of their own, on days off too. What is owed meanwhile waits for the next
window. Where settings.SMS_QUIET_HOURS is off (evaluation: no message leaves the machine) nights
have windows too.
"""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

FROM, UNTIL = time(8, 30), time(20)
URGENT_MINUTES = 30


def may_ring(at: datetime) -> bool:
    """Whether a phone may ring at the aware instant `at`."""
    return not settings.SMS_QUIET_HOURS or FROM <= timezone.localtime(at).time() < UNTIL


def next_ring(at: datetime) -> datetime:
    """The first instant from `at` on at which a phone may ring."""
    if may_ring(at):
        return at
    local = timezone.localtime(at)
    morning = datetime.combine(local.date(), FROM, local.tzinfo)
    return morning if local < morning else morning + timedelta(days=1)


def window_of(at: datetime) -> str | None:
    """The key of the window of all that is new, "2026-09-24"; None in quiet hours."""
    if not may_ring(at):
        return None
    if not settings.SMS_WINDOW_MINUTES:
        return f"{timezone.localtime(at):%Y-%m-%d}"
    return _short(at, settings.SMS_WINDOW_MINUTES)


def urgent_window_of(at: datetime) -> str | None:
    """The key of the window of urgent stages, "2026-09-24 1000 u"; None in quiet hours."""
    if not may_ring(at):
        return None
    return _short(at, min(settings.SMS_WINDOW_MINUTES or URGENT_MINUTES, URGENT_MINUTES)) + " u"


def _short(at: datetime, minutes: int) -> str:
    local = timezone.localtime(at)
    morning = datetime.combine(local.date(), FROM, local.tzinfo)
    length = timedelta(minutes=minutes)
    start = max(morning + (local - morning) // length * length, _midnight(local))
    return f"{start:%Y-%m-%d %H%M}"


def _midnight(local: datetime) -> datetime:
    return datetime.combine(local.date(), time(), local.tzinfo)
