"""Pausing a channel by hand, and resuming it, whoever or whatever had paused it."""

from datetime import datetime

from django.db import transaction

from alerts.alarms.models import Alarm
from alerts.alarms.raising import close_alarm
from alerts.audit.actor import Actor
from alerts.audit.keeper import require_keeper
from alerts.audit.record import record_audit
from alerts.outbox.models import ChannelPause
from alerts.ring import ring


@transaction.atomic
def pause_channel(*, channel: str, reason: str, by: Actor, now: datetime) -> ChannelPause:
    """Let nothing go through `channel` until a person resumes it; what waits, waits.

    `reason` is for the reader, at most 80 characters. A pause of the breaker becomes one of `by`.

    Raises:
        PermissionDenied: `by` keeps the messages of no county.
    """
    require_keeper(by=by, now=now)
    by_hand = {"until": None, "reason": reason, "paused_at": now, "paused_by": by.user}
    pause, _made = ChannelPause.objects.update_or_create(channel=channel, defaults=by_hand)
    record_audit(by=by, now=now, action="channel.pause", about=pause, after={"reason": reason})
    return pause


@transaction.atomic
def resume_channel(*, channel: str, by: Actor, now: datetime) -> bool:
    """End the pause of `channel`, by hand or of the breaker; False where there was none in force.

    Its alarm is closed; refuses the provider again, the breaker raises a new one.

    Raises:
        PermissionDenied: `by` keeps the messages of no county.
    """
    require_keeper(by=by, now=now)
    pauses = ChannelPause.objects.in_force(at=now).select_for_update()
    if (pause := pauses.filter(channel=channel).first()) is None:
        return False
    record_audit(
        by=by, now=now, action="channel.resume", about=pause, before={"reason": pause.reason}
    )
    pause.delete()
    close_alarm(kind=Alarm.Kind.CHANNEL_PAUSED, now=now, key=channel)
    ring()
    return True
