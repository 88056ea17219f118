"""What posts owe of a plan, by post and period: from the SQL with which tasks are made."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from responsibility.tasks.models import Task
from responsibility.tasks.publishing.bearers import OWED, Bearers
from responsibility.tasks.publishing.plan import Entry, Timetable, rows_for_sql, with_begun

OWES = f"""
WITH {OWED}
SELECT owed.n, owed.post_id, owed.asked FROM owed
"""
# Of tasks that count others than before: whom they have to reach by now.
REACHES = f"""
WITH {OWED}
INSERT INTO responsibility_taskcounterpart (task_id, post_id, unit_id)
SELECT task.id, reached.post_id, reached.unit_id
FROM responsibility_task task
JOIN reached ON (basis, bearer_id) = (task.count_basis, task.post_id)
WHERE task.id = ANY (%(tasks)s)
"""


class Key(NamedTuple):
    """What makes a task the only one of its kind: of a day before a holiday the occasion."""

    post_id: int
    code: str
    start: date | None
    occasion: str

    @classmethod
    def of(cls, post_id: int, code: str, start: date, occasion: str) -> "Key":
        return cls(post_id, code, None if occasion else start, occasion)

    @classmethod
    def of_task(cls, task: Task) -> "Key":
        return cls.of(task.post_id, task.item_code, task.period_start, task.occasion)


def owed_by_posts(
    entries: Iterable[Entry], *, bearers: Bearers, timetable: Timetable, now: datetime
) -> dict[Key, tuple[Entry, int]]:
    """By the key of the task: the entry that a post owes, and the count it is asked for."""
    begun = with_begun(entries, days=bearers.days(now=now), timetable=timetable)
    rows = rows_for_sql(begun, now=now)
    if not rows:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(OWES, bearers.params(now=now) | {"entries": json.dumps(rows)})
        rows = cursor.fetchall()
    return {_key(post, begun[n]): (begun[n], count) for n, post, count in rows}


def count_others(tasks: list[int], *, bearers: Bearers, now: datetime) -> None:
    """Give tasks whose basis of counting changed the counterparts of today."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM responsibility_taskcounterpart WHERE task_id = ANY (%s)", [tasks]
        )
        cursor.execute(REACHES, bearers.params(now=now) | {"entries": "[]", "tasks": tasks})


def _key(post_id: int, entry: Entry) -> Key:
    return Key.of(post_id, entry.item.code, entry.period.start, entry.period.occasion)
