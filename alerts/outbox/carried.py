"""Noting which message carries which reminder, or why none does."""

from collections.abc import Mapping

from django.db import connection

from alerts.outbox.models import Message

IN_INBOX = ("message_id", "suppressed")  # the columns of alerts_reminder that are written
AS_TEXT = ("text_id", "withheld")

NOTE = """
UPDATE alerts_reminder r SET {message} = v.message, {reason} = v.reason
FROM unnest(%s::bigint[], %s::uuid[], %s::varchar[]) AS v (id, message, reason)
WHERE r.id = v.id
"""

PATIENCE = "5s"  # for another gatherer


def note_carried(
    columns: tuple[str, str], carried: Mapping[int, tuple[Message | None, str]]
) -> None:
    """Write, for each reminder's id, the message that carries it or the reason why none does.

    One statement, whatever their number.
    """
    message, reason = columns
    messages = [str(text.pk) if text else None for text, _ in carried.values()]
    values = [list(carried), messages, [why for _, why in carried.values()]]
    with connection.cursor() as cursor:
        cursor.execute(NOTE.format(message=message, reason=reason), values)


def one_gatherer_at_a_time() -> None:
    """Wait until no other gathers; until the transaction ends. No person falls between two.

    Raises OperationalError after five seconds: one that is frozen must not stop all others, who
    go on with what is gathered already.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('alerts.gather', 0))")
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
