"""Messages that a person must look at: not moving, not waiting, not well (reliability study 2.1).

What stands still stays in view until somebody decides. What has ended badly stays until the person
was told otherwise (called, sent again, read on the platform), or for thirty days.
"""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from alerts.outbox.again import TOLD_ANEW
from alerts.outbox.models import INBOX, NEVER_SENT, MessageQuerySet
from alerts.outbox.states import State
from alerts.reminders.models import Reminder

KEPT_IN_VIEW = timedelta(days=30)
STANDING_STILL = {State.HELD, State.UNKNOWN, State.RESEND_OK}
ENDED = Q(state__in=[State.FAILED, State.REJECTED, State.UNCONFIRMED])
EXPIRED = Q(state=State.EXPIRED) & ~Q(reason=TOLD_ANEW)  # nothing stands in its place
NOT_REACHED = ENDED | EXPIRED | Q(state=State.CANCELLED, reason__in=NEVER_SENT)


def in_trouble(messages: MessageQuerySet, *, now: datetime) -> MessageQuerySet:
    """Those of `messages` that are open at `now`."""
    recent = Q(made_at__gt=now - KEPT_IN_VIEW)
    return messages.filter(
        Q(state__in=STANDING_STILL) | (NOT_REACHED & recent & ~_told_otherwise())
    ).exclude(channel=INBOX)


def _told_otherwise() -> Q:
    """Called, sent again, or all that it carries was read on the platform."""
    chain = [OuterRef(name) for name in ("pk", "supersedes", "supersedes__supersedes")]
    carried = Reminder.objects.filter(reduce(or_, (Q(text=text) for text in chain)))
    unread = carried.filter(message__read_at=None)
    return (
        Q(hand_call__isnull=False)
        | Q(message__isnull=False)
        | (Q(Exists(carried)) & ~Q(Exists(unread)))
    )
