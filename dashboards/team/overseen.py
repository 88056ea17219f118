"""The unit's leading team on the desk of who leads it; for a member the way to the unit's sum."""

from collections import defaultdict
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alerts.lamps.summary import WORST_FIRST, summaries
from alerts.reminders.models import Reminder
from dashboards.matrix.attention import left_over
from dashboards.matrix.scope import Scope
from pages.days import day_of
from pages.lamp import Lamp
from pages.overseen import Overseen, Watch
from pages.quarter import Quarter
from pages.templatetags.look import days_left
from responsibility.organisation.posts.in_office import InOffice, names
from responsibility.organisation.relations.acts import may_urge
from responsibility.organisation.standing import standing_of
from responsibility.tasks.models import Task
from supervision.urging.kind import BY_HAND

TROUBLED = [Lamp.RED, Lamp.YELLOW]
TITLES = 2  # of one member


def team_on_desk(*, user, now: datetime) -> list[Watch]:
    """The others of the units the person leads, who are late or nearly so first; five queries."""
    standing = standing_of(user, at=now)
    scope = Scope.led(user, at=now)
    if scope is None:
        own = "team-unit" if standing.supervised_units else "team"
        return [Watch(_("Unit summary"), reverse(own))] if standing.team_posts else []
    quarter = Quarter.of(day_of(now))
    others = scope.tasks().exclude(post__in=standing.desk_posts)
    lamps = summaries(others.filter(quarter.tasks).lamp_counts(now=now, by=("post_id",)))
    waiting = _waiting(others, quarter, now)
    post_ids = {post for (post,) in lamps} | set(waiting)
    in_office, reminded = InOffice.of(post_ids), _reminded_today(waiting, now)
    today, between = day_of(now), pgettext("between items", ", ")
    people = [_person(tasks, in_office, reminded, user=user, now=now) for tasks in waiting.values()]
    calm = [
        names(in_office.on(post, today))
        for (post,), summary in lamps.items()
        if post not in waiting and summary.lamp and in_office.on(post, today)
    ]
    people.sort(key=lambda person: (WORST_FIRST.index(person.lamp), person.name))
    return [Watch(_("Team duties"), reverse("team"), people, between.join(sorted(set(calm))))]


def _waiting(others, quarter: Quarter, now: datetime) -> dict[int, list[Task]]:
    """By post: what is yellow or red of the quarter, and what earlier ones left red."""
    rows = others.for_rows(now=now).filter(lamp_now__in=TROUBLED)
    of_post = defaultdict(list)
    for task in rows.filter(quarter.tasks | left_over(Task, quarter, now)):
        of_post[task.post_id].append(task)
    return of_post


def _person(tasks: list[Task], in_office: InOffice, reminded: set[int], *, user, now) -> Overseen:
    post, today = tasks[0].post, day_of(now)
    terms = in_office.on(post.pk, today)
    between = pgettext("between items", ", ")
    worst = min((task.lamp_now for task in tasks), key=WORST_FIRST.index)
    tasks.sort(key=lambda task: (task.lamp_now != worst, task.late_at))
    words = [_described(task, in_office, now) for task in tasks[:TITLES]]
    if len(tasks) > TITLES:
        words.append(_("%(count)d more") % {"count": len(tasks) - TITLES})
    return Overseen(
        name=names(terms) if terms else _("%(post)s (vacant)") % {"post": post.title},
        detail=between.join(words),
        lamp=Lamp(worst),
        tasks=[task.pk for task in tasks if may_urge(user=user, owed=task, at=now)],
        reminded=any(task.pk in reminded for task in tasks),
    )


def _described(task: Task, in_office: InOffice, now: datetime) -> str:
    """Its title, how far it is and how long it has; in whose time it fell due, if in another's."""
    far = f" {task.done}/{task.required}" if task.required > 1 else ""
    then = in_office.in_time_of(task.post_id, task.answered_on(now=now), today=day_of(now))
    return f"{task.title}{far} · {then or days_left(task.late_at, now)}"


def _reminded_today(waiting: dict[int, list[Task]], now: datetime) -> set[int]:
    """The tasks that somebody reminded of by hand today."""
    urged = Reminder.objects.filter(
        kind=Task.matter_kind,
        deadline_id__in=[task.pk for tasks in waiting.values() for task in tasks],
        stage__in=BY_HAND,
        slot=day_of(now).isoformat(),
    )
    return set(urged.values_list("deadline_id", flat=True))
