"""Looking back at a closed problem after its time (回头看; M001-13), and withdrawing one."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.exempt import exempt_locked
from alerts.decisions.turn import turn_lamp
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from supervision.problems.assign import make_assignment
from supervision.problems.kind import ASSIGNED, CALLED_OFF, CLOSED, LOOKED_BACK
from supervision.problems.log import note
from supervision.problems.models import Assignment, Problem
from supervision.problems.rectification import CloseOut
from supervision.problems.rights import lock_for
from supervision.problems.states import Act, Purpose, State


@transaction.atomic
def look_back(
    *,
    by: Actor,
    now: datetime,
    problem_id: int,
    holds: bool,
    reason: str,
    due_on: date | None = None,
) -> Problem:
    """Say whether the rectification holds; `reason` says what was looked at. Where it does not, the
    problem is open again: the same post rectifies it by the end of `due_on`.

    Raises: as `lock_for`; Refused also where nothing is said, or no day to come is named.
    """
    case, post = lock_for(Act.LOOK_BACK, problem_id, by=by, now=now)
    missing = _("Say what you looked at.")
    reason = fitting(reason, of=CloseOut, field="text", missing=missing, at="reason")
    if not holds and (due_on is None or due_on <= day_of(now)):
        raise Refused(_("Choose a day to come."), field="due_on")
    (owed,) = Assignment.objects.lock([case.look_back.pk])
    turn_lamp(deadline=owed, now=now, cause=LOOKED_BACK, done=1, fulfilled_at=now)
    problem, act = case.problem, {"by": by, "now": now, "post_id": post, "text": reason}
    if holds:
        note(problem, Act.LOOK_BACK, **act)
        return problem
    made = make_assignment(
        problem, Purpose.RECTIFY, case.rectify.post, by=by, now=now, made_in=post,
        due_on=due_on, text=case.rectify.text, leader=case.rectify.leader,
    )  # fmt: skip
    problem.closed_at = None
    note(problem, Act.REOPEN, to=State.ASSIGNED, due_on=due_on, **act)
    owe_reminders(model=Assignment, ids=[made.pk], stage=ASSIGNED, now=now)
    return problem


@transaction.atomic
def withdraw_problem(*, by: Actor, now: datetime, problem_id: int, reason: str) -> Problem:
    """Take a problem back that was entered by mistake: nothing is owed of it; its number stays.

    Raises: as `lock_for`; Refused also without a reason.
    """
    case, post = lock_for(Act.WITHDRAW, problem_id, by=by, now=now)
    missing = _("Give a reason.")
    reason = fitting(reason, of=Assignment, field="text", missing=missing, at="reason")
    owed = Assignment.objects.filter(problem=case.problem).open_still()
    for given in Assignment.objects.lock(list(owed.values_list("pk", flat=True))):
        exempt_locked(deadline=given, by=by, now=now, reason=reason, cause=CALLED_OFF)
        owe_reminders(model=Assignment, ids=[given.pk], stage=CLOSED, now=now)
    case.problem.offered_to = None
    act = {"by": by, "now": now, "post_id": post, "text": reason}
    note(case.problem, Act.WITHDRAW, to=State.WITHDRAWN, **act)
    return case.problem
