"""A change of what was given out is made, when its time has come; a step with what it was."""

import logging
from datetime import date, datetime

from django.db import OperationalError, transaction

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.decisions.extend import grant_by_moving
from alerts.decisions.turn import turn_lamp
from alerts.reminders.owe import owe_reminders
from responsibility.tasks.dispatches.kind import CHANGED, DAY_MOVED
from responsibility.tasks.dispatches.locked import lock_open
from responsibility.tasks.dispatches.models import Dispatch, DispatchChange, DispatchStep
from responsibility.tasks.models import Task

logger = logging.getLogger(__name__)


def make_changes_due(*, now: datetime) -> int:
    """Make every change whose instant has come; return how many.

    Each in a transaction of its own; one that fails keeps no other, and is raised at the end. Safe
    to run twice and side by side.
    """
    due = DispatchChange.objects.filter(ended_at=None, goes_at__lte=now).order_by("pk")
    made, failed = 0, None
    for dispatch_id in list(due.values_list("dispatch", flat=True)):
        try:
            made += _make_due(dispatch_id, now=now)
        except OperationalError:
            raise
        except Exception as reason:
            logger.exception("The change of the dispatch %s could not be made.", dispatch_id)
            failed = reason
    if failed:
        raise failed
    return made


@transaction.atomic
def _make_due(dispatch_id: int, *, now: datetime) -> bool:
    acts = Dispatch.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    if not (act := acts.filter(pk=dispatch_id).first()):
        return False  # somebody is at it
    change = act.changes.filter(ended_at=None, goes_at__lte=now).first()
    if change is None:
        return False
    make_change(act, change, by=Actor(change.by), now=now)
    return True


def make_change(act: Dispatch, change: DispatchChange, *, by: Actor, now: datetime) -> None:
    """Make the change of a locked dispatch; of one taken back meanwhile it comes to nothing."""
    change.ended_at, change.made = now, act.stands
    change.save(update_fields=["ended_at", "made"])
    if not act.stands:
        return
    if change.due_on:
        _move_day(act, change, change.due_on, by=by, now=now)
    else:
        _change_text(act, change, change.text or "", by=by, now=now)


def _move_day(
    act: Dispatch, change: DispatchChange, due_on: date, *, by: Actor, now: datetime
) -> None:
    """For all tasks that ended no later. Whoever has done it bears the new day too, without a word:
    should the record be withdrawn, it is owed by that day.

    A red before stays in the ledger; the lamp follows the new day from `now`. A task that was
    extended beyond it keeps its own day; a request for a day that is now given is granted with it.
    """
    earlier = Task.objects.filter(dispatch=act, due_on__lt=due_on).select_related("post")
    tasks = []
    for task in earlier.order_by("pk").select_for_update(of=("self",), no_key=True):
        facts = task.moved_to(due_on, now=now) | grant_by_moving(
            task, due_on, by=Actor(change.by), now=now
        )
        turn_lamp(deadline=task, now=now, cause=DAY_MOVED, **facts)
        tasks += [] if task.exempt or task.fulfilled_at else [task]
    was, act.due_on = act.due_on, due_on
    act.save(update_fields=["due_on"])
    step = act.steps.create(
        step=DispatchStep.Step.DAY_MOVED, by=change.by, at=now, tasks=len(tasks),
        reason=change.reason, before=was.isoformat(), after=due_on.isoformat(),
    )  # fmt: skip
    _tell(tasks, step, now)
    record_audit(
        by=by, now=now, action="dispatch.move_day", about=act,
        before={"due_on": was}, after={"due_on": due_on, "reason": change.reason},
    )  # fmt: skip


def _change_text(
    act: Dispatch, change: DispatchChange, text: str, *, by: Actor, now: datetime
) -> None:
    was, act.text = act.text, text
    act.save(update_fields=["text"])
    tasks = lock_open(act)
    step = act.steps.create(
        step=DispatchStep.Step.TEXT_CHANGED, by=change.by, at=now, tasks=len(tasks),
        before=was, after=text,
    )  # fmt: skip
    _tell(tasks, step, now)
    after = {"tasks": [task.pk for task in tasks]}
    record_audit(by=by, now=now, action="dispatch.change_text", about=act, after=after)


def _tell(tasks: list[Task], step: DispatchStep, now: datetime) -> None:
    ids = [task.pk for task in tasks]
    owe_reminders(model=Task, ids=ids, stage=CHANGED, now=now, slot=step.slot)
