"""Closing a problem out: applied for, verified, approved, by three people (销号; M002-17)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.turn import turn_lamp
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from supervision.problems.assign import make_assignment
from supervision.problems.deciding import decided, owe_approving, owe_verifying
from supervision.problems.kind import APPLIED, APPROVED, CLOSED, RETURNED, SENT_BACK, VERIFIED
from supervision.problems.log import note
from supervision.problems.models import Assignment, Problem
from supervision.problems.rectification import CloseOut
from supervision.problems.rights import Case, lock_for
from supervision.problems.states import Act, Purpose, State
from supervision.problems.terms import days_of

LOOK_BACK_DAYS = "look_back"  # the time limit's code


@transaction.atomic
def apply_for_closing(*, by: Actor, now: datetime, problem_id: int, text: str) -> CloseOut:
    """Say that the problem is rectified: the unit's lamp turns, and it waits to be verified.

    Raises: as `lock_for`; Refused also where a measure has no report, or there is none.
    """
    case, post = lock_for(Act.APPLY, problem_id, by=by, now=now)
    measures = case.rectify.measures.filter(dropped_at=None)
    if not measures.exists():
        raise Refused(_("Lay down what is done about it first."))
    if left := measures.filter(reports=None).count():
        raise Refused(_("Report on each measure first: %(count)d left.") % {"count": left})
    text = fitting(text, of=CloseOut, field="text", missing=_("Say what was achieved."))
    close_out = CloseOut.objects.create(
        assignment=case.rectify, text=text, applied_by=by.user, applied_at=now
    )
    _turn(case.rectify, now, APPLIED, fulfilled=True)
    owe_verifying(case.rectify, case.problem, by=by, now=now)
    step = note(case.problem, Act.APPLY, by=by, now=now, post_id=post, to=State.APPLIED, text=text)
    ids = [case.rectify.pk]
    owe_reminders(model=Assignment, ids=ids, stage=APPLIED, now=now, slot=str(step.pk))
    return close_out


@transaction.atomic
def verify(*, by: Actor, now: datetime, problem_id: int, passed: bool, reason: str = "") -> Problem:
    """Verify that it is rectified (`reason` says what was looked at), or send it back.

    For a body that the office gave it to this is its reply: its lamp turns.

    Raises: as `lock_for`; Refused also where it says nothing.
    """
    case, post = lock_for(Act.VERIFY, problem_id, by=by, now=now)
    reason = _said(reason)
    if not passed:
        return _send_back(case, by, now, post, reason)
    close_out = case.close_out
    close_out.verified_by, close_out.verified_at, close_out.verified_in_id = by.user, now, post
    close_out.save(update_fields=["verified_by", "verified_at", "verified_in"])
    if case.body_owes:
        _turn(case.body_owes, now, VERIFIED, fulfilled=True)
    decided(case.problem, now=now, cause=VERIFIED)
    owe_approving(case.problem, by=by, now=now, made_in=post)
    act = {"by": by, "now": now, "post_id": post, "text": reason}
    note(case.problem, Act.VERIFY, to=State.VERIFIED, **act)
    return case.problem


@transaction.atomic
def approve(
    *, by: Actor, now: datetime, problem_id: int, passed: bool, reason: str = ""
) -> Problem:
    """Approve the closing, or send it back. Whoever verified owes a look back, so many days later
    as the county's time limits say.

    Raises: as `lock_for`; Refused also where it is sent back without a reason.
    """
    case, post = lock_for(Act.APPROVE, problem_id, by=by, now=now)
    if not passed:
        return _send_back(case, by, now, post, _said(reason))
    reason = fitting(reason, of=CloseOut, field="text", at="reason")
    close_out, problem, today = case.close_out, case.problem, day_of(now)
    close_out.approved_by, close_out.approved_at = by.user, now
    close_out.save(update_fields=["approved_by", "approved_at"])
    decided(problem, now=now, cause=APPROVED)
    days = days_of(LOOK_BACK_DAYS, county_id=problem.county_id, on=today)
    due_on = today + timedelta(days=days)
    make_assignment(
        problem, Purpose.LOOK_BACK, close_out.verified_in, by=by, now=now,
        made_in=post, due_on=due_on,
    )  # fmt: skip
    problem.closed_at = now
    act = {"by": by, "now": now, "post_id": post, "text": reason, "due_on": due_on}
    note(problem, Act.APPROVE, to=State.CLOSED, **act)
    owe_reminders(model=Assignment, ids=[case.rectify.pk], stage=CLOSED, now=now)
    return problem


def _send_back(case: Case, by: Actor, now: datetime, post: int, reason: str) -> Problem:
    """The application stands no more, the clock goes on, and it is to be applied for anew."""
    close_out = case.close_out
    close_out.returned_by, close_out.returned_at = by.user, now
    close_out.save(update_fields=["returned_by", "returned_at"])
    decided(case.problem, now=now, cause=SENT_BACK)
    case.problem.current = case.rectify
    _turn(case.rectify, now, SENT_BACK, fulfilled=False)
    if case.body_owes and case.body_owes.fulfilled_at:
        _turn(case.body_owes, now, SENT_BACK, fulfilled=False)
    act = {"by": by, "now": now, "post_id": post, "text": reason}
    step = note(case.problem, Act.SEND_BACK, to=State.RECTIFYING, **act)
    ids = [case.rectify.pk]
    owe_reminders(model=Assignment, ids=ids, stage=RETURNED, now=now, slot=str(step.pk))
    return case.problem


def _turn(owed: Assignment, now: datetime, cause: str, *, fulfilled: bool) -> None:
    (locked,) = Assignment.objects.lock([owed.pk])
    facts = {"done": int(fulfilled), "fulfilled_at": now if fulfilled else None}
    turn_lamp(deadline=locked, now=now, cause=cause, **facts)


def _said(reason: str) -> str:
    missing = _("Say what you looked at, or why it goes back.")
    return fitting(reason, of=CloseOut, field="text", missing=missing, at="reason")
