"""What every page says of the engine: when it last ran, and what is gravely wrong."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.utils.translation import gettext as _

from alerts.alarms.models import Alarm, Heartbeat
from alerts.alarms.signs import age_of, is_late
from pages.prepared import Prepared

# What stops the engine until a person decides.
GRAVE = [Alarm.Kind.RESTORED, Alarm.Kind.CLOCK_JUMPED]


class Engine(NamedTuple):
    """`swept` in words; `late`: longer ago than five minutes; `grave`: kinds of open alarms."""

    swept: str
    late: bool
    grave: frozenset[str]


def engine_at(now: datetime) -> Engine:
    """How the engine is at `now`; one query."""
    ((last, kinds),) = _LAST_SWEEP() or [(None, [])]
    age = age_of(last, now=now)
    return Engine(_in_words(age), is_late(age), frozenset(kinds))


def _last_sweep():
    grave = Alarm.objects.filter(kind__in=GRAVE, closed_at=None).values("kind")
    sweeps = Heartbeat.objects.filter(loop="sweep").annotate(grave=ArraySubquery(grave))
    return sweeps.values_list("at", "grave")[:1]


_LAST_SWEEP = Prepared(_last_sweep)


def _in_words(age) -> str:
    """So long ago, in the largest unit that fits."""
    if age is None:
        return _("The reminder system has not run yet")
    seconds = int(age.total_seconds())
    for size, sentence in (
        (86400, _("The reminder system last ran %(number)d d ago")),
        (3600, _("The reminder system last ran %(number)d h ago")),
        (60, _("The reminder system last ran %(number)d min ago")),
    ):
        if seconds >= size:
            return sentence % {"number": seconds // size}
    return _("The reminder system last ran %(number)d s ago") % {"number": seconds}
