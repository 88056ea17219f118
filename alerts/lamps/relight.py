"""Turning a lamp because a fact changed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection

from alerts.deadlines.kind import CLOCK
from alerts.deadlines.models import Deadline
from alerts.lamps.rule import clock_instant, lamp_for
from pages.lamp import Lamp

FACT_FIELDS = {
    "due_on", "warns_at", "late_at", "closes_at", "provisional", "day_decided", "required",
    "done", "fulfilled_at", "hold", "held_since", "held_until", "exempt", "colours",
}  # fmt: skip
# The way of a lamp within one generation of reminders: it never goes back.
STEPS = {
    Lamp.UNLIT: 0, Lamp.YELLOW: 1, Lamp.RED: 2, Lamp.GREEN: 3, Lamp.ORANGE: 3, Lamp.EXEMPT: 4,
}  # fmt: skip


def relight(*, deadline: Deadline, now: datetime, cause: str, **facts) -> bool:
    """Write changed `facts` of one locked deadline at `now` and turn its lamp if they turn it.

    `deadline` must have been read with `select_for_update` in the caller's transaction. Returns
    whether the facts turned the lamp; the ledger is written by the table's trigger.

    Raises:
        TypeError: a name that is not a fact of a deadline.
    """
    turned = take_facts(deadline=deadline, now=now, cause=cause, **facts)
    deadline.save(update_fields=[*facts, "lamp", "lamp_since", "lamp_cause", "revision"])
    return turned


WRITE = """
UPDATE {table} t SET {columns} FROM unnest({arrays}) AS new (id, {names}) WHERE t.id = new.id
"""
BATCH = 5000  # rows of one statement


def relight_all(
    *, changes: Sequence[tuple[Deadline, dict]], now: datetime, cause: str
) -> list[Deadline]:
    """`relight` for many locked deadlines of one kind, each with its own facts, in a statement for
    each few thousand. Returns those whose lamp turned. Raises as `relight`."""
    turned = [
        deadline
        for deadline, facts in changes
        if take_facts(deadline=deadline, now=now, cause=cause, **facts)
    ]
    names = sorted({name for _deadline, facts in changes for name in facts})
    for start in range(0, len(changes), BATCH):
        _write([deadline for deadline, _facts in changes[start : start + BATCH]], names)
    return turned


def _write(rows: Sequence[Deadline], names: Sequence[str]) -> None:
    names, options = [*names, "lamp", "lamp_since", "lamp_cause", "revision"], rows[0]._meta
    types = [options.get_field(name).db_type(connection) for name in ("id", *names)]
    statement = WRITE.format(
        table=options.db_table,
        columns=", ".join(f"{name} = new.{name}" for name in names),
        arrays=", ".join(f"%s::{_plain(kind)}[]" for kind in types),
        names=", ".join(names),
    )
    values = [[getattr(row, name) for row in rows] for name in ("pk", *names)]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _plain(column: str) -> str:
    """The type of a column without what only a table has."""
    return "bigint" if column.startswith("bigint") else column


def take_facts(*, deadline: Deadline, now: datetime, cause: str, **facts) -> bool:
    """`relight` in memory alone, for those who write many rows at once.

    The clock's own turns up to `now` are settled first, so that the ledger keeps their true
    instants (architecture 4, "from which instant a turn takes effect"); a turn by a fact takes
    effect at `now`, or just after the last turn already written if that is later.

    A new generation of reminders (`revision`) begins where the deadline itself has moved, and
    where its lamp goes back: open again, no longer red. What was told before, or not told because
    it had passed, does not stand for what becomes true again.
    """
    if unknown := set(facts) - FACT_FIELDS:
        raise TypeError(f"not facts of a deadline: {sorted(unknown)}")
    now = max(now, deadline.lamp_since + timedelta(microseconds=1))
    by_clock = lamp_for(deadline.facts, now=now)
    if by_clock != deadline.lamp:
        settled_at = clock_instant(deadline.facts, by_clock) or now
        _turn(deadline, lamp=by_clock, at=settled_at, cause=CLOCK)
    late_at = deadline.late_at
    for name, value in facts.items():
        setattr(deadline, name, value)
    lamp = lamp_for(deadline.facts, now=now)
    deadline.revision += deadline.late_at != late_at or STEPS[lamp] < STEPS[by_clock]
    if lamp != by_clock:
        _turn(deadline, lamp=lamp, at=now, cause=cause)
    return lamp != by_clock


def _turn(deadline: Deadline, *, lamp: str, at: datetime, cause: str) -> None:
    earliest = deadline.lamp_since + timedelta(microseconds=1)
    deadline.lamp, deadline.lamp_since, deadline.lamp_cause = lamp, max(at, earliest), cause
