"""Changing what was given out: its deadline, its explanation; each a step with what it was."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.decisions.extend import grant_by_moving
from alerts.decisions.turn import turn_lamp
from alerts.reminders.owe import owe_reminders
from pages.refused import Refused
from pages.words import fitting
from responsibility.tasks.dispatches.days import check_day
from responsibility.tasks.dispatches.kind import CHANGED, DAY_MOVED
from responsibility.tasks.dispatches.locked import lock_act, lock_open
from responsibility.tasks.dispatches.models import Dispatch, DispatchStep
from responsibility.tasks.models import Task


@transaction.atomic
def move_day(*, by: Actor, now: datetime, dispatch_id: int, due_on: date, reason: str) -> Dispatch:
    """Move the deadline to a later day, for all who have not done it; whose task is open is told.

    Never earlier: people were told the other day. A red before stays in the ledger; the lamp
    follows the new day from `now`. A task that was extended beyond it keeps its own day; a request
    for a day that is now given is granted with it.

    Raises:
        Dispatch.DoesNotExist: there is none, or the person does not work in its office.
        Refused: it has not gone out or is taken back; the day or the reason will not do.
    """
    act = _standing(by, now, dispatch_id)
    reason = fitting(reason, of=DispatchStep, field="reason", missing=_("Give a reason."))
    if due_on <= act.due_on:
        raise Refused(_("Choose a later day: people were told the other one."), field="due_on")
    check_day(due_on, county_id=act.county_id, now=now)
    earlier = Task.objects.filter(dispatch=act, fulfilled_at=None, due_on__lt=due_on)
    tasks = []
    for task in earlier.order_by("pk").select_for_update(of=("self",), no_key=True):
        facts = task.moved_to(due_on, now=now) | grant_by_moving(task, due_on, by=by, now=now)
        turn_lamp(deadline=task, now=now, cause=DAY_MOVED, **facts)
        tasks += [] if task.exempt else [task]
    was, act.due_on = act.due_on, due_on
    act.save(update_fields=["due_on"])
    step = act.steps.create(
        step=DispatchStep.Step.DAY_MOVED, by=by.user, at=now, tasks=len(tasks), reason=reason,
        before=was.isoformat(), after=due_on.isoformat(),
    )  # fmt: skip
    _tell(tasks, step, now)
    record_audit(
        by=by, now=now, action="dispatch.move_day", about=act,
        before={"due_on": was}, after={"due_on": due_on, "reason": reason},
    )  # fmt: skip
    return act


@transaction.atomic
def change_text(*, by: Actor, now: datetime, dispatch_id: int, text: str) -> Dispatch:
    """Change the explanation; whoever still has to do it is told that it changed.

    Raises:
        Dispatch.DoesNotExist: there is none, or the person does not work in its office.
        Refused: it has not gone out or is taken back; the text is too long or the same.
    """
    act = _standing(by, now, dispatch_id)
    text = fitting(text, of=Dispatch, field="text")
    if text == act.text:
        raise Refused(_("Nothing is changed."), field="text")
    was, act.text = act.text, text
    act.save(update_fields=["text"])
    tasks = lock_open(act)
    step = act.steps.create(
        step=DispatchStep.Step.TEXT_CHANGED, by=by.user, at=now, tasks=len(tasks),
        before=was, after=text,
    )  # fmt: skip
    _tell(tasks, step, now)
    after = {"tasks": [task.pk for task in tasks]}
    record_audit(by=by, now=now, action="dispatch.change_text", about=act, after=after)
    return act


def _standing(by: Actor, now: datetime, dispatch_id: int) -> Dispatch:
    act = lock_act(by=by, now=now, dispatch_id=dispatch_id)
    if not act.stands:
        raise Refused(_("It has not gone out, or is taken back: nothing is to be changed."))
    return act


def _tell(tasks: list[Task], step: DispatchStep, now: datetime) -> None:
    ids = [task.pk for task in tasks]
    owe_reminders(model=Task, ids=ids, stage=CHANGED, now=now, slot=step.slot)
