"""Changing what was given out: its deadline, its explanation. Written down now, made in ten
minutes; until then it can be taken back as if it had never been (edge case 20)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.tasks.dispatches.change_due import make_change
from responsibility.tasks.dispatches.days import check_day
from responsibility.tasks.dispatches.dispatch import UNDO
from responsibility.tasks.dispatches.locked import lock_act
from responsibility.tasks.dispatches.models import Dispatch, DispatchChange, DispatchStep


@transaction.atomic
def move_day(*, by: Actor, now: datetime, dispatch_id: int, due_on: date, reason: str) -> Dispatch:
    """Move the deadline to a later day, for all who have not done it; whose task is open is told.

    Never earlier: people were told the other day.

    Raises:
        Dispatch.DoesNotExist: there is none, or `by` does not manage it.
        Refused: it has not gone out or is taken back; the day or the reason will not do; another
            change waits.
    """
    act = _standing(by, now, dispatch_id)
    reason = fitting(reason, of=DispatchStep, field="reason", missing=_("Give a reason."))
    if due_on <= act.due_on:
        raise Refused(_("Choose a later day: people were told the other one."), field="due_on")
    check_day(due_on, county_id=act.county_id, now=now)
    _write_down(act, by, now, due_on=due_on, reason=reason)
    return act


@transaction.atomic
def change_text(*, by: Actor, now: datetime, dispatch_id: int, text: str) -> Dispatch:
    """Change the explanation; whoever still has to do it is told that it changed.

    Raises:
        Dispatch.DoesNotExist: there is none, or `by` does not manage it.
        Refused: it has not gone out or is taken back; the text is too long or the same; another
            change waits.
    """
    act = _standing(by, now, dispatch_id)
    text = fitting(text, of=Dispatch, field="text")
    if text == act.text:
        raise Refused(_("Nothing is changed."), field="text")
    _write_down(act, by, now, text=text)
    return act


@transaction.atomic
def change_at_once(*, by: Actor, now: datetime, dispatch_id: int) -> Dispatch:
    """Make the change that waits, before its time.

    Raises:
        Dispatch.DoesNotExist: there is none, or `by` does not manage it.
        Refused: none waits any more.
    """
    act, change = _waiting(by, now, dispatch_id)
    make_change(act, change, by=by, now=now)
    return act


@transaction.atomic
def take_back_change(*, by: Actor, now: datetime, dispatch_id: int) -> Dispatch:
    """Take back the change that waits: nobody ever hears of it.

    Raises:
        Dispatch.DoesNotExist: there is none, or `by` does not manage it.
        Refused: none waits any more.
    """
    act, change = _waiting(by, now, dispatch_id)
    change.ended_at, change.made = now, False
    change.save(update_fields=["ended_at", "made"])
    record_audit(by=by, now=now, action="dispatch.keep", about=act)
    return act


def _standing(by: Actor, now: datetime, dispatch_id: int) -> Dispatch:
    act = lock_act(by=by, now=now, dispatch_id=dispatch_id)
    if not act.stands:
        raise Refused(_("It has not gone out, or is taken back: nothing is to be changed."))
    if act.changes.filter(ended_at=None).exists():
        raise Refused(_("Another change waits to be made. Take that back, or make it at once."))
    return act


def _waiting(by: Actor, now: datetime, dispatch_id: int) -> tuple[Dispatch, DispatchChange]:
    act = lock_act(by=by, now=now, dispatch_id=dispatch_id)
    change = act.changes.filter(ended_at=None).first()
    if change is None:
        raise Refused(_("It does not wait any more."))
    return act, change


def _write_down(act: Dispatch, by: Actor, now: datetime, **what) -> None:
    """The change, made at once where tasks would be overdue before it is made."""
    over = day_of(now + UNDO) > act.due_on >= day_of(now)
    goes_at = now if over else now + UNDO
    change = act.changes.create(by=by.user, at=now, goes_at=goes_at, **what)
    noted = {name: value for name, value in what.items() if name != "text"}
    record_audit(by=by, now=now, action="dispatch.change", about=act, after=noted)
    if goes_at == now:
        make_change(act, change, by=by, now=now)
