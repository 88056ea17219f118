"""A plan, or an item of one, locked for who may act on it."""

from datetime import datetime

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.plans.models import PlanItem, WorkPlan
from responsibility.tasks.dispatches.models import Dispatch


def locked_plan(*, plan_id: int, by: Actor, now: datetime) -> WorkPlan:
    """The plan for who works in its county's office, locked.

    Raises:
        WorkPlan.DoesNotExist: there is none, or the person does not work in its office.
    """
    plans = WorkPlan.objects.managed_by(by.user, at=now)
    return plans.select_for_update(of=("self",), no_key=True).get(pk=plan_id)


def locked_draft(*, plan_id: int, by: Actor, now: datetime) -> WorkPlan:
    """The same of a plan not issued yet; who has it changes it and becomes one of its authors.

    Raises:
        WorkPlan.DoesNotExist: there is none, or the person does not work in its office.
        Refused: it is submitted or issued.
    """
    plan = locked_plan(plan_id=plan_id, by=by, now=now)
    refuse_unless_draft(plan)
    if by.user.pk not in plan.authors:
        plan.authors = [*plan.authors, by.user.pk]
        plan.save(update_fields=["authors"])
    return plan


def refuse_unless_draft(plan: WorkPlan) -> None:
    """Raises Refused where the plan may not be changed as a whole any more."""
    if plan.is_submitted:
        raise Refused(_("The plan is submitted. Take the submission back to change it."))
    if not plan.is_draft:
        raise Refused(_("The plan is issued: change its items one by one, with a reason."))


def locked_item(*, item_id: int, by: Actor, now: datetime) -> tuple[PlanItem, Dispatch]:
    """An item that was given out and is not withdrawn, with its dispatch, both locked.

    Raises:
        PlanItem.DoesNotExist: there is none, or the person does not work in its office.
        Refused: its plan has not gone out, or it is withdrawn.
    """
    items = PlanItem.objects.managed_by(by.user, at=now).select_related("plan", "parent")
    item = items.select_for_update(of=("self",), no_key=True).get(pk=item_id)
    if item.dispatch_id is None:
        raise Refused(_("The plan has not gone out yet."))
    if item.withdrawn_at:
        raise Refused(_("This item is withdrawn."))
    return item, lock_dispatch(item)


def lock_dispatch(item: PlanItem) -> Dispatch:
    """What an item is carried out by, locked."""
    return Dispatch.objects.select_for_update(no_key=True).get(pk=item.dispatch_id)
