"""Dispatching a temporary task (派发; M000-07, M000-14)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.lamps.rule import lamp_for
from alerts.reminders.owe import owe_reminders
from pages.days import day_of, midnight
from pages.refused import Refused
from responsibility.lists.due import instants_of
from responsibility.lists.models import Category, DutyItem
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.dispatches.models import Dispatch
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.plan import timetable_of


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
    """Give one task to all of `posts`, due at the end of `due_on`, and owe its reminder.

    The day is the one named: an office that sets a day off means it. The task opens at once, and
    one born in its warning window is yellow and owes one reminder, not two. The same nonce
    dispatches once; a second call returns the first act.

    Raises:
        PermissionDenied: `by` does not work in that county's office, or a post is another's.
        Refused: no post, or a day that is over.
    """
    _check_right(by, now, county_id, posts)
    _check_reach(posts, due_on, now)
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
        },
    )
    if not is_new:
        return act
    tasks = Task.objects.bulk_create(_tasks(act, posts, now))
    ids = [task.pk for task in tasks]
    owe_reminders(model=Task, ids=ids, stage=DISPATCHED, now=now)
    after = {"due_on": due_on, "tasks": ids}
    record_audit(by=by, now=now, action="task.dispatch", about=act, after=after)
    return act


def _check_right(by: Actor, now: datetime, county_id: int, posts: Sequence[Post]) -> None:
    if county_id not in standing_of(by.user, at=now).office_counties:
        raise PermissionDenied(_("The commission office dispatches tasks."))
    units = {post.unit_id for post in posts}
    ours = Unit.objects.filter(Q(county=county_id) | Q(pk=county_id), pk__in=units)
    if ours.count() != len(units):
        raise PermissionDenied(_("A post is not of this county."))


def _check_reach(posts: Sequence[Post], due_on: date, now: datetime) -> None:
    if not posts:
        raise Refused(_("Choose at least one post."))
    if due_on < day_of(now):
        raise Refused(_("The deadline cannot lie in the past."), field="due_on")


def _tasks(act: Dispatch, posts: Sequence[Post], now: datetime) -> list[Task]:
    today = day_of(now)
    scheme = timetable_of(act.county_id, now=now).scheme_for(today)
    instants = instants_of(
        opens_at=midnight(today),
        due_on=act.due_on,
        warn_days=scheme.warn_days,
        closes_after_days=scheme.closes_after_days,
    )
    common = {
        "county_id": act.county_id,
        "category": act.category,
        "dispatch": act,
        "item_code": f"T-{act.pk}",
        "task_kind": DutyItem.TaskKind.TEMPORARY,
        "period_start": today,
        "period_end": act.due_on + timedelta(days=1),
        "due_on": act.due_on,
        "day_decided": True,
        "opens_at": instants.opens_at,
        "warns_at": instants.warns_at,
        "late_at": instants.late_at,
        "closes_at": instants.closes_at,
        "colours": scheme.colours,
        "required": act.required,
        "lamp_since": now,
        "made_at": now,
    }
    tasks = [
        Task(post=post, unit_id=post.unit_id, role_kind_id=post.role_kind_id, **common)
        for post in posts
    ]
    for task in tasks:
        task.lamp = lamp_for(task.facts, now=now)
    return tasks
