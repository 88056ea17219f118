"""One notice a person when a period opens, instead of one for every recurring task (M000-15)."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection, transaction

from alerts.reminders.models import Reminder
from responsibility.tasks.kind import PERIOD_OPENED, TAKEN_OVER, TAKEN_OVER_RED
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
) AND NOT EXISTS (  -- who took up the post since it opened has heard of it
    SELECT FROM alerts_reminder told
    JOIN responsibility_task of_post ON of_post.id = told.deadline_id
    WHERE told.recipient_id = r.recipient_id AND told.kind = %s AND told.stage = ANY (%s)
      AND of_post.post_id = t.post_id AND told.owed_at >= greatest(t.opens_at, t.made_at)
)
ORDER BY r.recipient_id, t.period_start, t.late_at, t.id
ON CONFLICT DO NOTHING
"""
# All that opened with each notice's period for its recipient, what is done already too.
OPENED = """
SELECT r.recipient_id, t.period_start, array_agg(t.id)
FROM ({recipients}) AS r (deadline_id, recipient_id)
JOIN responsibility_task t ON t.id = r.deadline_id
WHERE r.recipient_id = ANY(%s)
GROUP BY 1, 2
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
    sql, params = _recipients(open_tasks, now)
    kind, stage = Task.matter_kind, PERIOD_OPENED
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        values = [kind, stage, now, *params, kind, stage, kind, [TAKEN_OVER, TAKEN_OVER_RED]]
        cursor.execute(OWE.format(recipients=sql), values)
        return cursor.rowcount


def tasks_of_periods(
    reminders: Collection[Reminder], *, at: datetime
) -> dict[int, Collection[int]]:
    """By a notice's id: the tasks that opened with its period for its recipient; two queries.

    At least the one it stands on, so that none says "0 tasks".
    """
    stand_on = Task.objects.filter(pk__in={reminder.deadline_id for reminder in reminders})
    periods = dict(stand_on.values_list("pk", "period_start"))
    opened = Task.objects.opened(now=at).filter(
        item__isnull=False, period_start__in=set(periods.values()), exempt=False
    )
    sql, params = _recipients(opened, at)
    people = list({reminder.recipient_id for reminder in reminders})
    with connection.cursor() as cursor:
        cursor.execute(OPENED.format(recipients=sql), [*params, people])
        found = {(person, period): ids for person, period, ids in cursor.fetchall()}
    return {
        reminder.pk: {
            reminder.deadline_id,
            *found.get((reminder.recipient_id, periods[reminder.deadline_id]), ()),
        }
        for reminder in reminders
    }


def _recipients(tasks, at: datetime) -> tuple[str, list]:
    """The SQL of whom a notice about `tasks` goes to."""
    query = Task.recipients_of(tasks.values("pk"), stage=PERIOD_OPENED, at=at).query
    sql, params = query.get_compiler(connection=connection).as_sql()
    return sql, list(params)
