"""What every page says of the engine: when it last ran, and what is gravely wrong."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from alerts.alarms.models import Alarm, Heartbeat
from alerts.alarms.signs import age_of, is_late
from alerts.workdays.models import Outage
from pages.prepared import INSTANT, Prepared

# What stops the engine until a person decides.
GRAVE = [Alarm.Kind.RESTORED, Alarm.Kind.CLOCK_JUMPED]


AHEAD = timedelta(days=7)  # maintenance is announced on every page so long before


class Announced(NamedTuple):
    """Maintenance that is announced, of a county."""

    county_id: int
    starts_at: datetime
    ends_at: datetime
    reason: str


class Engine(NamedTuple):
    """`swept` in words; `late`: longer ago than five minutes; `grave`: kinds of open alarms;
    `announced`: maintenance that is near or under way."""

    swept: str
    late: bool
    grave: frozenset[str]
    announced: list[Announced]


def engine_at(now: datetime) -> Engine:
    """How the engine is at `now`; one query."""
    found = _LAST_SWEEP(now=now, soon=now + AHEAD) or [(None, [], [])]
    ((last, kinds, planned),) = found
    age = age_of(last, now=now)
    announced = [_announced(**one) for one in planned]
    return Engine(_in_words(age), is_late(age), frozenset(kinds), announced)


def _announced(*, county_id: int, starts_at: str, ends_at: str, reason: str) -> Announced:
    times = datetime.fromisoformat(starts_at), datetime.fromisoformat(ends_at)
    return Announced(county_id, *times, reason)


def _last_sweep(now, soon):
    planned = Outage.objects.in_force().filter(planned=True, ends_at__gt=now, starts_at__lt=soon)
    planned = planned.order_by("starts_at").values(
        says=JSONObject(**{name: name for name in Announced._fields})
    )
    grave = Alarm.objects.filter(kind__in=GRAVE, closed_at=None).values("kind")
    sweeps = Heartbeat.objects.filter(loop="sweep").annotate(
        grave=ArraySubquery(grave), planned=ArraySubquery(planned)
    )
    return sweeps.values_list("at", "grave", "planned")[:1]


_LAST_SWEEP = Prepared(_last_sweep, now=INSTANT, soon=INSTANT)


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
