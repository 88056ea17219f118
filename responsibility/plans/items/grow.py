"""Items given out after their plan: added by the office, or broken down to lower units."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.refused import Refused
from responsibility.organisation.posts.models import PostQuerySet
from responsibility.organisation.standing import standing_of
from responsibility.plans.give import give
from responsibility.plans.history import PlanStep
from responsibility.plans.items.draft import new_item, write
from responsibility.plans.items.values import posts_below, posts_of_county
from responsibility.plans.locked import locked_plan
from responsibility.plans.models import PlanItem


@transaction.atomic
def add_item(
    *, by: Actor, now: datetime, plan_id: int, reason: str = "", **values: Any
) -> PlanItem:
    """Add an item to a plan that has gone out: it is given out at once.

    Raises:
        WorkPlan.DoesNotExist: there is none, or `by` does not work in its office.
        Refused: the plan has not gone out; a value will not do, at its field.
    """
    plan = locked_plan(plan_id=plan_id, by=by, now=now)
    if plan.sent_at is None:
        raise Refused(_("The plan has not gone out yet."))
    item = new_item(plan, None)
    write(item, values, now=now)
    given_in = min(standing_of(by.user, at=now).office_posts)
    _give(item, PlanStep.Step.ADDED, by, now, given_in, action="plan.add_item")
    return item


@transaction.atomic
def break_down(*, by: Actor, now: datetime, item_id: int, **values: Any) -> PlanItem:
    """Give a part of an item to a post of a lower unit, due no later than the whole (M001-05).

    Raises:
        PlanItem.DoesNotExist: there is none, or `by` neither carries it out nor works in the
            office of its county.
        Refused: it is withdrawn, done, or itself a part; a value will not do, at its field.
    """
    items = breakable_by(by.user, at=now).select_related("plan", "carries_out__unit")
    whole = items.select_for_update(of=("self",), no_key=True).get(pk=item_id)
    if sentence := why_not_broken_down(whole):
        raise Refused(sentence)
    part = new_item(whole.plan, whole)
    posts, given_in = parts_go_to(whole, by.user, at=now)
    values = {"category_id": whole.category_id} | values
    write(part, values, now=now, posts=posts)
    _give(part, PlanStep.Step.BROKEN_DOWN, by, now, given_in, action="plan.break_down")
    return part


def breakable_by(user, *, at: datetime):
    """The items that have gone out and that `user` may break down."""
    standing = standing_of(user, at=at)
    who = Q(carries_out__in=standing.log_posts) | Q(plan__county__in=standing.office_counties)
    return PlanItem.objects.filter(who, plan__sent_at__isnull=False, parent=None)


def why_not_broken_down(item: PlanItem) -> str:
    """Why the item takes no part any more; "" where it does."""
    if item.withdrawn_at:
        return _("This item is withdrawn.")
    if item.dispatch and item.dispatch.tasks.filter(fulfilled_at__isnull=False).exists():
        return _("It is carried out already.")
    return ""


def parts_go_to(item: PlanItem, user, *, at: datetime) -> tuple[PostQuerySet, int]:
    """The posts to which `user` gives parts of the item, and the own post in which."""
    standing = standing_of(user, at=at)
    if item.plan.county_id in standing.office_counties:
        return posts_of_county(item.plan.county_id, at=at), min(standing.office_posts)
    return posts_below(item, at=at), item.carries_out_id


def _give(
    item: PlanItem, step: PlanStep.Step, by: Actor, now: datetime, given_in: int, *, action: str
) -> None:
    give(item, by=by, now=now, given_in=given_in)
    PlanStep.objects.create(plan=item.plan, item=item, step=step, by=by.user, at=now)
    after = {"item": item.label, "due_on": item.due_on, "post": item.carries_out_id}
    record_audit(by=by, now=now, action=action, about=item, post_id=given_in, after=after)
