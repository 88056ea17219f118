"""Withdrawing an item that was given out, and giving it out again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from pages.words import fitting
from responsibility.plans.history import PlanStep
from responsibility.plans.items.note import note_step
from responsibility.plans.locked import lock_dispatch, locked_item
from responsibility.plans.models import PlanItem
from responsibility.tasks.dispatches.take_back import give_again_locked, take_back_locked


@transaction.atomic
def withdraw(*, by: Actor, now: datetime, item_id: int, reason: str) -> PlanItem:
    """Withdraw an item with its parts: what is open is owed no longer, and its people get one
    correcting message. What is done stands, what was red stays in the ledger.

    Raises:
        PlanItem.DoesNotExist: there is none, or `by` does not work in its office.
        Refused: it has not gone out or is withdrawn; the reason is missing or too long.
    """
    item, act = locked_item(item_id=item_id, by=by, now=now)
    reason = fitting(reason, of=PlanStep, field="reason", missing=_("Give a reason."))
    parts = item.parts.filter(withdrawn_at=None).order_by("pk").select_for_update(of=("self",))
    acts = [(item, act), *((part, lock_dispatch(part)) for part in parts)]
    for each, its_act in acts:
        if its_act.stands:
            take_back_locked(its_act, by=by, now=now, reason=reason)
        each.withdrawn_at = now
        each.save(update_fields=["withdrawn_at"])
        note_step(item=each, step=PlanStep.Step.WITHDRAWN, by=by, now=now, reason=reason)
    return item


@transaction.atomic
def give_again(*, by: Actor, now: datetime, item_id: int, reason: str) -> PlanItem:
    """Give out again what was withdrawn; its parts each by themselves.

    Raises:
        PlanItem.DoesNotExist: there is none, or `by` does not work in its office.
        Refused: it is not withdrawn, or its item is; its day is over; the reason is missing.
    """
    items = PlanItem.objects.managed_by(by.user, at=now).select_related("plan", "parent")
    item = items.select_for_update(of=("self",), no_key=True).get(pk=item_id)
    if not item.withdrawn_at:
        raise Refused(_("It is not withdrawn."))
    if item.parent and item.parent.withdrawn_at:
        raise Refused(_("The item it is a part of is withdrawn: give that out again first."))
    reason = fitting(reason, of=PlanStep, field="reason", missing=_("Give a reason."))
    give_again_locked(lock_dispatch(item), by=by, now=now, reason=reason)
    item.withdrawn_at = None
    item.save(update_fields=["withdrawn_at"])
    note_step(item=item, step=PlanStep.Step.GIVEN_AGAIN, by=by, now=now, reason=reason)
    return item
