"""Dispatching a temporary task (派发; M000-07, M000-14): written down now, sent in ten minutes."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.days import day_of
from pages.refused import Refused
from responsibility.files.attach import files_to_attach
from responsibility.lists.models import Category, DutyItem
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.gives import (
    gives_out,
    giving_post,
    giving_posts,
    posts_given_to,
)
from responsibility.organisation.standing import standing_of
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
    file_ids: Collection[UUID] = (),
    task_kind: str = DutyItem.TaskKind.TEMPORARY,
) -> Dispatch:
    """Give one task to all of `posts`, due at the end of `due_on`.

    It goes out after `UNDO`, at once where that would be past its deadline: then the tasks are
    made, and their people told. The same nonce dispatches once; a second call returns the first
    act.

    Raises:
        PermissionDenied: a post is none to which `by` may give a task (relations/gives.py).
        Refused: no post; a day that will not do; the nonce of an act in other words; a file that
            is not there.
    """
    given_in = _acting_post(by, now, county_id, posts)
    if not posts:
        raise Refused(_("Choose at least one post."))
    check_day(due_on, county_id=county_id, now=now)
    act, is_new = Dispatch.objects.get_or_create(
        nonce=nonce,
        defaults={
            "county_id": county_id, "title": title, "text": text, "category": category,
            "due_on": due_on, "required": required, "basis": basis, "task_kind": task_kind,
            "dispatched_by": by.user, "given_in_id": given_in, "dispatched_at": now,
            "goes_at": now + UNDO if day_of(now + UNDO) <= due_on else now,
        },
    )  # fmt: skip
    if is_new:
        _address(act, posts, file_ids, by=by)
    elif (act.title, act.text, act.due_on, act.required) != (title, text, due_on, required):
        raise Refused(_("It is written down already, in other words. Change or take back that."))
    return act


def _address(
    act: Dispatch, posts: Sequence[Post], file_ids: Collection[UUID], *, by: Actor
) -> None:
    """Write down to whom it goes with which papers, and send what must not wait."""
    act.files.set(files_to_attach(file_ids, by=by))
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


def _acting_post(by: Actor, now: datetime, county_id: int, posts: Sequence[Post]) -> int:
    """The post in which `by` gives to all of `posts`."""
    standing = standing_of(by.user, at=now)
    if not gives_out(standing):
        raise PermissionDenied(_("You may not give out tasks."))
    within = posts_given_to(by.user, at=now).filter(pk__in=[post.pk for post in posts])
    rows = list(within.select_related("unit"))
    if len(rows) != len(set(posts)) or {row.unit.the_county_id for row in rows} - {county_id}:
        raise PermissionDenied(_("A post is none to which you may give a task."))
    units = {row.unit_id for row in rows}
    given_in = giving_post(standing, units=units, county_id=county_id)
    return given_in or min(giving_posts(standing))
