"""Giving an item out: who carries it out owes a task (docs/decisions/0028)."""

from datetime import datetime
from uuid import uuid4

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from responsibility.plans.models import PlanItem
from responsibility.tasks.dispatches.models import Dispatch, DispatchStep
from responsibility.tasks.dispatches.send import send


def give(item: PlanItem, *, by: Actor, now: datetime, given_in: int | None) -> None:
    """Give the item to the post that carries it out: its task is made and its people told.

    `given_in` is the post in which `by` gives it. A post closed meanwhile gets no task; past its
    day it is given to nobody.
    """
    plan = item.plan
    act = Dispatch.objects.create(
        county_id=plan.county_id,
        title=item.text,
        text=explained(item),
        category_id=item.category_id,
        due_on=item.due_on,
        basis=plan.document_number or plan.title,
        nonce=uuid4(),
        dispatched_by=by.user,
        dispatched_at=now,
        given_in_id=given_in,
        goes_at=now,
        planned=True,
    )
    act.posts.set([item.carries_out_id])
    act.steps.create(
        step=DispatchStep.Step.GIVEN, by=by.user, at=now, tasks=1, after=item.due_on.isoformat()
    )
    send(act, by=by, now=now)
    item.dispatch = act
    item.save(update_fields=["dispatch"])


def explained(item: PlanItem) -> str:
    """Goal and measures, as they stand on the page of the task."""
    parts = [(_("Goal"), item.goal), (_("Measures"), item.measures)]
    pattern = _("%(name)s: %(words)s")
    return "\n".join(pattern % {"name": name, "words": words} for name, words in parts if words)
