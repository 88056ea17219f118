"""One notice a person when a period opens, instead of one for every recurring task (M000-15)."""

from datetime import datetime

from django.db import connection, transaction

from responsibility.tasks.kind import PERIOD_OPENED
from responsibility.tasks.models import Task

# The first task of the person's period stands for all of them.
OWE = """
INSERT INTO alerts_reminder
    (county_id, kind, deadline_id, revision, stage, recipient_id, slot, owed_at, suppressed)
SELECT DISTINCT ON (r.recipient_id, t.period_start)
       t.county_id, %s, t.id, t.revision, %s, r.recipient_id, t.period_start::text, %s, ''
FROM ({recipients}) AS r (deadline_id, recipient_id)
JOIN responsibility_task t ON t.id = r.deadline_id
WHERE NOT EXISTS (
    SELECT FROM alerts_reminder told
    WHERE told.recipient_id = r.recipient_id AND told.kind = %s AND told.stage = %s
      AND told.slot = t.period_start::text
)
ORDER BY r.recipient_id, t.period_start, t.late_at, t.id
ON CONFLICT DO NOTHING
"""
ONE_AT_A_TIME = 0x706572696F64  # the key of the advisory lock: "period" in ASCII


@transaction.atomic
def owe_period_notices(*, now: datetime) -> int:
    """Owe each person one notice for each period that has opened by `now` and was not noticed.

    A period is the day on which tasks open; the slot of the reminder is that day. Only open tasks
    that have not come near their deadline count: what is due soon is told as such, and a task
    born yellow owes one reminder, not two. Dispatched tasks have their own. Whoever takes up a
    post hears of its open periods. Safe to repeat and side by side. Returns the number owed.
    """
    open_tasks = Task.objects.opened(now=now).filter(
        item__isnull=False, warns_at__gt=now, fulfilled_at=None, exempt=False
    )
    recipients = Task.recipients_of(open_tasks.values("pk"), stage=PERIOD_OPENED, at=now)
    sql, params = recipients.query.get_compiler(connection=connection).as_sql()
    kind, stage = Task.matter_kind, PERIOD_OPENED
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        cursor.execute(OWE.format(recipients=sql), [kind, stage, now, *params, kind, stage])
        return cursor.rowcount
