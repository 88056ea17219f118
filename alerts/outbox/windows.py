"""Send windows: when a phone may ring, and how often at most.

Between 08:30 and 20:00, Asia/Shanghai, the day falls into windows of settings.SMS_WINDOW_MINUTES.
A person gets at most one message in each; what is owed meanwhile waits for the next. Where
settings.SMS_QUIET_HOURS is off (evaluation: no message leaves the machine) nights have windows too.
"""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

FROM, UNTIL = time(8, 30), time(20)


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
    """The key of the window that `at` lies in, "2026-09-24 0830"; None in quiet hours."""
    if not may_ring(at):
        return None
    local = timezone.localtime(at)
    morning = datetime.combine(local.date(), FROM, local.tzinfo)
    length = timedelta(minutes=settings.SMS_WINDOW_MINUTES)
    start = max(morning + (local - morning) // length * length, _midnight(local))
    return f"{start:%Y-%m-%d %H%M}"


def _midnight(local: datetime) -> datetime:
    return datetime.combine(local.date(), time(), local.tzinfo)
