"""Other posts' tasks that the same event fulfils: one meeting, one record, many duties."""

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from pages.days import day_of
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task, TaskQuerySet


def same_event(*, user, tasks: Sequence[Task], at: datetime) -> TaskQuerySet:
    """Opened tasks of other posts that share an `event_key` with one of the ticked `tasks`.

    The post is in the same unit or a section of it, the periods overlap. Each such post's holder
    confirms for himself; until then nothing counts for him (features, 2.6).
    """
    mine = standing_of(user, at=at).log_posts
    ticked = [task for task in tasks if task.post_id in mine and task.item_id]
    events = [_shares(task) for task in ticked if task.item.event_key]
    if not events:
        return Task.objects.none()
    shared = reduce(or_, events)
    day = day_of(at)
    return (
        Task.objects.opened(now=at)
        .filter(shared, exempt=False)
        .filter(Q(post__closed_on=None) | Q(post__closed_on__gt=day))
        .exclude(post__in=mine)
    )


def _shares(task: Task) -> Q:
    sections = Q(unit__parent=task.unit_id, unit__kind=Unit.Kind.SECTION)
    return Q(
        Q(unit=task.unit_id) | sections,
        item__event_key=task.item.event_key,
        period_start__lt=task.period_end,
        period_end__gt=task.period_start,
    )
