"""The sweep: turning the lamps whose stored instant has come.

Screens are right without it (`with_lamp`); the sweep keeps the ledger, owes the reminders and
keeps the cache fresh. Its cost follows the lamps that turn, not the tasks there are.
"""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models.functions import Now

from alerts.deadlines.discovery import deadline_models
from alerts.deadlines.models import Deadline
from alerts.lamps.models import SweepRun
from alerts.lamps.rule import Lamp
from alerts.reminders.models import Stage
from alerts.reminders.owe import owe_reminders

logger = logging.getLogger(__name__)

BATCH = 5000  # rows; measured best between 500 and 20 000

# Joined by ctid with both scans off: only a nested loop over the partial index is possible, so
# stale statistics can never turn the batch into a scan of the whole table.
# NO KEY: a record that refers to the task is not kept waiting. SKIP LOCKED: sweeps side by side.
SWEEP = """
WITH due AS MATERIALIZED (
    SELECT ctid AS tid, lamp_reddens_at(late_at, hold, held_until) AS reddens_at
    FROM {table} WHERE turns_at <= %(now)s
    ORDER BY turns_at LIMIT %(batch)s FOR NO KEY UPDATE SKIP LOCKED
)
UPDATE {table} t SET
    lamp = CASE WHEN due.reddens_at <= %(now)s THEN 'red' ELSE 'yellow' END,
    lamp_since = CASE WHEN due.reddens_at <= %(now)s THEN due.reddens_at ELSE t.warns_at END,
    lamp_cause = 'clock'
FROM due WHERE t.ctid = due.tid
RETURNING t.id, t.lamp
"""
STAGES = {Lamp.YELLOW: Stage.DUE_SOON, Lamp.RED: Stage.OVERDUE}


def sweep(
    *, now: datetime, batch: int = BATCH, models: Sequence[type[Deadline]] | None = None
) -> SweepRun:
    """Turn every lamp whose instant is at or before `now`; return the run that was noted.

    Each batch is a transaction of its own with its ledger rows (trigger) and reminders. A row
    that slept through two instants turns once, to the newest; the ledger gets both at their true
    instants, and only the newest stage is told. Safe to run twice and side by side. A kind of
    deadline that fails is logged and noted, and does not keep the others (`models`, default all).
    """
    run = SweepRun.objects.create(now=now)
    failed = []
    for model in deadline_models() if models is None else models:
        try:
            while count := sweep_batch(model, now=now, batch=batch):
                run.turned += count
        except Exception:
            logger.exception("The sweep of %s failed.", model.matter_kind)
            failed.append(model.matter_kind)
    run.ended_at, run.failed = Now(), ",".join(failed)
    run.save(update_fields=["ended_at", "turned", "failed"])
    return run


@transaction.atomic
def sweep_batch(model: type[Deadline], *, now: datetime, batch: int) -> int:
    """Turn at most `batch` rows of `model`; return how many."""
    statement = SWEEP.format(table=model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(statement, {"now": now, "batch": batch})
        rows = cursor.fetchall()
        cursor.execute("SET LOCAL enable_seqscan = on; SET LOCAL enable_bitmapscan = on")
    for lamp, stage in STAGES.items():
        ids = [row_id for row_id, row_lamp in rows if row_lamp == lamp]
        owe_reminders(model=model, ids=ids, stage=stage, now=now)
    return len(rows)
