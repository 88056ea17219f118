"""Making the tasks of a plan's entries: set-based and idempotent."""

import json
from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from alerts.deadlines.kind import DUE_SOON
from alerts.reminders.owe import owe_reminders
from pages.lamp import Lamp
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.bearers import OWED, Bearers
from responsibility.tasks.publishing.plan import Entry, Timetable, rows_for_sql, with_begun
from responsibility.tasks.withdrawing.withdrawn import withdrawn_items

MAKE = f"""
WITH {OWED}, made AS (
    INSERT INTO responsibility_task (
        county_id, post_id, unit_id, role_kind_id, category_id, item_id, item_code, task_kind,
        count_basis, period_start, period_end, occasion, due_on, opens_at, warns_at, late_at,
        closes_at, provisional, day_decided, colours, required, done, exempt, revision, lamp,
        lamp_since, lamp_cause, made_at, owed_from)
    SELECT %(county)s, post_id, unit_id, %(role)s, category_id, item_id, item_code, task_kind,
        count_basis, period_start, period_end, occasion, due_on, opens_at, warns_at, late_at,
        closes_at, provisional, false, colours, asked, 0, false, 0, lamp, %(now)s, 'created',
        %(now)s, owed_from
    FROM owed ORDER BY n, post_id
    ON CONFLICT DO NOTHING
    RETURNING id, post_id, count_basis, lamp
), told AS (
    INSERT INTO responsibility_taskcounterpart (task_id, post_id, unit_id)
    SELECT made.id, reached.post_id, reached.unit_id
    FROM made JOIN reached ON (basis, bearer_id) = (made.count_basis, made.post_id)
)
SELECT count(*), array_agg(id) FILTER (WHERE lamp = %(yellow)s) FROM made
"""


def make_tasks(
    *, entries: Iterable[Entry], bearers: Bearers, timetable: Timetable, now: datetime
) -> int:
    """Make the tasks of `entries` for the posts that owe the list in their periods.

    Of a period that had begun before, a post owes its share (lists/pro_rata.py). In the caller's
    transaction. Entries that are over or wait for the calendar make none, nor do withdrawn items; a
    task there is already stays as it is. A task born inside its warning window owes its reminder at
    once. Returns the number of new tasks.
    """
    gone = withdrawn_items(county_id=bearers.county_id, role_kind_id=bearers.role_kind_id)
    left = [entry for entry in entries if not _is_withdrawn(entry, gone)]
    begun = with_begun(left, days=bearers.days(now=now), timetable=timetable)
    rows = rows_for_sql(begun, now=now)
    if not rows:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            MAKE,
            {
                "entries": json.dumps(rows),
                **bearers.params(now=now),
                "now": now,
                "yellow": Lamp.YELLOW,
            },
        )
        made, yellow = cursor.fetchone()
    owe_reminders(model=Task, ids=yellow or [], stage=DUE_SOON, now=now)
    return made


def _is_withdrawn(entry: Entry, gone: set[tuple[str, int]]) -> bool:
    return entry.period is not None and (entry.item.code, entry.period.start.year) in gone
