"""Whether and when people were told: delivered to a phone, read on the platform, or called."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Min, Q
from django.db.models.functions import Least

from alerts.deadlines.about import about
from alerts.deadlines.models import Deadline
from alerts.kinds.stages import stages_where
from alerts.outbox.states import State
from alerts.reminders.models import Reminder

# The text of a reminder and what was sent again in its stead.
CHAIN = ("text", "text__message", "text__message__message")


def first_told(deadlines: Iterable[Deadline]) -> dict[tuple[str, int], datetime]:
    """When somebody was first told of each of `deadlines`, by kind and id, in one query.

    Being there is not enough for an inbox entry: it counts when it was read. Matters of which
    nobody was told are left out (architecture 8: a red without a delivered reminder says so).
    """
    reminders = Reminder.objects.filter(about(deadlines), message__isnull=False)
    reminders = reminders.exclude(stage__in=[stage.code for stage in stages_where("private")])
    return _first(reminders, "kind", "deadline_id")


def first_told_each(reminders: Iterable[int]) -> dict[int, datetime]:
    """When the recipient of each of `reminders` (ids) was told of it; the others are left out."""
    first = _first(Reminder.objects.filter(pk__in=list(reminders)), "pk")
    return {reminder: at for (reminder,), at in first.items()}


def _first(reminders, *by: str) -> dict[Any, datetime]:
    rows = reminders.order_by().values_list(*by).annotate(told_at=Least(*_instants()))
    return {tuple(key): told_at for *key, told_at in rows if told_at}


def _instants() -> list[Min]:
    """PostgreSQL's LEAST passes over what is null."""
    called = [Min(f"{way}__hand_call__called_at") for way in ("message", *CHAIN)]
    return [Min("message__read_at"), *called, *map(_delivered, CHAIN)]


def _delivered(text: str) -> Min:
    delivered = Q(**{f"{text}__events__to_state": State.DELIVERED})
    return Min(f"{text}__events__at", filter=delivered)
