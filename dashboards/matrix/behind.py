"""The tasks behind a number: who is responsible, what was logged last, who was told and when."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Max

from alerts.reminders.models import Reminder
from alerts.reminders.stages import rule_of
from dashboards.matrix.attention import mark_urging, needing_attention
from dashboards.matrix.segments import ALL
from dashboards.matrix.selection import Selection
from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.records.models import DutyRecord
from responsibility.tasks.models import Task, TaskQuerySet

TOLD_SHOWN = 3


def tasks_behind(tasks: TaskQuerySet, selection: Selection, *, now: datetime) -> TaskQuerySet:
    """The rows of a number counted from `tasks` under `selection`, in the order to read them."""
    rows = tasks.for_rows(now=now)
    if selection.attention:
        rows = needing_attention(rows, quarter=selection.quarter, now=now)
    else:
        rows = rows.filter(selection.quarter.tasks)
        rows = rows.order_by("unit__order_key", "post__position", "late_at", "pk")
    rows = rows.filter((selection.segment or ALL).tasks)
    if selection.chain:
        rows = rows.filter(role_kind__chain=selection.chain)
    if selection.branch:
        rows = rows.filter(unit__path__contains=f"/{selection.branch}/")
    if selection.name:
        rows = rows.filter(unit__name__icontains=selection.name)
    if selection.unit:
        rows = rows.filter(unit=selection.unit)
    if selection.post:
        rows = rows.filter(post=selection.post)
    if selection.category:
        rows = rows.filter(category=selection.category)
    if selection.lamp:
        rows = rows.filter(lamp_now=selection.lamp)
    return rows


def with_facts(tasks: Sequence[Task], *, user, at: datetime) -> Sequence[Task]:
    """Give each task what its row shows beside its lamp, in six queries whatever their number.

    `people` are the holders or the heads of its post, `last_on` the day of the last record counted
    for it, `told` the newest reminders as (stage, day); see also `mark_urging`.
    """
    ids = [task.pk for task in tasks]
    people = _people({task.post_id for task in tasks}, at)
    last_on = _last_records(ids, user, at)
    told = _told(ids)
    mark_urging(tasks, user=user, at=at)
    for task in tasks:
        task.people = people.get(task.post_id, [])
        task.last_on = last_on.get(task.pk)
        task.told = told[task.pk][:TOLD_SHOWN]
    return tasks


def _people(post_ids: set[int], at: datetime) -> dict[int, list[str]]:
    posts = Post.objects.filter(pk__in=post_ids).with_people(at=at)
    return {post.pk: people_of(post) for post in posts}


def people_of(post: Post) -> list[str]:
    """Who holds a post read `with_people`: its holder, or its heads."""
    heads = [joined for joined in post.people if joined.role == joined.Role.HEAD]
    return [row.user.name for row in post.holders or heads]


def _last_records(ids: list[int], user, at: datetime) -> dict[int, date]:
    """Days of the newest records in force that were entered for the tasks, by task."""
    records = DutyRecord.objects.visible_to(user, at=at).in_force()
    records = records.filter(credits__task__in=ids, credits__ended_at=None)
    newest = records.order_by().values("credits__task").annotate(last_on=Max("happened_on"))
    return dict(newest.values_list("credits__task", "last_on"))


def _told(ids: list[int]) -> dict[int, list[tuple[str, date]]]:
    """Stage and day of the reminders of each task, the newest first, each once."""
    rows = Reminder.objects.filter(
        kind=Task.matter_kind, deadline_id__in=ids, suppressed=""
    ).order_by("-owed_at", "-pk")
    told = defaultdict(dict)
    for task_id, stage, owed_at in rows.values_list("deadline_id", "stage", "owed_at"):
        told[task_id][str(rule_of(stage).label), day_of(owed_at)] = None
    return defaultdict(list, {task_id: list(those) for task_id, those in told.items()})
