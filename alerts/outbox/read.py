"""Noting that a person has seen what the inbox held."""

from collections.abc import Iterable
from datetime import datetime

from alerts.outbox.models import Message


def mark_read(messages: Iterable[Message], *, now: datetime) -> int:
    """Note that `messages` were first seen at `now`; what was seen before keeps its instant."""
    ids = [message.pk for message in messages if message.read_at is None]
    return Message.objects.unread().filter(pk__in=ids).update(read_at=now)
