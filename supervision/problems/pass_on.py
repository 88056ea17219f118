"""Passing a problem on to another unit, which has to take it over (转办; edge case 53)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.exempt import exempt_locked
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.answers import principal_post
from responsibility.organisation.relations.hears import told_of_posts
from responsibility.organisation.units.models import Unit
from supervision.oversight.owe import end_decision, owe_decision
from supervision.problems.assign import make_assignment
from supervision.problems.kind import OFFERED, PASSED_ON, REFUSED
from supervision.problems.log import note
from supervision.problems.models import Assignment, Problem
from supervision.problems.rectification import ProblemTransfer
from supervision.problems.rights import Case, lock_for
from supervision.problems.states import Act, Purpose, State


@transaction.atomic
def pass_on(
    *, by: Actor, now: datetime, problem_id: int, unit_id: int, reason: str
) -> ProblemTransfer:
    """Ask the principal officer of another unit to take the problem over. Until that is accepted
    it is still owed here, and the clock runs on.

    Raises: as `lock_for`; Refused also where the unit is none of the county, has nobody to ask, or
    there is no reason.
    """
    case, post = lock_for(Act.OFFER, problem_id, by=by, now=now)
    unit = _other_units(case, now).filter(pk=unit_id).first()
    head = principal_post(unit, at=now) if unit else None
    to = told_of_posts(Post.objects.filter(pk=head.pk), at=now) if head else set()
    if not to - {by.user.pk}:
        raise Refused(_("Choose a unit whose principal officer can answer."), field="unit")
    reason = _reason(reason)
    offer = ProblemTransfer.objects.create(
        problem=case.problem,
        assignment=case.rectify,
        to_unit=unit,
        to_post=head,
        offered_by=by.user,
        offered_at=now,
    )
    case.problem.offered_to = unit
    step = note(case.problem, Act.OFFER, by=by, now=now, post_id=post, text=reason, to_unit=unit.pk)
    owe_decision(about=offer, now=now)
    ids, slot = [case.rectify.pk], str(step.pk)
    owe_reminders(model=Assignment, ids=ids, stage=OFFERED, now=now, slot=slot, to=sorted(to))
    return offer


@transaction.atomic
def decide_offer(
    *, by: Actor, now: datetime, problem_id: int, accepted: bool, reason: str = ""
) -> Problem:
    """Take the problem over, on the day it was due where that has not passed, else today; or refuse
    with a reason, and it stays where it is.

    Raises: as `lock_for`; Refused also where it is refused without a reason.
    """
    case, post = lock_for(Act.ACCEPT, problem_id, by=by, now=now)
    offer, problem = case.transfer, case.problem
    if not accepted:
        reason = _reason(reason)
    offer.accepted, offer.decided_by, offer.decided_at = accepted, by.user, now
    offer.save(update_fields=["accepted", "decided_by", "decided_at"])
    end_decision(about=offer, by=by, now=now)
    problem.offered_to = None
    act = {"by": by, "now": now, "post_id": post, "text": reason.strip()}
    if accepted:
        _take_over(case, by, now)
        note(problem, Act.ACCEPT, to=State.ASSIGNED, unit=problem.unit_id, **act)
        return problem
    step = note(problem, Act.REFUSE, **act)
    ids = [case.rectify.pk]
    owe_reminders(model=Assignment, ids=ids, stage=REFUSED, now=now, slot=str(step.pk))
    return problem


def other_units(problem: Problem, *, now: datetime):
    """The units of the county that may be asked: those with a principal officer's post."""
    units = Unit.objects.filter(county_id=problem.county_id, posts__role_kind__leads_unit=True)
    return units.standing_on(day_of(now)).exclude(pk=problem.unit_id).distinct().in_order()


def _other_units(case: Case, now: datetime):
    return other_units(case.problem, now=now)


def _take_over(case: Case, by: Actor, now: datetime) -> None:
    """What was owed there is owed no more, and the new unit owes it by the same day."""
    (given,) = Assignment.objects.lock([case.rectify.pk])
    words = _("Passed on to %(unit)s, which took it over.") % {"unit": case.transfer.to_unit.name}
    exempt_locked(deadline=given, by=by, now=now, reason=words, cause=PASSED_ON)
    case.problem.unit = case.transfer.to_unit
    make_assignment(
        case.problem,
        Purpose.RECTIFY,
        case.transfer.to_post,
        by=Actor(user=given.made_by),
        now=now,
        made_in=given.made_in_id,
        due_on=max(given.due_on, day_of(now)),
        text=given.text,
    )


def _reason(reason: str) -> str:
    missing = _("Give a reason.")
    return fitting(reason, of=Assignment, field="text", missing=missing, at="reason")
