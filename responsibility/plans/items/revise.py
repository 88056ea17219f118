"""Changing an item that was given out: its day, its words, its posts. Each is a revision with a
reason; what it was stays in its steps."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.plans.give import explained, give
from responsibility.plans.history import PlanStep
from responsibility.plans.items.note import note_step
from responsibility.plans.items.values import (
    WORDS,
    check_due,
    check_posts,
    fitting_words,
    posts_of_county,
)
from responsibility.plans.locked import locked_item
from responsibility.plans.models import PlanItem
from responsibility.tasks.dispatches.change_due import make_change
from responsibility.tasks.dispatches.take_back import take_back_locked

Step = PlanStep.Step


@transaction.atomic
def move_day(*, by: Actor, now: datetime, item_id: int, due_on: date, reason: str) -> PlanItem:
    """Move the deadline to a later day; who still owes it is told. Never earlier: people were told
    the other day.

    Raises:
        PlanItem.DoesNotExist: there is none, or `by` does not work in its office.
        Refused: it has not gone out or is withdrawn; the day or the reason will not do.
    """
    item, act = locked_item(item_id=item_id, by=by, now=now)
    reason = _reason(reason)
    if due_on <= item.due_on:
        raise Refused(_("Choose a later day: people were told the other one."), field="due_on")
    check_due(item, due_on, now=now)
    change = act.changes.create(by=by.user, at=now, goes_at=now, due_on=due_on, reason=reason)
    make_change(act, change, by=by, now=now)
    was, item.due_on = item.due_on, due_on
    item.save(update_fields=["due_on"])
    note_step(
        item=item,
        step=Step.DAY_MOVED,
        by=by,
        now=now,
        reason=reason,
        before=was.isoformat(),
        after=due_on.isoformat(),
    )
    return item


@transaction.atomic
def change_words(*, by: Actor, now: datetime, item_id: int, reason: str, **words: str) -> PlanItem:
    """Change text, goal, measures; who still owes it is told. Raises as `move_day`."""
    item, act = locked_item(item_id=item_id, by=by, now=now)
    reason, before, words = _reason(reason), _words(item), fitting_words(words)
    for name, value in words.items():
        setattr(item, name, value)
    if _words(item) == before:
        raise Refused(_("Nothing is changed."), field="text")
    item.save(update_fields=WORDS)
    act.title = item.text
    act.save(update_fields=["title"])
    change = act.changes.create(
        by=by.user, at=now, goes_at=now, text=explained(item), reason=reason
    )
    make_change(act, change, by=by, now=now)
    note_step(
        item=item,
        step=Step.WORDS_CHANGED,
        by=by,
        now=now,
        reason=reason,
        before=before,
        after=_words(item),
    )
    return item


@transaction.atomic
def hand_over(
    *, by: Actor, now: datetime, item_id: int, carries_out_id: int, reason: str
) -> PlanItem:
    """Let another post carry it out: the former one owes it no longer and is told, the other one
    gets it as new. Raises as `move_day`; Refused also where it is done."""
    item, act = locked_item(item_id=item_id, by=by, now=now)
    reason = _reason(reason)
    if act.tasks.filter(fulfilled_at__isnull=False).exists():
        raise Refused(_("It is carried out already."))
    if carries_out_id == item.carries_out_id:
        raise Refused(_("Nothing is changed."), field="carries_out")
    check_posts({"carries_out": carries_out_id}, posts_of_county(item.plan.county_id, at=now))
    check_due(item, item.due_on, now=now)
    take_back_locked(act, by=by, now=now, reason=reason)
    before = _called(item.carries_out_id)
    item.carries_out_id = carries_out_id
    item.save(update_fields=["carries_out"])
    given_in = min(standing_of(by.user, at=now).office_posts)
    give(item, by=by, now=now, given_in=given_in)
    after = _called(carries_out_id)
    note_step(
        item=item, step=Step.HANDED_OVER, by=by, now=now, reason=reason, before=before, after=after
    )
    return item


@transaction.atomic
def change_leaders(
    *,
    by: Actor,
    now: datetime,
    item_id: int,
    leads_id: int | None,
    pushes_id: int | None,
    reason: str,
) -> PlanItem:
    """Change who leads overall and who pushes. Raises as `move_day`; Refused also for a part,
    which is led as its whole."""
    item, _act = locked_item(item_id=item_id, by=by, now=now)
    reason = _reason(reason)
    if item.parent_id:
        raise Refused(_("A part is led and pushed as its item: change it there."))
    if leads_id is None:
        raise Refused(_("Choose who leads it overall."), field="leads")
    if (leads_id, pushes_id) == (item.leads_id, item.pushes_id):
        raise Refused(_("Nothing is changed."), field="leads")
    chosen: dict[str, Any] = {"leads": leads_id, "pushes": pushes_id}
    check_posts(chosen, posts_of_county(item.plan.county_id, at=now))
    before = _called(item.leads_id, item.pushes_id)
    item.leads_id, item.pushes_id = leads_id, pushes_id
    item.save(update_fields=["leads", "pushes"])
    note_step(
        item=item, step=Step.LEADERS_CHANGED, by=by, now=now, reason=reason, before=before,
        after=_called(leads_id, pushes_id),
    )  # fmt: skip
    return item


def _reason(reason: str) -> str:
    return fitting(reason, of=PlanStep, field="reason", missing=_("Give a reason."))


def _words(item: PlanItem) -> str:
    return "\n".join(filter(None, [item.text, explained(item)]))


def _called(*post_ids: int | None) -> str:
    """The posts with their units, a line each."""
    posts = Post.objects.select_related("unit").in_bulk([pk for pk in post_ids if pk])
    named = [posts[pk] for pk in post_ids if pk]
    return "\n".join(f"{post.unit.name} · {post.title}" for post in named)
