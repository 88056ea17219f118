"""How the channels are: what went through them in a day, how fast, and whether the loops live."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alerts.alarms.models import Heartbeat
from alerts.lamps.models import SweepRun
from alerts.outbox.channel_names import channel_name
from alerts.outbox.models import INBOX, Message, MessageEvent
from alerts.outbox.quota import Quota
from alerts.outbox.states import State
from responsibility.organisation.units.models import Unit
from responsibility.outbox.channels.paused import Paused, by_channel, paused
from responsibility.outbox.rows import sign_of

DAY = timedelta(hours=24)
TAKEN = [State.ACCEPTED, State.SENT, State.DELIVERED]
WAITING = Q(state__in=[State.HELD, State.PENDING, State.RETRY_WAIT, State.RESEND_OK])
LOOPS = {
    "ticker": gettext_lazy("Clock"),
    "sweep": gettext_lazy("Turning lamps"),
    "drain": gettext_lazy("Sending"),
    "look_up": gettext_lazy("Looking up"),
}

# Half of the messages, and nine of ten, took at most so long from being due to the first such step.
SPEED = """
SELECT channel, percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY took) FROM (
    SELECT m.channel, min(e.at) - m.made_at AS took
    FROM alerts_message m JOIN alerts_messageevent e ON e.message_id = m.id
    WHERE m.made_at > %(since)s AND m.channel <> 'inbox' AND e.to_state = ANY (%(states)s)
      AND (%(everywhere)s OR m.county_id = ANY (%(counties)s))
    GROUP BY m.id
) AS first GROUP BY channel
"""


class Speed(NamedTuple):
    """Times from made to a step that half, and nine of ten messages needed at most, in words."""

    half: str
    nine_of_ten: str


class Count24(NamedTuple):
    """How many messages of the last 24 hours stand in a state; `sign` as of the tag `status`."""

    sign: str
    word: str
    count: int


@dataclass
class ChannelHealth:
    """One channel. `in_use`: new texts go through it; `pauses`: those in force."""

    key: str
    in_use: bool
    pauses: list[Paused] = field(default_factory=list)
    counts: list[Count24] = field(default_factory=list)
    last_accepted: datetime | None = None
    oldest_waiting: datetime | None = None
    accepted: Speed | None = None
    delivered: Speed | None = None

    @property
    def name(self) -> str:
        return channel_name(self.key)

    @property
    def is_paused(self) -> bool:
        """Whether nothing goes through it at all."""
        return any(one.whole for one in self.pauses)


class MonthUsed(NamedTuple):
    """How many short messages of the month's quota are used."""

    used: int
    most: int


class Beat(NamedTuple):
    """When a loop was last alive; None: never."""

    name: str
    at: datetime | None


def channels_of(*, counties: Collection[int] | None, now: datetime) -> list[ChannelHealth]:
    """The channels with the texts of `counties` (None: of all); constant queries.

    A channel is shown that is in use, paused, or had texts in the last 24 hours.
    """
    ours = Q() if counties is None else Q(county_id__in=counties)
    texts = Message.objects.filter(ours).exclude(channel=INBOX).order_by()
    pauses = by_channel(paused(counties=counties, now=now))
    found: dict[str, ChannelHealth] = {}
    since, counted = now - DAY, defaultdict(list)
    rows = texts.filter(made_at__gt=since).values_list("channel", "state").annotate(n=Count("pk"))
    for channel, state, n in rows.order_by("channel", "state"):
        counted[channel].append(Count24(sign_of(state), str(State(state).label), n))
    for key in dict.fromkeys([*_in_use(), *pauses, *counted]):
        found[key] = ChannelHealth(
            key, in_use=key in _in_use(), pauses=pauses.get(key, []), counts=counted[key]
        )
    _fill(found, texts, TAKEN, counties, since)
    return list(found.values())


def _in_use() -> list[str]:
    return [] if settings.SMS_CHANNEL == "none" else [settings.SMS_CHANNEL]


def _fill(found, texts, taken, counties, since) -> None:
    """Times: the last acceptance, the oldest that waits, and how fast it goes."""
    events = MessageEvent.objects.filter(message__in=texts.filter(made_at__gt=since - DAY))
    last = events.filter(to_state__in=taken).order_by().values_list("message__channel")
    last_accepted = dict(last.annotate(at=Max("at")))
    oldest = dict(texts.filter(WAITING).values_list("channel").annotate(at=Min("made_at")))
    accepted = _speed(taken, counties, since)
    delivered = _speed([State.DELIVERED], counties, since)
    for key, channel in found.items():
        channel.last_accepted, channel.oldest_waiting = last_accepted.get(key), oldest.get(key)
        channel.accepted, channel.delivered = accepted.get(key), delivered.get(key)


def _speed(states: Iterable[str], counties, since: datetime) -> dict[str, Speed]:
    values = {
        "since": since,
        "states": [str(state) for state in states],
        "everywhere": counties is None,
        "counties": list(counties or ()),
    }
    with connection.cursor() as cursor:
        cursor.execute(SPEED, values)
        return {channel: Speed(*map(how_long, both)) for channel, both in cursor.fetchall()}


def how_long(took: timedelta) -> str:
    """A duration in the largest unit that fits; none is negative where two clocks differ."""
    seconds = max(int(took.total_seconds()), 0)
    if seconds < 120:
        return _("%(number)d s") % {"number": seconds}
    if seconds < 7200:
        return _("%(number)d min") % {"number": seconds // 60}
    return _("%(number)d h") % {"number": seconds // 3600}


def month_used(*, counties: Collection[int] | None, now: datetime) -> MonthUsed | None:
    """What `counties` (None: all) have used together; None where there is no quota."""
    if counties is None:
        counties = Unit.objects.filter(kind=Unit.Kind.COUNTY).values_list("pk", flat=True)
    quota = Quota.of(set(counties), now=now)
    return MonthUsed(sum(quota.used.values()), quota.most * len(quota.used)) if quota.most else None


def beats() -> list[Beat]:
    """The signs of life of the platform's loops."""
    last = dict(Heartbeat.objects.values_list("loop", "at"))
    return [Beat(str(name), last.get(loop)) for loop, name in LOOPS.items()]


def last_sweep() -> SweepRun | None:
    """The newest note of a sweep."""
    return SweepRun.objects.order_by("-started_at").first()
