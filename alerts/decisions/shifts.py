"""That the times of deadlines changed by what holds for many (lamp rules, an outage)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models

from alerts.deadlines.models import Deadline
from alerts.decisions.models import DecisionQuerySet
from alerts.kinds.codes import CodeField
from alerts.kinds.collected import cause_choices


class Shift(models.Model):
    """The times of one deadline before and after a change for many; never changed or deleted.

    It names its deadline as an extension does. `because` says what it rests on, in the words of
    who entered that.
    """

    kind = models.CharField(max_length=12)
    deadline_id = models.BigIntegerField()
    made_at = models.DateTimeField()
    cause = CodeField(max_length=20, choices=cause_choices)
    because = models.CharField(max_length=100, blank=True, default="")
    was_due_on = models.DateField()
    due_on = models.DateField()
    was_warns_at = models.DateTimeField()
    warns_at = models.DateTimeField()
    was_closes_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "deadline_id"], name="shift_of_deadline")]

    def __str__(self) -> str:
        return f"{self.kind} {self.deadline_id}: {self.cause}"


NOTE = """
INSERT INTO alerts_shift (kind, deadline_id, made_at, cause, because, was_due_on, due_on,
    was_warns_at, warns_at, was_closes_at, closes_at)
SELECT %s, t.id, %s, %s, %s, t.due_on, new.due_on, t.warns_at, new.warns_at, t.closes_at,
    new.closes_at
FROM {table} t
JOIN unnest(%s::bigint[], %s::date[], %s::timestamptz[], %s::timestamptz[])
    AS new (id, due_on, warns_at, closes_at) ON new.id = t.id
"""
TIMES = ("due_on", "warns_at", "closes_at")


def note_shifts(
    *, changes: Sequence[tuple[Deadline, dict]], now: datetime, cause: str, because: str
) -> None:
    """Keep the times of locked deadlines of one kind, and those that `changes` are about to give
    them, in one statement; not of those whose times stay as they are."""
    changes = [(row, facts) for row, facts in changes if facts.keys() & set(TIMES)]
    if not changes:
        return
    columns = [[facts.get(name, getattr(row, name)) for row, facts in changes] for name in TIMES]
    model = type(changes[0][0])
    values: list[Any] = [
        model.matter_kind,
        now,
        cause,
        because,
        [row.pk for row, _facts in changes],
    ]
    with connection.cursor() as cursor:
        cursor.execute(NOTE.format(table=model._meta.db_table), [*values, *columns])
