"""The breaker of a channel: it pauses by itself where going on can only do harm (study 2.6).

Its pause runs out by itself and is twice as long each time nothing went through in between. What
a provider filters for its words pauses those words alone, until a person resumes them.
"""

from datetime import datetime, timedelta

from django.db import transaction

from alerts.alarms.models import Alarm
from alerts.alarms.raising import close_alarm, raise_alarm
from alerts.channels.codes import Action, codes_for
from alerts.outbox.models import Message
from alerts.outbox.paused import ChannelPause
from alerts.outbox.states import State

REFUSED = timedelta(minutes=10)  # the first pause after the provider refused our account
UNREACHED = timedelta(minutes=1)  # the first after it could not be reached some times running
LONGEST = timedelta(hours=2)
FILTERED_AT_MOST, FILTERED_WITHIN = 3, timedelta(hours=1)


def pause_of(channel: str) -> ChannelPause | None:
    """The channel's pause, in force or run out; None where it works."""
    return ChannelPause.objects.filter(key=channel).first()


@transaction.atomic
def trip(*, channel: str, code: str, now: datetime, first: timedelta) -> None:
    """Pause `channel` at `now` for what `code` says, `first` at the first time; raise the alarm.

    A pause that is in force stays as it is: several senders run into the same wall.
    """
    pause = ChannelPause.objects.select_for_update().filter(key=channel).first()
    if pause and pause.in_force_at(now):
        return
    length = first
    if pause and pause.until and pause.paused_at:
        length = min(max(2 * (pause.until - pause.paused_at), first), LONGEST)
    ChannelPause.objects.update_or_create(
        key=channel,
        defaults={
            "channel": channel,
            "until": now + length,
            "reason": code[:80],
            "paused_at": now,
            "paused_by": None,
        },
    )
    raise_alarm(kind=Alarm.Kind.CHANNEL_PAUSED, now=now, key=channel, detail=code)


@transaction.atomic
def works_again(*, channel: str, now: datetime) -> None:
    """Note that the provider took a message: forget the pause that ran out, close its alarm."""
    if ChannelPause.objects.filter(key=channel, until__lte=now).delete()[0]:
        close_alarm(kind=Alarm.Kind.CHANNEL_PAUSED, now=now, key=channel)


def count_filtered(*, message: Message, now: datetime) -> None:
    """Pause the words of `message` if a provider filtered them three times in an hour."""
    same = Message.objects.filter(
        channel=message.channel,
        template=message.template,
        template_version=message.template_version,
        state__in=[State.FAILED, State.REJECTED],
        reason__in=codes_for(message.channel, Action.FILTERED, Action.SHORTER),
        events__to_state__in=[State.FAILED, State.REJECTED],
        events__at__gt=now - FILTERED_WITHIN,
    )
    if same.distinct().count() >= FILTERED_AT_MOST:
        _pause_words(message, now)


def _pause_words(message: Message, now: datetime) -> None:
    words = {"template": message.template, "version": message.template_version}
    key = "-".join(map(str, [message.channel, *words.values()]))
    _pause, made = ChannelPause.objects.get_or_create(
        key=key,
        defaults={
            "channel": message.channel, "reason": message.reason, "paused_at": now, **words,
        },
    )  # fmt: skip
    if made:
        raise_alarm(kind=Alarm.Kind.WORDS_PAUSED, now=now, key=key, detail=message.reason)
