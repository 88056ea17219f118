"""Items of a plan that is not issued: added, changed, taken out."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.office import audit_office
from responsibility.plans.items.values import (
    check_due,
    check_posts,
    fitting_words,
    posts_of_county,
)
from responsibility.plans.locked import locked_draft
from responsibility.plans.models import PlanItem, WorkPlan

POSTS = ("leads_id", "pushes_id", "carries_out_id")


@transaction.atomic
def add_to_draft(
    *,
    by: Actor,
    now: datetime,
    plan_id: int,
    parent_id: int | None = None,
    number: int | None = None,
    **values: Any,
) -> PlanItem:
    """Add an item to a draft, or a part to its item `parent_id`; `number` is its place, the next
    one if not said. `values` are the columns of an item (of a part without who leads and pushes).

    Raises:
        WorkPlan.DoesNotExist: there is none, or `by` does not work in its office.
        Refused: it is issued; a value will not do, at its field.
    """
    plan = locked_draft(plan_id=plan_id, by=by, now=now)
    parent = plan.items.get(pk=parent_id, parent=None) if parent_id else None
    item = new_item(plan, parent, number=number)
    write(item, values, now=now)
    _note("plan.add_item", item, by, now)
    return item


@transaction.atomic
def change_in_draft(*, by: Actor, now: datetime, item_id: int, **values: Any) -> PlanItem:
    """Change an item of a draft. Raises as `add_to_draft`; PlanItem.DoesNotExist."""
    item = _in_draft(item_id, by=by, now=now)
    write(item, values, now=now)
    _note("plan.change_item", item, by, now)
    return item


@transaction.atomic
def take_out(*, by: Actor, now: datetime, item_id: int) -> None:
    """Take an item out of a draft, with its parts.

    Raises:
        PlanItem.DoesNotExist: there is none, or `by` does not work in its office.
        Refused: the plan is issued.
    """
    item = _in_draft(item_id, by=by, now=now)
    _note("plan.take_out_item", item, by, now)
    item.parts.all().delete()
    item.delete()


def new_item(plan: WorkPlan, parent: PlanItem | None, *, number: int | None = None) -> PlanItem:
    """An item to be written, at its place in the plan or in its whole."""
    beside = plan.items.filter(parent=parent)
    number = number or (beside.aggregate(last=Max("number"))["last"] or 0) + 1
    return PlanItem(plan=plan, parent=parent, number=number)


def write(item: PlanItem, values: dict[str, Any], *, now: datetime, posts=None) -> None:
    """Write `values` into an item and keep it; `posts` are those that may be chosen, all of the
    county if not said. What stays as it is, is not looked at again. Raises Refused."""
    changed = {name: value for name, value in values.items() if value != getattr(item, name, None)}
    changed |= fitting_words(changed)
    chosen = {name.removesuffix("_id"): changed[name] for name in POSTS if name in changed}
    if posts is None:
        posts = posts_of_county(item.plan.county_id, at=now)
    check_posts(chosen, posts)
    if "due_on" in changed:
        check_due(item, changed["due_on"], now=now)
    for name, value in changed.items():
        setattr(item, name, value)
    if item.parent_id is None and item.leads_id is None:
        raise Refused(_("Choose who leads it overall."), field="leads")
    item.save()


def _in_draft(item_id: int, *, by: Actor, now: datetime) -> PlanItem:
    items = PlanItem.objects.managed_by(by.user, at=now).select_related("parent")
    item = items.get(pk=item_id)
    item.plan = locked_draft(plan_id=item.plan_id, by=by, now=now)
    return item


def _note(action: str, item: PlanItem, by: Actor, now: datetime) -> None:
    after = {"item": item.label, "due_on": item.due_on}
    audit_office(action=action, about=item, by=by, now=now, after=after)
