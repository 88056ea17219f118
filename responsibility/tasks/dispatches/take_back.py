"""Taking back what was given out, and giving it out again (edge cases 20, 21)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.decisions.exempt import exempt_locked, lift_locked
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.tasks.dispatches.days import check_day
from responsibility.tasks.dispatches.kind import DISPATCHED, GIVEN_AGAIN, TAKEN_BACK
from responsibility.tasks.dispatches.locked import lock_act, lock_open
from responsibility.tasks.dispatches.models import Dispatch, DispatchStep
from responsibility.tasks.models import Task


@transaction.atomic
def take_back(*, by: Actor, now: datetime, dispatch_id: int, reason: str = "") -> Dispatch:
    """Take a dispatch back. Before it went out, nobody ever hears of it.

    After it went, its open tasks are owed no longer: from `now` they have no lamp, each person
    gets one correcting message, and what was red stays in the ledger. What is fulfilled stands.

    Raises:
        Dispatch.DoesNotExist: there is none, or the person does not work in its office.
        Refused: it is taken back already; it went out and the reason is missing or too long.
    """
    act = lock_act(by=by, now=now, dispatch_id=dispatch_id)
    if act.taken_back_at:
        raise Refused(_("It is taken back already."))
    missing = _("Give a reason.") if act.sent_at else ""
    reason = fitting(reason, of=DispatchStep, field="reason", missing=missing)
    take_back_locked(act, by=by, now=now, reason=reason)
    return act


def take_back_locked(act: Dispatch, *, by: Actor, now: datetime, reason: str) -> None:
    """Take a locked dispatch back; whether it may be, and its reason, are the caller's."""
    tasks = lock_open(act)
    for task in tasks:
        exempt_locked(deadline=task, by=by, now=now, reason=reason, cause=TAKEN_BACK)
    ids = [task.pk for task in tasks]
    act.taken_back_at = now
    step = _note("dispatch.take_back", DispatchStep.Step.TAKEN_BACK, act, by, now, ids, reason)
    owe_reminders(model=Task, ids=ids, stage=TAKEN_BACK, now=now, slot=step.slot)


@transaction.atomic
def give_again(*, by: Actor, now: datetime, dispatch_id: int, reason: str) -> Dispatch:
    """Give out again what was taken back: its tasks are owed again, and their people told.

    What never went out goes now. A post closed meanwhile owes nothing.

    Raises:
        Dispatch.DoesNotExist: there is none, or the person does not work in its office.
        Refused: it is not taken back, its deadline is over, or the reason is missing or too long.
    """
    act = lock_act(by=by, now=now, dispatch_id=dispatch_id)
    if not act.taken_back_at:
        raise Refused(_("It is not taken back."))
    reason = fitting(reason, of=DispatchStep, field="reason", missing=_("Give a reason."))
    give_again_locked(act, by=by, now=now, reason=reason)
    return act


def give_again_locked(act: Dispatch, *, by: Actor, now: datetime, reason: str) -> None:
    """Give out again a locked dispatch that was taken back. Raises Refused: its day is over."""
    check_day(act.due_on, county_id=act.county_id, now=now)
    tasks = Task.objects.filter(dispatch=act, exempt=True, lamp_cause=TAKEN_BACK)
    locked = tasks.select_related("post").order_by("pk")
    locked = locked.select_for_update(of=("self",), no_key=True)
    again = [task for task in locked if task.post.stands_on(day_of(now))]
    for task in again:
        lift_locked(deadline=task, by=by, now=now, cause=GIVEN_AGAIN)
    ids = [task.pk for task in again]
    still_open = [task.pk for task in again if not task.fulfilled_at]
    owe_reminders(model=Task, ids=still_open, stage=DISPATCHED, now=now)
    act.taken_back_at, act.goes_at = None, act.goes_at if act.sent_at else now
    _note("dispatch.give_again", DispatchStep.Step.GIVEN_AGAIN, act, by, now, ids, reason)


def stop_with_dispatch(task: Task, *, now: datetime) -> None:
    """Where the dispatch of a locked task was taken back while the task was done, and it is done no
    longer: it is owed as little as the others, by the same decision."""
    if not task.dispatch_id or task.exempt or not task.dispatch.taken_back_at:
        return
    steps = task.dispatch.steps.filter(step=DispatchStep.Step.TAKEN_BACK).select_related("by")
    decision = steps.latest("pk")
    by = Actor(decision.by)
    exempt_locked(deadline=task, by=by, now=now, reason=decision.reason, cause=TAKEN_BACK)


def _note(
    action: str,
    step: DispatchStep.Step,
    act: Dispatch,
    by: Actor,
    now: datetime,
    ids: list[int],
    reason: str,
) -> DispatchStep:
    act.save(update_fields=["taken_back_at", "goes_at"])
    after = {"tasks": ids, "reason": reason}
    record_audit(by=by, now=now, action=action, about=act, after=after)
    return act.steps.create(step=step, by=by.user, at=now, tasks=len(ids), reason=reason)
