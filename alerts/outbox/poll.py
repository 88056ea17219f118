"""Asking a provider how far it got with what it took, where its receipts do not come."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F, Q

from alerts.channels.base import Channel, Found, Notice
from alerts.outbox.look_up import claim, tried
from alerts.outbox.models import Message
from alerts.outbox.outgoing import outgoing
from alerts.outbox.receive import apply, keep
from alerts.outbox.states import State
from alerts.outbox.stop import never

EVERY = timedelta(minutes=10)
AT_ONCE = 200


def poll(*, channel: Channel, now: datetime, stop: Callable[[], bool] = never) -> Counter:
    """Ask `channel` about what it took more than ten minutes before `now`; counts per answer."""
    answers: Counter = Counter()
    if not channel.reports_back:
        return answers
    for message in _due(channel, now):
        if stop():
            break
        if not claim(message, now=now):
            continue
        answer = channel.poll(
            outgoing(message), provider_id=message.provider_id, since=message.first_tried
        )
        answers[type(answer).__name__.lower()] += 1
        if isinstance(answer, Found):
            keep(channel=channel, message=message, notice=_as_notice(message, answer), now=now)
            apply(channel=channel, message=message, told=answer, now=now)
    return answers


def _due(channel: Channel, now: datetime) -> list[Message]:
    awaited = tried(
        Message.objects.filter(
            Q(looked_up_at=None) | Q(looked_up_at__lte=now - EVERY),
            state__in=[State.ACCEPTED, State.SENT],
            channel=channel.key,
        )
    )
    old_enough = awaited.filter(last_tried__lte=now - EVERY)
    return list(old_enough.order_by(F("looked_up_at").asc(nulls_first=True), "pk")[:AT_ONCE])


def _as_notice(message: Message, found: Found) -> Notice:
    """An answer is kept like a receipt, marked as asked for."""
    return Notice(
        provider_id=found.provider_id or str(message.pk),
        status=found.status,
        progress=found.progress,
        error_code=found.error_code,
        to=message.to,
        raw={"asked_for": True, "status": found.status, "error_code": found.error_code},
    )
