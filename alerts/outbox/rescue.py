"""Rescuing what a dead sender left: never sent again unless that can give no second text."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models.functions import Now

from alerts.alarms.models import Alarm
from alerts.alarms.raising import close_alarm, raise_alarm
from alerts.channels.base import Channel
from alerts.outbox.models import Attempt, Message
from alerts.outbox.states import State

STUCK_AFTER = timedelta(minutes=10)

# The lock dies with its sender's session: a sender that is only frozen still holds it.
ABANDONED = """
WITH late AS MATERIALIZED (
    SELECT id FROM alerts_message WHERE state = 'sending' AND lease_until < clock_timestamp()
    ORDER BY lease_until LIMIT 500 FOR NO KEY UPDATE SKIP LOCKED
)
SELECT id FROM late WHERE pg_try_advisory_xact_lock(hashtextextended(id::text, 0))
"""


@transaction.atomic
def rescue() -> int:
    """Mark what was being sent by a session that is gone as unknown; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(ABANDONED)
        ids = [row[0] for row in cursor.fetchall()]
    left = Message.objects.filter(pk__in=ids)
    Attempt.objects.filter(message__in=ids, ended_at=None).update(ended_at=Now(), outcome="lost")
    return left.update(state=State.UNKNOWN, lease_token=None, lease_until=None, reason="lost")


def watch_senders(*, now: datetime) -> int:
    """Raise an alarm for senders that hold a message long after their lease, alive but standing
    still (a frozen process or machine): nobody else may send it. Returns how many."""
    over = Now() - STUCK_AFTER
    stuck = Message.objects.filter(state=State.SENDING, lease_until__lt=over).count()
    if stuck:
        raise_alarm(kind=Alarm.Kind.SENDER_STUCK, now=now, detail=str(stuck))
    else:
        close_alarm(kind=Alarm.Kind.SENDER_STUCK, now=now)
    return stuck


@transaction.atomic
def send_again(*, channel: Channel) -> int:
    """Let unknown messages of a channel that knows our ids be sent again; return how many.

    For every other channel they stay unknown until the provider is asked or its receipt comes.
    """
    if not channel.dedupes_on_our_id:
        return 0
    unknown = Message.objects.filter(state=State.UNKNOWN, channel=channel.key)
    ids = list(unknown.select_for_update(skip_locked=True).values_list("pk", flat=True)[:500])
    again = Message.objects.filter(pk__in=ids)
    again.update(state=State.RESEND_OK)
    return again.update(state=State.PENDING)
