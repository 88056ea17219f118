"""Dispatching a temporary task (派发; M000-07, M000-14): written down now, sent in ten minutes."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.days import day_of
from pages.refused import Refused
from responsibility.lists.models import Category
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.dispatches.days import check_day
from responsibility.tasks.dispatches.models import Dispatch, DispatchStep
from responsibility.tasks.dispatches.send import send

UNDO = timedelta(minutes=10)  # in which it can be taken back as if it had never been (edge case 20)


@transaction.atomic
def dispatch(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    county_id: int,
    title: str,
    text: str,
    category: Category,
    due_on: date,
    required: int,
    basis: str,
    posts: Sequence[Post],
) -> Dispatch:
    """Give one task to all of `posts`, due at the end of `due_on`.

    It goes out after `UNDO`, at once where that would be past its deadline: then the tasks are
    made, and their people told. The same nonce dispatches once; a second call returns the first
    act.

    Raises:
        PermissionDenied: `by` does not work in that county's office, or a post is another's.
        Refused: no post; a day that is over, off, or too far ahead; the nonce of an act in other
            words.
    """
    _check_right(by, now, county_id, posts)
    if not posts:
        raise Refused(_("Choose at least one post."))
    check_day(due_on, county_id=county_id, now=now)
    act, is_new = Dispatch.objects.get_or_create(
        nonce=nonce,
        defaults={
            "county_id": county_id,
            "title": title,
            "text": text,
            "category": category,
            "due_on": due_on,
            "required": required,
            "basis": basis,
            "dispatched_by": by.user,
            "dispatched_at": now,
            "goes_at": now + UNDO if day_of(now + UNDO) <= due_on else now,
        },
    )
    if is_new:
        _address(act, posts, by=by)
    elif (act.title, act.text, act.due_on, act.required) != (title, text, due_on, required):
        raise Refused(_("It is written down already, in other words. Change or take back that."))
    return act


def _address(act: Dispatch, posts: Sequence[Post], *, by: Actor) -> None:
    """Write down to whom it goes, and send what must not wait."""
    act.posts.set(posts)
    act.steps.create(
        step=DispatchStep.Step.GIVEN,
        by=by.user,
        at=act.dispatched_at,
        tasks=len(posts),
        after=act.due_on.isoformat(),
    )
    after = {"due_on": act.due_on, "posts": [post.pk for post in posts]}
    record_audit(by=by, now=act.dispatched_at, action="task.dispatch", about=act, after=after)
    if act.goes_at == act.dispatched_at:
        send(act, by=by, now=act.goes_at)


def _check_right(by: Actor, now: datetime, county_id: int, posts: Sequence[Post]) -> None:
    if county_id not in standing_of(by.user, at=now).office_counties:
        raise PermissionDenied(_("The commission office dispatches tasks."))
    units = {post.unit_id for post in posts}
    ours = Unit.objects.filter(Q(county=county_id) | Q(pk=county_id), pk__in=units)
    if ours.count() != len(units):
        raise PermissionDenied(_("A post is not of this county."))
