"""Owing reminders: set-based, in the transaction of their cause."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from alerts.deadlines.matter import Matter
from alerts.deadlines.models import Deadline
from alerts.reminders.models import Reminder
from alerts.ring import ring

# Whom the act names, for all the matters alike.
NAMED = "SELECT id, person FROM unnest(%s::bigint[]) id CROSS JOIN unnest(%s::bigint[]) person"
# The ids are said twice: else thousands of recipients are joined by reading the whole table.
OWE = """
INSERT INTO {reminder}
    (county_id, kind, deadline_id, revision, stage, recipient_id, slot, owed_at, asked_by_id,
     suppressed)
SELECT d.county_id, %s, d.id, {revision}, %s, r.recipient_id, %s, %s, %s, ''
FROM ({recipients}) AS r (deadline_id, recipient_id)
JOIN {matter} d ON d.id = r.deadline_id AND d.id = ANY(%s)
ON CONFLICT DO NOTHING
"""


def owe_reminders(
    *,
    model: type[Matter],
    ids: Sequence[int],
    stage: str,
    now: datetime,
    slot: str = "",
    asked_by_id: int | None = None,
    to: Sequence[int] | None = None,
) -> int:
    """Owe a reminder of `stage` to everyone concerned with the matters `ids` of `model`.

    `to` are the people (ids) of a stage whose audience the act names (alerts/kinds/stages.py);
    of any other the matters say whom. One INSERT for all; what is owed already stays as it is.
    After the commit a worker is asked to look into the outbox. Returns the number newly owed.
    """
    if not ids:
        return 0
    if to is None:
        recipients = model.recipients_of(ids, stage=stage, at=now).query
        sql, params = recipients.get_compiler(connection=connection).as_sql()
    else:
        sql, params = NAMED, [list(ids), list(to)]
    statement = OWE.format(
        reminder=Reminder._meta.db_table,
        matter=model._meta.db_table,
        revision="d.revision" if issubclass(model, Deadline) else "0",
        recipients=sql,
    )
    values = [model.matter_kind, stage, slot, now, asked_by_id, *params, list(ids)]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        owed = cursor.rowcount
    if owed:
        ring()
    return owed
