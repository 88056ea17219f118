"""Whether and when people were told: delivered to a phone, read on the platform, or called."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Min, Q
from django.db.models.functions import Least

from alerts.outbox.states import State
from alerts.reminders.models import Reminder

# The text of a reminder and what was sent again in its stead.
CHAIN = ("text", "text__message", "text__message__message")


def first_told(*, kind: str, ids: Iterable[int]) -> dict[int, datetime]:
    """When somebody was first told of each of the matters `ids` of `kind`, in one query.

    Being there is not enough for an inbox entry: it counts when it was read. Matters of which
    nobody was told are left out (architecture 8: a red without a delivered reminder says so).
    """
    told = (
        Reminder.objects.filter(kind=kind, deadline_id__in=list(ids), message__isnull=False)
        .order_by()
        .values("deadline_id")
        .annotate(told_at=Least(*_instants()))
    )
    return {row["deadline_id"]: row["told_at"] for row in told if row["told_at"]}


def _instants() -> list[Min]:
    """PostgreSQL's LEAST passes over what is null."""
    called = [Min(f"{one}__hand_call__called_at") for one in ("message", *CHAIN)]
    return [Min("message__read_at"), *called, *map(_delivered, CHAIN)]


def _delivered(text: str) -> Min:
    delivered = Q(**{f"{text}__events__to_state": State.DELIVERED})
    return Min(f"{text}__events__at", filter=delivered)
