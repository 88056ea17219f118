"""The end of waiting for a provider: nobody knows whether the message arrived, call the person."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from alerts.outbox.look_up import tried
from alerts.outbox.models import Message
from alerts.outbox.states import State

NOT_LOOKED_UP, NO_RECEIPT = "not_looked_up", "no_receipt"
AFTER_UNKNOWN = timedelta(hours=24)
AFTER_ACCEPTED = timedelta(hours=72)


def give_up(*, now: datetime, silent: list[str]) -> int:
    """Mark as unconfirmed what was of unknown outcome for a day, or had no receipt for three, at
    `now`; return how many (reliability study 2.3, steps 15 and 18).

    A late receipt may still lift it. `silent` are the channels that never report.
    """
    unknown = Message.objects.filter(state=State.UNKNOWN)
    awaited = Message.objects.filter(state__in=[State.ACCEPTED, State.SENT])
    return _end(unknown, now - AFTER_UNKNOWN, NOT_LOOKED_UP) + _end(
        awaited.exclude(channel__in=silent), now - AFTER_ACCEPTED, NO_RECEIPT
    )


def _end(waiting: QuerySet, before: datetime, reason: str) -> int:
    old = tried(waiting).filter(last_tried__lte=before).values_list("pk", "state")
    return sum(
        Message.objects.filter(pk=pk, state=state).update(state=State.UNCONFIRMED, reason=reason)
        for pk, state in old[:500]
    )
