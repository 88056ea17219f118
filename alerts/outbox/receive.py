"""What a provider tells us of a message: kept as it came, applied if it says more than we knew.

A state only ever goes on (alerts/outbox/states.py): accepted, sent, then failed or delivered, and
delivered beats failed. So receipts may come twice, in any order, or before we have written down
that the message was taken (reliability study 2.3, 2.8).
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from alerts.alarms.models import Alarm
from alerts.alarms.raising import raise_alarm
from alerts.channels.base import Channel, Forged, Found, Notice, Progress
from alerts.channels.known import channel_named
from alerts.outbox.ended_badly import act_on
from alerts.outbox.models import Message, Receipt
from alerts.outbox.states import STEPS, State

WAITING = [State.HELD, State.PENDING, State.RETRY_WAIT, State.RESEND_OK]
ARRIVED = "arrived"


def reports_here(channel: str, message_id: UUID) -> bool:
    """Whether a report to this address can mean anything: `channel` takes reports, and texts go
    through it, or this one did. Anything else is a stranger's knock and raises no alarm."""
    if channel not in settings.SMS_CHANNELS or not channel_named(channel).signature_header:
        return False
    used = Message.objects.filter(pk=message_id, channel=channel)
    return channel == settings.SMS_CHANNEL or used.exists()


def receive(
    *, channel: Channel, message_id: UUID, url: str, fields, signature: str, now: datetime
) -> bool:
    """Take the receipt `fields` that came to `url` at `now`; False where no message of ours is
    meant, which is kept all the same and raises an alarm.

    Raises:
        Forged: the provider did not sign it, or not for this message; it is counted by an alarm.
    """
    message = Message.objects.filter(pk=message_id, channel=channel.key).first()
    try:
        notice = channel.parse_receipt(url=url, fields=fields, signature=signature)
        if message and message.to != notice.to:
            raise Forged("Another number's.")
    except Forged as reason:
        kind = Alarm.Kind.FORGED_RECEIPT
        raise_alarm(kind=kind, now=now, key=channel.key, detail=str(reason))
        raise
    with transaction.atomic():
        keep(channel=channel, message=message, notice=notice, now=now)
        if message is None:
            raise_alarm(kind=Alarm.Kind.UNMATCHED_RECEIPT, now=now, key=channel.key)
            return False
        apply(channel=channel, message=message, told=notice, now=now)
    return True


def keep(*, channel: Channel, message: Message | None, notice: Notice, now: datetime) -> None:
    """Store what came, once."""
    receipt = Receipt(
        message=message,
        provider=channel.key,
        provider_id=notice.provider_id,
        status=notice.status[:24],
        error_code=notice.error_code[:40],
        raw=dict(notice.raw),
        received_at=now,
    )
    Receipt.objects.bulk_create([receipt], ignore_conflicts=True)


def apply(*, channel: Channel, message: Message, told: Notice | Found, now: datetime) -> bool:
    """Apply what the provider said of `message`; whether its state went on.

    A word that is not known changes nothing and raises an alarm.
    """
    if told.progress is None:
        key = f"{channel.key} {told.status}"
        raise_alarm(kind=Alarm.Kind.UNMAPPED_CODE, now=now, key=key, detail=message.reference)
        return False
    return advance(
        message=message,
        progress=told.progress,
        provider_id=told.provider_id,
        code=told.error_code,
        now=now,
    )


@transaction.atomic
def advance(
    *, message: Message, progress: Progress, provider_id: str | None, code: str, now: datetime
) -> bool:
    """Let `message` go on to `progress`, if that is a step from where it is; whether it did."""
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    to = State(progress.value)
    if to not in STEPS[State(message.state)]:
        return False
    known = message.provider_id
    if to == State.FAILED and known and provider_id not in {None, known}:
        return False  # an earlier try failed; a later one is under way
    message.state = to
    message.reason = code[:40] if to == State.FAILED else ""
    message.provider, message.provider_id = message.channel, provider_id or known
    message.lease_token = message.lease_until = message.looked_up_at = None
    message.save(
        update_fields=["state", "reason", "provider", "provider_id", "lease_token", "lease_until",
                       "looked_up_at"]
    )  # fmt: skip
    if to == State.FAILED:
        act_on(message, now=now)
    elif to == State.DELIVERED:  # what was to go in its stead need not
        waiting = Message.objects.filter(supersedes=message, state__in=WAITING)
        waiting.update(state=State.CANCELLED, reason=ARRIVED)
    return True
