"""Telling anew what a text came too late for: nobody is left untold (study 2.3, step 4)."""

from datetime import datetime

from django.db import connection

from alerts.reminders.models import AFTER

TOLD_ANEW = "told_anew"

# The old reminder keeps its text. The new one stands in the same inbox message, and waits for a
# text; whether it is still true is looked at when that is written.
TELL = """
WITH gone AS (
    UPDATE alerts_message SET reason = %(reason)s
    WHERE state = 'expired' AND reason <> %(reason)s RETURNING id, reference
)
INSERT INTO alerts_reminder
    (county_id, kind, deadline_id, revision, stage, recipient_id, slot, owed_at, asked_by_id,
     message_id, suppressed, withheld)
SELECT r.county_id, r.kind, r.deadline_id, r.revision, r.stage, r.recipient_id,
       split_part(r.slot, %(after)s, 1) || %(after)s || gone.reference, %(now)s, r.asked_by_id,
       r.message_id, '', ''
FROM gone JOIN alerts_reminder r ON r.text_id = gone.id
ON CONFLICT DO NOTHING
"""


def tell_again(*, now: datetime) -> int:
    """Owe a further text of everything that stood in texts which expired; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(TELL, {"reason": TOLD_ANEW, "now": now, "after": AFTER})
        return cursor.rowcount
