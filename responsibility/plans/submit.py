"""Submitting a drafted plan to another person of the office, taking that back, returning it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.submitted import return_draft, submit_draft, take_draft_back
from pages.refused import Refused
from responsibility.organisation.office import audit_office
from responsibility.organisation.people.models import User
from responsibility.organisation.relations.deciders import people_of_offices
from responsibility.plans.history import PlanStep
from responsibility.plans.issue import checked_items, refuse_unless_decided_by
from responsibility.plans.kind import RETURNED, SUBMITTED
from responsibility.plans.locked import locked_plan, refuse_unless_draft
from responsibility.plans.models import WorkPlan

Step = PlanStep.Step


@transaction.atomic
def submit_plan(*, plan_id: int, by: Actor, now: datetime) -> WorkPlan:
    """Submit a draft; who may issue it hears of it. Submitted already, nothing happens.

    Raises:
        WorkPlan.DoesNotExist: there is none, or `by` does not work in its office.
        Refused: it is issued, has no item, or the day or a post of an item will not do.
    """
    plan = locked_plan(plan_id=plan_id, by=by, now=now)
    if plan.is_submitted:
        return plan
    refuse_unless_draft(plan)
    checked_items(plan, now=now)
    others = people_of_offices(now)[plan.county_id] - {*plan.authors, by.user.pk}
    submit_draft(plan, stage=SUBMITTED, to=others, by=by, now=now)
    plan.steps.create(step=Step.SUBMITTED, by=by.user, at=now)
    audit_office(action="plan.submit", about=plan, by=by, now=now)
    return plan


@transaction.atomic
def take_submission_back(*, plan_id: int, by: Actor, now: datetime) -> WorkPlan:
    """Take the submission back: it is a draft again.

    Raises:
        WorkPlan.DoesNotExist: there is none, or `by` does not work in its office.
        Refused: it is issued.
    """
    plan = locked_plan(plan_id=plan_id, by=by, now=now)
    if plan.is_draft:
        return plan
    if plan.issued_at:
        raise Refused(_("The plan is issued already."))
    take_draft_back(plan, by=by, now=now)
    plan.steps.create(step=Step.TAKEN_BACK, by=by.user, at=now)
    audit_office(action="plan.take_back_submission", about=plan, by=by, now=now)
    return plan


@transaction.atomic
def return_plan(*, plan_id: int, reason: str, by: Actor, now: datetime) -> WorkPlan:
    """Return a submitted plan with a reason to who worked on it and who submitted it; they hear of
    it.

    Raises:
        WorkPlan.DoesNotExist: there is none, or `by` does not work in its office.
        Refused: it is not submitted, or `by` has worked on it.
    """
    plan = locked_plan(plan_id=plan_id, by=by, now=now)
    refuse_unless_decided_by(plan, by.user)
    wrote = User.objects.filter(pk__in=[*plan.authors, plan.submitted_by_id], is_active=True)
    people = wrote.values_list("pk", flat=True)
    return_draft(plan, reason=reason, stage=RETURNED, to=people, by=by, now=now)
    plan.steps.create(step=Step.RETURNED, by=by.user, at=now, reason=reason)
    audit_office(action="plan.return", about=plan, by=by, now=now, after={"reason": reason})
    return plan
