"""Issuing a submitted plan (发布): by another person than its authors; its items go out in ten
minutes."""

import logging
from datetime import datetime

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.decisions.rooms import decision_ended
from alerts.decisions.submitted import end_submission
from pages.days import day_of
from pages.refused import Refused
from responsibility.organisation.office import audit_office
from responsibility.organisation.standing import standing_of
from responsibility.plans.give import give
from responsibility.plans.history import PlanStep
from responsibility.plans.items.values import check_due, check_posts, posts_of_county
from responsibility.plans.locked import locked_plan
from responsibility.plans.models import WAITS, PlanItem, WorkPlan
from responsibility.tasks.dispatches.dispatch import UNDO

logger = logging.getLogger(__name__)
Step = PlanStep.Step


@transaction.atomic
def issue(*, by: Actor, now: datetime, plan_id: int) -> WorkPlan:
    """Issue what is submitted.

    It goes out after `UNDO`, at once where an item would be past its day by then.

    Raises:
        WorkPlan.DoesNotExist: there is none, or `by` does not work in its office.
        Refused: it is not submitted; `by` has worked on it (docs/decisions/0021); the day or a post
            of an item will not do any more.
    """
    plan = locked_plan(plan_id=plan_id, by=by, now=now)
    refuse_unless_decided_by(plan, by.user)
    items = checked_items(plan, now=now)
    soonest = min(item.due_on for item in items)
    plan.issued_by, plan.issued_at = by.user, now
    plan.goes_at = now + UNDO if day_of(now + UNDO) <= soonest else now
    plan.save(update_fields=["issued_by", "issued_at", "goes_at"])
    decision_ended(about=plan, by=by, now=now)
    plan.steps.create(step=Step.ISSUED, by=by.user, at=now)
    after = {"items": [item.pk for item in items]}
    audit_office(action="plan.issue", about=plan, by=by, now=now, after=after)
    if plan.goes_at == now:
        _send(plan, by=by, now=now)
    return plan


def checked_items(plan: WorkPlan, *, now: datetime) -> list[PlanItem]:
    """Its items in order, each of which may be given out.

    Raises:
        Refused: there is none, or the day or a post of one will not do any more.
    """
    items = list(plan.items.select_related("parent").in_order())
    if not items:
        raise Refused(_("The plan has no item yet."))
    for item in items:
        _check(item, plan, now)
    return items


def why_not_decided(plan: WorkPlan, user) -> str:
    """Why `user` may not issue or return the submitted plan; "" where he may."""
    if user.pk in plan.authors or user.pk == plan.submitted_by_id:
        return _("Somebody else of the office issues it: you have worked on it.")
    return ""


def refuse_unless_decided_by(plan: WorkPlan, user) -> None:
    """Raises Refused where the plan is not submitted, or `user` has worked on it."""
    if plan.issued_at:
        raise Refused(_("The plan is issued already."))
    if not plan.is_submitted:
        raise Refused(_("The plan is not submitted."))
    if sentence := why_not_decided(plan, user):
        raise Refused(sentence)


def _check(item: PlanItem, plan: WorkPlan, now: datetime) -> None:
    """Raises Refused, with the number of the item."""
    item.plan = plan
    names = ["leads", "pushes", "carries_out"]
    try:
        check_due(item, item.due_on, now=now)
        chosen = {name: getattr(item, f"{name}_id") for name in names}
        check_posts(chosen, posts_of_county(plan.county_id, at=now))
    except Refused as refusal:
        words = {"number": item.label, "sentence": refusal}
        raise Refused(_("Item %(number)s: %(sentence)s") % words) from refusal


@transaction.atomic
def stop(*, by: Actor, now: datetime, plan_id: int) -> WorkPlan:
    """Take the issue back before it went out: the plan is a draft again, to be submitted anew.

    Raises:
        WorkPlan.DoesNotExist: there is none, or `by` does not work in its office.
        Refused: it does not wait any more.
    """
    plan = _waiting(plan_id, by=by, now=now)
    plan.issued_by = plan.issued_at = plan.goes_at = None
    plan.save(update_fields=["issued_by", "issued_at", "goes_at"])
    end_submission(plan)
    plan.steps.create(step=Step.STOPPED, by=by.user, at=now)
    audit_office(action="plan.stop", about=plan, by=by, now=now)
    return plan


@transaction.atomic
def send_at_once(*, by: Actor, now: datetime, plan_id: int) -> WorkPlan:
    """Send what waits, before its time. Raises as `stop`."""
    plan = _waiting(plan_id, by=by, now=now)
    _send(plan, by=by, now=now)
    return plan


def send_due(*, now: datetime) -> int:
    """Send every plan whose instant has come; return how many went.

    Each in a transaction of its own, whole or not at all; one that fails keeps no other, and is
    raised at the end. Safe to run twice and side by side.
    """
    went, failed = 0, None
    waiting = WorkPlan.objects.filter(WAITS, goes_at__lte=now).order_by("pk")
    for pk in list(waiting.values_list("pk", flat=True)):
        try:
            went += _send_one(pk, now=now)
        except OperationalError:
            raise
        except Exception as reason:
            logger.exception("The plan %s could not be sent.", pk)
            failed = reason
    if failed:
        raise failed
    return went


@transaction.atomic
def _send_one(pk: int, *, now: datetime) -> bool:
    plans = WorkPlan.objects.filter(WAITS, pk=pk)
    plan = plans.select_for_update(of=("self",), no_key=True, skip_locked=True).first()
    if plan is None:
        return False  # another was first, or it was taken back meanwhile
    _send(plan, by=None, now=now)
    return True


def _send(plan: WorkPlan, *, by: Actor | None, now: datetime) -> None:
    """Give out all items of a locked plan."""
    giver = by or Actor(plan.issued_by)
    given_in = min(standing_of(giver.user, at=now).office_posts, default=None)
    for item in plan.items.select_related("parent").in_order():
        item.plan = plan
        give(item, by=giver, now=now, given_in=given_in)
    plan.sent_at = now
    plan.save(update_fields=["sent_at"])
    plan.steps.create(step=Step.SENT, by=by.user if by else None, at=now)
    record_audit(by=by, now=now, action="plan.send", about=plan, post_id=given_in)


def _waiting(plan_id: int, *, by: Actor, now: datetime) -> WorkPlan:
    plan = locked_plan(plan_id=plan_id, by=by, now=now)
    if not plan.waits:
        raise Refused(_("It does not wait any more."))
    return plan
