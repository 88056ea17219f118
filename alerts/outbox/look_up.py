"""Looking up messages of unknown outcome at the provider, before anything is sent again.

A message counts as not taken after two look-ups in vain, far enough apart, not before the
provider's slowest accept, in a list that is proven fresh (reliability study 2.3 steps 12-15, 2.7).
Then it may be sent again: by itself, once, if it tells of something overdue; else a person decides.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from django.db.models import F, Max, Min, QuerySet
from django.db.models.functions import Coalesce

from alerts.channels.base import Channel, Found, LookupFailed, NotFound, Progress
from alerts.outbox.models import Message
from alerts.outbox.outgoing import outgoing
from alerts.outbox.receive import advance
from alerts.outbox.resend import decide_resend
from alerts.outbox.stands import presses, why_no_longer
from alerts.outbox.states import State
from alerts.outbox.stop import never
from pages.refused import Refused

APART = timedelta(seconds=60)  # between two look-ups of a message; longer, the longer it lasts
LONGEST_APART = timedelta(minutes=30)
IN_VAIN = 2
NOT_THERE = "not_there"


def look_up(*, channel: Channel, now: datetime, stop: Callable[[], bool] = never) -> Counter:
    """Ask `channel` for its messages of unknown outcome, as of `now`; counts per answer.

    What is decided then is decided here too. Safe side by side: two at once count as one.
    """
    answers: Counter = Counter()
    for message in _due(channel, now):
        if stop():
            break
        if not claim(message, now=now):
            continue
        answer = channel.lookup(outgoing(message), since=message.first_tried)
        answers[type(answer).__name__.lower()] += 1
        _write(channel, message, answer, now)
    for message in Message.objects.filter(channel=channel.key, state=State.RESEND_OK)[:500]:
        decide(message, now=now)
    return answers


def tried(messages: QuerySet) -> QuerySet:
    """With the instants `first_tried` and `last_tried` (its end) of each of `messages`."""
    return messages.annotate(
        first_tried=Coalesce(Min("tries__started_at"), F("made_at")),
        last_tried=Coalesce(Max("tries__ended_at"), F("made_at")),
    )


def _due(channel: Channel, now: datetime) -> list[Message]:
    unknown = tried(Message.objects.filter(state=State.UNKNOWN, channel=channel.key))
    settled = unknown.filter(last_tried__lte=now - channel.settle)
    some = settled.order_by(F("looked_up_at").asc(nulls_first=True), "pk")[:200]
    return [message for message in some if _is_time(message, now)]


def _is_time(message: Message, now: datetime) -> bool:
    if message.looked_up_at is None:
        return True
    apart = min(max(APART, (now - message.last_tried) / 20), LONGEST_APART)
    return message.looked_up_at + apart <= now


def claim(message: Message, *, now: datetime) -> bool:
    """Note a look-up of `message` before it is made; False where another was first."""
    same = Message.objects.filter(
        pk=message.pk,
        state=message.state,
        attempts=message.attempts,
        looked_up_at=message.looked_up_at,
    )
    message.looked_up_at = now
    return bool(same.update(looked_up_at=now))


def _write(
    channel: Channel, message: Message, answer: Found | NotFound | LookupFailed, now: datetime
) -> None:
    same = Message.objects.filter(pk=message.pk, state=State.UNKNOWN, attempts=message.attempts)
    match answer:
        case Found(provider_id, _status, progress, code):
            advance(
                message=message,
                progress=progress or Progress.ACCEPTED,
                provider_id=provider_id,
                code=code,
                now=now,
            )
        case NotFound(reaches_to) if _proves(channel, message, reaches_to, now):
            in_vain = message.lookups + 1
            changes = {"lookups": in_vain}
            if in_vain >= IN_VAIN:
                changes |= {"state": State.RESEND_OK, "reason": NOT_THERE}
            same.update(**changes)


def _proves(channel: Channel, message: Message, reaches_to: datetime | None, now: datetime) -> bool:
    """Whether the provider's list would have the message if it had been taken."""
    if now - message.last_tried >= channel.surely_listed:
        return True
    return reaches_to is not None and reaches_to > message.last_tried


def decide(message: Message, *, now: datetime) -> None:
    """Cancel `message`, which the provider does not have, if it stands no longer; send it again by
    itself if it presses and that was not done before; else leave it to a person."""
    if reason := why_no_longer(message, now=now):
        waiting = Message.objects.filter(pk=message.pk, state=State.RESEND_OK)
        waiting.update(state=State.CANCELLED, reason=reason)
    elif message.resends == 0 and presses(message):
        with suppress(Refused):  # a receipt came in between
            decide_resend(message=message, by=None, now=now)
