"""Lamps week by week, from the ledger alone (M000-12): what people saw, not what is known since."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.db import connection
from django.utils import timezone

from alerts.lamps.models import LampTurn
from pages.quarter import Quarter
from responsibility.tasks.models import Task, TaskQuerySet

# Each turn holds until the next of the same deadline; a lamp whose turn nobody has noticed yet is
# turned as the ledger's trigger will turn it, by the same function.
LAMPS = """
WITH mine AS MATERIALIZED ({tasks}),
spans AS (
    SELECT m.*, l.to_lamp, l.took_effect_at AS since,
           lead(l.took_effect_at) OVER (PARTITION BY l.deadline_id ORDER BY l.id) AS until
    FROM mine m JOIN {ledger} l ON l.kind = %s AND l.deadline_id = m.id
)
SELECT ends.at,
       CASE WHEN s.until IS NULL AND s.turns_at <= ends.at THEN
                CASE WHEN lamp_reddens_at(s.late_at, s.hold, s.held_until) <= ends.at
                     THEN 'red' ELSE 'yellow' END
            ELSE s.to_lamp END AS lamp,
       count(*)
FROM unnest(%s::timestamptz[]) AS ends (at)
JOIN spans s ON s.since <= ends.at AND (s.until IS NULL OR s.until > ends.at)
            AND s.opens_at <= ends.at
GROUP BY 1, 2
"""
COLUMNS = ["id", "opens_at", "turns_at", "late_at", "hold", "held_until"]


def week_ends(quarter: Quarter, *, now: datetime) -> list[datetime]:
    """The ends of the quarter's weeks (Monday, 00:00) up to `now`, and the newest instant: `now`,
    or the quarter's end once it is over. None for a quarter still to come."""
    start, end = _midnight(quarter.start), _midnight(quarter.end)
    if now < start:
        return []
    monday = quarter.start + timedelta(days=7 - quarter.start.weekday())
    mondays = [_midnight(monday + timedelta(weeks=number)) for number in range(14)]
    newest = min(now, end)
    return [*(instant for instant in mondays if instant < newest), newest]


def lamps_at(tasks: TaskQuerySet, *, instants: Sequence[datetime]) -> list[Counter]:
    """How many of `tasks` had which lamp at each of `instants`, in one statement.

    A task counts from when it was opened and made. No instant may lie in the future.
    """
    if not instants:
        return []
    sql, params = tasks.order_by().values(*COLUMNS).query.sql_with_params()
    statement = LAMPS.format(tasks=sql, ledger=LampTurn._meta.db_table)
    counted = defaultdict(Counter)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, Task.matter_kind, list(instants)])
        for at, lamp, n in cursor.fetchall():
            counted[at][lamp] = n
    return [counted[instant] for instant in instants]


def _midnight(day) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())
