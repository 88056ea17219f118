"""Delivering: each message is claimed by one sender, noted ahead, handed over, fenced.

Two short transactions with the provider's call between them (reliability study 2.3, 2.8):
T1 claims the row, writes the attempt and takes a lock that dies with the session; T2 writes the
outcome only if the claim still stands. Whoever is killed in between leaves a row for `rescue`.
"""

import logging
import random
from collections import Counter
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Now

from alerts.channels.base import (
    Accepted,
    Channel,
    Misconfigured,
    NotAccepted,
    Outcome,
    Outgoing,
    Rejected,
    Unknown,
)
from alerts.outbox.models import Attempt, ChannelPause, Message
from alerts.outbox.states import State
from alerts.outbox.windows import may_ring, next_ring

logger = logging.getLogger(__name__)

STOP_AFTER = 60  # seconds: a job that is cut off would leave a message of unknown outcome
PAUSE = timedelta(minutes=10)  # after the provider refused our account
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=30)

CLAIM = """
UPDATE alerts_message SET state = 'sending', attempts = attempts + 1, lease_token = %(token)s,
    lease_until = clock_timestamp() + %(lease)s
WHERE id = (
    SELECT id FROM alerts_message
    WHERE state IN ('pending', 'retry_wait') AND not_before <= %(now)s AND channel = %(channel)s
      AND (expires_at IS NULL OR expires_at > %(now)s)
    ORDER BY not_before, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
) RETURNING id
"""
LOCK = "SELECT pg_advisory_lock(hashtextextended(%s, 0))"
UNLOCK = "SELECT pg_advisory_unlock(hashtextextended(%s, 0))"


def deliver(*, channel: Channel, now: datetime) -> Counter:
    """Send what may be sent at `now` through `channel`; counts per state the messages got to.

    Returns when nothing is left, the channel is paused, phones must rest, or a minute has gone
    (the next look goes on). Never raises for a failed delivery: that is written on the row.
    """
    expire(now=now)
    states: Counter = Counter()
    started = monotonic()
    while may_ring(now) and monotonic() - started < STOP_AFTER and not _paused(channel, now):
        if (message := _claim(channel, now)) is None:
            break
        try:
            states[_send(channel, message, now)] += 1
        finally:
            _run(UNLOCK, message.pk)
    return states


def expire(*, now: datetime) -> int:
    """End what was not sent in time; what is still true is owed anew by its deadline's stages."""
    waiting = Message.objects.filter(
        state__in=[State.HELD, State.PENDING, State.RETRY_WAIT], expires_at__lte=now
    )
    return waiting.update(state=State.EXPIRED)


def _paused(channel: Channel, now: datetime) -> bool:
    return ChannelPause.objects.in_force(at=now).filter(channel=channel.key).exists()


def _run(statement: str, message_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [str(message_id)])


def _claim(channel: Channel, now: datetime) -> Message | None:
    """T1: the next message is ours, and that we try is written before we do."""
    lease = timedelta(seconds=settings.SMS_LEASE_SECONDS)
    values = {"token": uuid4(), "lease": lease, "now": now, "channel": channel.key}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(CLAIM, values)
            if (row := cursor.fetchone()) is None:
                return None
        message = Message.objects.get(pk=row[0])
        Attempt.objects.create(message=message, number=message.attempts, started_at=Now())
        _run(LOCK, message.pk)
    return message


def _send(channel: Channel, message: Message, now: datetime) -> str:
    try:
        outcome = channel.send(outgoing(message))
    except Exception:  # a channel never raises: a bug, and nobody knows what was sent
        logger.exception("The channel %s raised.", channel.key)
        outcome = Unknown("raised")
    state, changes = _written(channel, message, outcome, now)
    code = getattr(outcome, "code", "")
    with transaction.atomic():  # T2
        ours = Message.objects.filter(
            pk=message.pk, state=State.SENDING, lease_token=message.lease_token
        )
        ours.update(state=state, lease_token=None, lease_until=None, **changes)
        tries = Attempt.objects.filter(message=message, number=message.attempts)
        tries.update(ended_at=Now(), outcome=type(outcome).__name__.lower(), provider_code=code)
    return state


def outgoing(message: Message) -> Outgoing:
    """The message as a channel gets it."""
    return Outgoing(
        id=message.pk,
        reference=message.reference,
        to=message.to,
        template=message.template,
        version=message.template_version,
        params=message.params,
        text=message.text,
        valid_for=timedelta(hours=4),
    )


def _written(
    channel: Channel, message: Message, outcome: Outcome, now: datetime
) -> tuple[State, dict]:
    """The state that `outcome` leads to, and what else is written with it."""
    match outcome:
        case Accepted(provider_id, delivered):
            provider = {"provider": channel.key, "provider_id": provider_id}
            return State.DELIVERED if delivered else State.ACCEPTED, provider
        case NotAccepted(code, wait):
            later = next_ring(now + max(wait or timedelta(), back_off(message.attempts)))
            return State.RETRY_WAIT, {"not_before": later, "reason": code}
        case Rejected(code):
            return State.REJECTED, {"reason": code}
        case Misconfigured(code):
            logger.error("The channel %s is paused: %s", channel.key, code)
            ChannelPause.objects.update_or_create(
                channel=channel.key, defaults={"until": now + PAUSE, "reason": code}
            )
            return State.PENDING, {}
        case Unknown(code):
            return State.UNKNOWN, {"reason": code}


def back_off(attempts: int) -> timedelta:
    """How long to wait after so many attempts: doubled each time, a fifth more or less."""
    wait = min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)
    return wait * random.uniform(0.8, 1.2)
