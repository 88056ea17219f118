"""Pausing a channel by hand, for one county, and resuming it, whoever or whatever had paused it."""

from datetime import datetime

from django.db import transaction

from alerts.alarms.models import Alarm
from alerts.alarms.raising import close_alarm
from alerts.audit.actor import Actor
from alerts.audit.keeper import require_keeper
from alerts.audit.record import record_audit
from alerts.outbox.paused import ChannelPause
from alerts.ring import ring


@transaction.atomic
def pause_channel(
    *, channel: str, county_id: int, reason: str, by: Actor, now: datetime
) -> ChannelPause:
    """Let no message of a county go through `channel` until a person resumes it; what waits,
    waits. Other counties' messages go on.

    `reason` is for the reader, at most 80 characters.

    Raises:
        PermissionDenied: `by` does not keep the messages of that county.
    """
    require_keeper(by=by, now=now, county_id=county_id)
    pause, _made = ChannelPause.objects.update_or_create(
        key=f"{channel}-county-{county_id}",
        defaults={
            "channel": channel, "county_id": county_id, "until": None, "reason": reason,
            "paused_at": now, "paused_by": by.user,
        },
    )  # fmt: skip
    after = {"channel": channel, "reason": reason}
    record_audit(by=by, now=now, action="channel.pause", about=pause, after=after)
    return pause


@transaction.atomic
def resume_channel(*, key: str, by: Actor, now: datetime) -> bool:
    """End the pause `key`, by hand or of the breaker; False where there was none in force.

    A county's is its office's to end; what concerns all, any office may try again. Its alarm is
    closed; refuses the provider again, the breaker raises a new one.

    Raises:
        PermissionDenied: `by` does not keep the messages of that county, or of none.
    """
    pauses = ChannelPause.objects.in_force(at=now).select_for_update(of=("self",))
    pause = pauses.filter(key=key).first()
    require_keeper(by=by, now=now, county_id=pause.county_id if pause else None)
    if pause is None:
        return False
    before = {"channel": pause.channel, "reason": pause.reason}
    record_audit(by=by, now=now, action="channel.resume", about=pause, before=before)
    pause.delete()
    kind = Alarm.Kind.WORDS_PAUSED if pause.template else Alarm.Kind.CHANNEL_PAUSED
    close_alarm(kind=kind, now=now, key=key)
    ring()
    return True
