"""Tasks of those who took part that the same event fulfils, across units too: a consultation of a
group with its unit is logged once, and offered to each (one event, many duties)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from pages.days import day_of
from responsibility.organisation.links.joined import joined_units
from responsibility.organisation.standing import standing_of
from responsibility.records.models import Credit
from responsibility.records.together.party import Party, is_about
from responsibility.tasks.models import Task, TaskCounterpart


def invited(*, user, tasks: Iterable[Task], party: Party, at: datetime) -> list[Task]:
    """The tasks of the posts of `party` that share an `event_key` with one of the ticked `tasks`.

    The post is of the same unit, of a section of it, or of a unit tied to it by a supervision link
    in force; the day lies in the task's period, and the task is not fulfilled yet. One that counts
    people is offered where it asks for this side. Where the other side has logged the event of
    that day for it, nothing is offered twice. What the record to be corrected was offered for
    stays.
    """
    mine = standing_of(user, at=at).log_posts
    keyed = with_event(task for task in tasks if task.post_id in mine)
    if not keyed or not party.posts:
        return []
    theirs = Task.objects.opened(now=at).filter(_shared(keyed, at), post__in=party.posts)
    theirs = theirs.filter(exempt=False, fulfilled_at=None)
    theirs = theirs.filter(period_start__lte=party.on, period_end__gt=party.on)
    today = day_of(at)
    theirs = theirs.filter(Q(post__closed_on=None) | Q(post__closed_on__gt=today))
    rows = list(theirs.exclude(post__in=mine).select_related("item").order_by("late_at", "pk"))
    rows = [task for task in rows if day_of(task.opens_at) <= party.on]
    stays = _offered_before(party, mine)
    logged, sides = _logged_before(rows, keyed, party), _asking_for(rows, keyed)
    new = [
        task for task in rows
        if task.pk not in logged and (not task.counts_people or task.pk in sides)
    ]  # fmt: skip
    return list({task.pk: task for task in [*stays, *new]}.values())


def with_event(tasks: Iterable[Task]) -> list[Task]:
    """Those whose item says which event fulfils it."""
    return [task for task in tasks if task.item_id and task.item.event_key]


def own_side(offered: Iterable[Task], *, own: Sequence[Task]) -> Mapping[str, frozenset[int]]:
    """What the `offered` tasks that count people ask for of the side that logs: the unit and the
    post of its first `own` task. Naming it is what makes the record count there."""
    asking = [task for task in offered if task.counts_people]
    rows = TaskCounterpart.objects.filter(task__in=asking) if asking and own else []
    return {
        "units": frozenset(row.unit_id for row in rows if row.unit_id == own[0].unit_id),
        "posts": frozenset(row.post_id for row in rows if row.post_id == own[0].post_id),
    }


def _shared(keyed: Sequence[Task], at: datetime) -> Q:
    by_unit = defaultdict(list)
    for task in keyed:
        by_unit[task.unit_id].append(task)
    return reduce(
        or_,
        (
            Q(_events(of_unit), unit__in=joined_units(unit_id, at=at))
            for unit_id, of_unit in by_unit.items()
        ),
    )


def _events(keyed: Sequence[Task]) -> Q:
    each = (
        Q(
            item__event_key=task.item.event_key,
            period_start__lt=task.period_end,
            period_end__gt=task.period_start,
        )
        for task in keyed
    )
    return reduce(or_, each)


def _offered_before(party: Party, mine: Collection[int]) -> list[Task]:
    """What the record to be corrected is credited to of the posts still named."""
    if party.instead_of is None:
        return []
    credits = Credit.objects.in_force().filter(record=party.instead_of, post__in=party.posts)
    tasks = Task.objects.filter(pk__in=credits.values("task"), exempt=False)
    return list(tasks.exclude(post__in=mine).select_related("item").order_by("pk"))


def _logged_before(rows: Sequence[Task], keyed: Sequence[Task], party: Party) -> set[int]:
    """Those of `rows` for which the same event of that day is logged already."""
    credits = (
        Credit.objects.in_force()
        .filter(task__in=rows, record__happened_on=party.on, record__ended_at=None)
        .exclude(record=party.instead_of or 0)
        .select_related("record")
        .prefetch_related("record__counterparts__post")
    )
    units = frozenset(task.unit_id for task in keyed)
    return {credit.task_id for credit in credits if is_about(credit.record, units=units)}


def _asking_for(rows: Sequence[Task], keyed: Sequence[Task]) -> set[int]:
    """Those of `rows` that count people and ask for a unit or post of the `keyed` ones."""
    counting = [task.pk for task in rows if task.counts_people]
    if not counting:
        return set()
    sides = Q(unit__in={task.unit_id for task in keyed}) | Q(post__in={t.post_id for t in keyed})
    counterparts = TaskCounterpart.objects.filter(sides, task__in=counting)
    return set(counterparts.values_list("task", flat=True))
