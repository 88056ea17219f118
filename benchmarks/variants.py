"""What the sweep is compared with. Each runs in a transaction that is rolled back."""

from datetime import datetime

from django.db import connection, transaction

from alerts.deadlines.kind import CLOCK, DUE_SOON
from alerts.engine.sweep import sweep_batch
from alerts.lamps.relight import take_facts
from alerts.reminders.owe import owe_reminders
from responsibility.tasks.models import Task


def organise(statements: str) -> None:
    """Make the county's units, posts and people."""
    with connection.cursor() as cursor:
        cursor.execute(statements)


def fill(tasks: str, values: dict, due_when: str, turned: int) -> datetime:
    """Fill the table of tasks anew; return the instant at which `turned` lamps are due."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE responsibility_task CASCADE")
        cursor.execute("ALTER TABLE responsibility_task DISABLE TRIGGER task_first_lit")
        cursor.execute(tasks, values)
        cursor.execute("ALTER TABLE responsibility_task ENABLE TRIGGER task_first_lit")
        cursor.execute("VACUUM ANALYZE")
        cursor.execute(due_when, [turned])
        return cursor.fetchone()[0]


def bare(statement: str, now: datetime, batch: int) -> None:
    """The same rows without ledger, without reminders."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE responsibility_task DISABLE TRIGGER USER")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(statement, {"now": now, "batch": batch})
        transaction.set_rollback(True)


def sweep_once(now: datetime, batch: int) -> None:
    with transaction.atomic():
        sweep_batch(Task, now=now, batch=batch)
        transaction.set_rollback(True)


def orm_loop(now: datetime, few: int) -> None:
    """One row after the other through the ORM: read, turn, save, owe the reminder."""
    with transaction.atomic():
        due = Task.objects.filter(turns_at__lte=now).order_by("turns_at")[:few]
        for pk in list(due.values_list("pk", flat=True)):
            task = Task.objects.select_for_update().get(pk=pk)
            take_facts(deadline=task, now=now, cause=CLOCK)
            task.save()
            owe_reminders(model=Task, ids=[pk], stage=DUE_SOON, now=now)
        transaction.set_rollback(True)


def idle(now: datetime) -> None:
    sweep_batch(Task, now=now, batch=5000)
