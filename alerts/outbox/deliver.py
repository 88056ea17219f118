"""Delivering: each message is claimed by one sender, noted ahead, handed over, fenced.

Two short transactions with the provider's call between them (reliability study 2.3, 2.8):
T1 claims the row, writes the attempt and takes a lock that dies with the session; T2 writes the
outcome only if the claim still stands. Whoever is killed in between leaves a row for `rescue`.
"""

import logging
import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, F, Q
from django.db.models.functions import Now

from alerts.channels.base import (
    Accepted,
    Channel,
    Misconfigured,
    NotAccepted,
    Outcome,
    Rejected,
    Unknown,
)
from alerts.outbox.breaker import REFUSED, UNREACHED, pause_of, trip, works_again
from alerts.outbox.ended_badly import act_on
from alerts.outbox.models import Attempt, Message
from alerts.outbox.outgoing import outgoing
from alerts.outbox.paused import ChannelPause
from alerts.outbox.receive import advance
from alerts.outbox.stands import why_no_longer
from alerts.outbox.states import State
from alerts.outbox.stop import never
from alerts.outbox.windows import may_ring, next_ring

logger = logging.getLogger(__name__)

STOP_AFTER = 60  # seconds: a job that is cut off would leave a message of unknown outcome
IN_VAIN_AT_MOST = 5  # running; then the provider is not to be reached
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=30)

LOCK = "SELECT pg_advisory_lock(hashtextextended(%s, 0))"
UNLOCK = "SELECT pg_advisory_unlock(hashtextextended(%s, 0))"


def deliver(*, channel: Channel, now: datetime, stop: Callable[[], bool] = never) -> Counter:
    """Send what may be sent at `now` through `channel`; counts per state the messages got to.

    Returns when nothing is left, the channel is paused, phones must rest, a minute has gone (the
    next look goes on), or `stop` says so; the time it takes itself counts for that and for waits.
    Never raises for a failed delivery: that is written on the row.
    """
    expire(now=now)
    states: Counter = Counter()
    started, in_vain = monotonic(), 0

    def clock() -> datetime:
        return now + timedelta(seconds=monotonic() - started)

    while may_ring(clock()) and monotonic() - started < STOP_AFTER and not stop():
        pause = pause_of(channel.key)
        if pause and pause.in_force_at(now):
            break
        if (message := _claim(channel, now)) is None:
            break
        if message.state == State.SENDING:
            try:
                message.state = _send(channel, message, now, clock, doubtful=pause is not None)
            finally:
                _run(UNLOCK, message.pk)
            in_vain = in_vain + 1 if message.state == State.RETRY_WAIT else 0
            if in_vain == IN_VAIN_AT_MOST:
                trip(channel=channel.key, code=message.reason, now=now, first=UNREACHED)
        states[message.state] += 1
    return states


def expire(*, now: datetime) -> int:
    """End what was not sent in time; what is still true is owed anew by its deadline's stages."""
    waiting = Message.objects.filter(
        state__in=[State.HELD, State.PENDING, State.RETRY_WAIT], expires_at__lte=now
    )
    return waiting.update(state=State.EXPIRED)


def _run(statement: str, message_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [str(message_id)])


@transaction.atomic
def _claim(channel: Channel, now: datetime) -> Message | None:
    """T1: the next message is ours, and that we try is written before we do; or it is cancelled,
    because what it says stands no longer."""
    paused = ChannelPause.objects.in_force(at=now).of_message()
    to_send = Message.objects.filter(
        ~Exists(paused),
        Q(expires_at=None) | Q(expires_at__gt=now),
        state__in=[State.PENDING, State.RETRY_WAIT],
        not_before__lte=now,
        channel=channel.key,
    ).order_by("not_before", "pk")
    locked = to_send.select_for_update(skip_locked=True, no_key=True)
    if (message := locked.first()) is None:
        return None
    mine = Message.objects.filter(pk=message.pk)
    if reason := why_no_longer(message, now=now):
        message.state = State.CANCELLED
        mine.update(state=message.state, reason=reason)
        return message
    message.state, message.lease_token = State.SENDING, uuid4()
    message.attempts += 1
    mine.update(
        state=message.state,
        attempts=F("attempts") + 1,
        lease_token=message.lease_token,
        lease_until=Now() + timedelta(seconds=settings.SMS_LEASE_SECONDS),
    )
    Attempt.objects.create(message=message, number=message.attempts, started_at=Now())
    _run(LOCK, message.pk)
    return message


def _send(
    channel: Channel,
    message: Message,
    now: datetime,
    clock: Callable[[], datetime],
    *,
    doubtful: bool = False,
) -> State:
    """The call, and T2: the state the message got to. Waits begin when the provider answered.

    `doubtful`: a pause of the channel has run out, and this message shows whether it works again.
    """
    ours = Message.objects.filter(
        pk=message.pk, state=State.SENDING, lease_token=message.lease_token
    )
    # Whoever was frozen since the claim asks on its own session, which holds the lock: if that is
    # gone this raises, and if another took the message over it is not ours to send.
    if not ours.exists():
        return State.UNKNOWN
    try:
        outcome = channel.send(outgoing(message))
    except Exception:  # a channel never raises: a bug, and nobody knows what was sent
        logger.exception("The channel %s raised.", channel.key)
        outcome = Unknown("raised")
    outcome = _blamed(channel, outcome, now)
    for name, value in _written(channel, message, outcome, clock()).items():
        setattr(message, name, value)
    with transaction.atomic():  # T2
        _write(ours, message, outcome, now)
        if doubtful and isinstance(outcome, Accepted):
            works_again(channel=channel.key, now=now)
    if isinstance(outcome, Misconfigured):
        logger.error("The channel %s is paused: %s", channel.key, outcome.code)
        trip(channel=channel.key, code=outcome.code, now=now, first=REFUSED)
    return message.state


def _write(ours, message: Message, outcome: Outcome, now: datetime) -> None:
    names = ("state", "reason", "not_before", "provider", "provider_id")
    values = {name: getattr(message, name) for name in names}
    written = ours.update(**values, lease_token=None, lease_until=None)
    Attempt.objects.filter(message=message, number=message.attempts).update(
        ended_at=Now(),
        outcome=type(outcome).__name__.lower(),
        provider_code=getattr(outcome, "code", ""),
    )
    if written and message.state == State.REJECTED:
        act_on(message, now=now)
    elif not written and isinstance(outcome, Accepted):
        advance(  # a receipt was first, or somebody gave us up: what we know is more
            message=message,
            progress=outcome.progress,
            provider_id=outcome.provider_id,
            code="",
            now=now,
        )


def _blamed(channel: Channel, outcome: Outcome, now: datetime) -> Outcome:
    """The outcome, once it is known whether other messages go through."""
    if not (isinstance(outcome, Misconfigured) and outcome.or_recipient):
        return outcome
    went = Attempt.objects.filter(
        message__channel=channel.key, outcome="accepted", ended_at__gt=now - timedelta(hours=24)
    )
    return Rejected(outcome.code) if went.exists() else outcome


def _written(channel: Channel, message: Message, outcome: Outcome, now: datetime) -> dict:
    """What is written on the message for `outcome`."""
    match outcome:
        case Accepted(provider_id, progress):
            state = State(progress.value)
            taken = {"provider": channel.key, "provider_id": provider_id, "reason": ""}
            return {"state": state, **taken}
        case NotAccepted(code, wait):
            later = next_ring(now + max(wait or timedelta(), back_off(message.attempts)))
            return {"state": State.RETRY_WAIT, "not_before": later, "reason": code}
        case Rejected(code):
            return {"state": State.REJECTED, "reason": code}
        case Misconfigured():
            return {"state": State.PENDING}
        case Unknown(code):
            return {"state": State.UNKNOWN, "reason": code}


def back_off(attempts: int) -> timedelta:
    """How long to wait after so many attempts: doubled each time, a fifth more or less."""
    wait = min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)
    return wait * random.uniform(0.8, 1.2)
