"""The sweep: turning the lamps whose stored instant has come.

Screens are right without it (`with_lamp`); the sweep keeps the ledger, owes the reminders and
keeps the cache fresh. Its cost follows the lamps that turn, not the tasks there are.
"""

import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models.functions import Now

from alerts.deadlines.discovery import deadline_models
from alerts.deadlines.kind import STAGE_OF_LAMP
from alerts.deadlines.models import Deadline
from alerts.lamps.models import SweepRun
from alerts.lamps.stuck import left_alone, set_aside, turns_again
from alerts.reminders.owe import owe_reminders

logger = logging.getLogger(__name__)

BATCH = 5000  # rows; measured best between 500 and 20 000
MOST_STUCK = 10  # rows of a kind in one run; if more cannot be turned, it is the kind

# Joined by ctid with both scans off: only a nested loop over the partial index is possible, so
# stale statistics can never turn the batch into a scan of the whole table.
# NO KEY: a record that refers to the task is not kept waiting. SKIP LOCKED: sweeps side by side.
DUE = """
SELECT {columns} FROM {table} WHERE turns_at <= %(now)s AND id <> ALL(%(without)s)
ORDER BY turns_at LIMIT %(batch)s FOR NO KEY UPDATE SKIP LOCKED
"""
REDDENS = "lamp_reddens_at(late_at, hold, held_until)"
SWEEP = f"""
WITH due AS MATERIALIZED ({DUE})
UPDATE {{table}} t SET
    lamp = CASE WHEN due.reddens_at <= %(now)s THEN 'red' ELSE 'yellow' END,
    lamp_since = CASE WHEN due.reddens_at <= %(now)s THEN due.reddens_at ELSE t.warns_at END,
    lamp_cause = 'clock'
FROM due WHERE t.ctid = due.tid
RETURNING t.id, t.lamp
"""


def sweep(
    *, now: datetime, batch: int = BATCH, models: Sequence[type[Deadline]] | None = None
) -> SweepRun:
    """Turn every lamp whose instant is at or before `now`; return the run that was noted.

    Each batch is a transaction of its own with its ledger rows (trigger) and reminders. A row
    that slept through two instants turns once, to the newest; the ledger gets both at their true
    instants, and only the newest stage is told. Safe to run twice and side by side. A row that
    cannot be turned is set aside for an hour with an alarm, a kind of deadline (`models`, default
    all) that fails altogether is logged; neither keeps the others, and the run notes both.
    """
    run = SweepRun.objects.create(now=now)
    failed = []
    for model in deadline_models() if models is None else models:
        try:
            stuck = _sweep_kind(model, now=now, batch=batch, run=run)
        except Exception:
            logger.exception("The sweep of %s failed.", model.matter_kind)
            stuck = True
        if stuck:
            failed.append(model.matter_kind)
    run.ended_at, run.failed = Now(), ",".join(failed)
    run.save(update_fields=["ended_at", "turned", "failed"])
    return run


def _sweep_kind(model: type[Deadline], *, now: datetime, batch: int, run: SweepRun) -> bool:
    """Turn what is due of one kind; whether a row could not be turned.

    Where a batch fails, smaller ones close in on the row at fault.
    """
    kind, size = model.matter_kind, batch
    without = left_alone(kind=kind, now=now)
    known = len(without)
    while True:
        try:
            count = sweep_batch(model, now=now, batch=size, without=without)
        except OperationalError:  # the server, not the row
            raise
        except DatabaseError:
            if size > 1:
                size = max(size // 10, 1)
                continue
            if len(without) - known == MOST_STUCK:
                raise
            for row_id in _oldest(model, now=now, without=without):
                logger.exception("The lamp of %s %s could not be turned.", kind, row_id)
                set_aside(kind=kind, row_id=row_id, now=now)
                without.append(row_id)
            continue
        run.turned += count
        size = min(size * 10, batch)
        if not count:
            turns_again(kind=kind, but=without, now=now)
            return len(without) > known


def _oldest(model: type[Deadline], *, now: datetime, without: Collection[int]) -> list[int]:
    """The row that a batch of one takes."""
    with transaction.atomic(), _narrow_plans() as cursor:
        statement = DUE.format(table=model._meta.db_table, columns="id")
        cursor.execute(statement, {"now": now, "batch": 1, "without": list(without)})
        return [row[0] for row in cursor.fetchall()]


@contextmanager
def _narrow_plans() -> Iterator[CursorWrapper]:
    """A cursor whose statements read by an index, in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        yield cursor
        cursor.execute("SET LOCAL enable_seqscan = on; SET LOCAL enable_bitmapscan = on")


@transaction.atomic
def sweep_batch(
    model: type[Deadline], *, now: datetime, batch: int, without: Collection[int] = ()
) -> int:
    """Turn at most `batch` rows of `model`, none of `without`; return how many."""
    columns = f"ctid AS tid, {REDDENS} AS reddens_at"
    statement = SWEEP.format(table=model._meta.db_table, columns=columns)
    with _narrow_plans() as cursor:
        cursor.execute(statement, {"now": now, "batch": batch, "without": list(without)})
        rows = cursor.fetchall()
    for lamp, stage in STAGE_OF_LAMP.items():
        ids = [row_id for row_id, row_lamp in rows if row_lamp == lamp]
        owe_reminders(model=model, ids=ids, stage=stage, now=now)
    return len(rows)
