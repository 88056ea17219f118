"""On the day of a reorganisation the open tasks go to the posts that take over; the others end."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from responsibility.organisation.posts.models import Post
from responsibility.tasks.closing.end import exempt_tasks_of_closed_posts
from responsibility.tasks.mergers.kind import REORGANISED
from responsibility.tasks.mergers.models import Reorganisation, ReorganisedPost, ReorganisedTask
from responsibility.tasks.models import Task, TaskCounterpart


def move_tasks_due(*, now: datetime) -> int:
    """Move the tasks of every reorganisation whose day has come; returns how many.

    A duty of the day, before what closed posts owe becomes exempt. Safe to repeat.
    """
    due = list(Reorganisation.objects.due(at=now).values_list("pk", flat=True))
    return sum(move_tasks(reorganisation_id=pk, by=None, now=now) for pk in due)


@transaction.atomic
def move_tasks(*, reorganisation_id: int, by: Actor | None, now: datetime) -> int:
    """Move the open tasks that fall due on the day or later with their posts (edge case 7).

    What was done for a task counts on. Of tasks of the same item and period that come together
    in one post, the one of which the least is missing goes, and none where that post has one of
    its own: nothing is owed twice. Of a post that ended, what does not go becomes exempt. What
    fell due before stays where it was: a red is history.

    Returns how many tasks moved.
    """
    rows = Reorganisation.objects.due(at=now).select_for_update(no_key=True)
    made = rows.filter(pk=reorganisation_id).first()
    if made is None:
        return 0
    posts = list(made.posts.select_related("to_post"))
    moving = [row for row in posts if row.to_post and not row.goes_on]
    moved = _move(moving, made)
    ended = Post.objects.filter(pk__in=[row.post_id for row in posts if not row.goes_on])
    exempt_tasks_of_closed_posts(posts=ended, by=by, now=now, cause=REORGANISED)
    made.moved_at = now
    made.save(update_fields=["moved_at"])
    ids = [row.task_id for row in moved]
    if ids:
        record_audit(by=by, now=now, action="task.move", about=made, after={"tasks": ids})
    return len(ids)


def _move(moving: list[ReorganisedPost], made: Reorganisation) -> list[ReorganisedTask]:
    successors = {row.post_id: row for row in moving}
    going: dict[int, list[Task]] = defaultdict(list)
    for task in _going(moving, made):
        going[successors[task.post_id].pk].append(task)
    moved = []
    for row in moving:
        tasks = going[row.pk]
        reached = _reach_successors(tasks, successors)
        Task.objects.filter(pk__in=[task.pk for task in tasks]).update(
            post=row.to_post, unit=row.to_post.unit_id
        )
        moved += [
            ReorganisedTask(moved_with=row, task=task, counterparts=reached[task.pk])
            for task in tasks
        ]
    return ReorganisedTask.objects.bulk_create(moved)


def _going(moving: Iterable[ReorganisedPost], made: Reorganisation) -> list[Task]:
    """The tasks that go, locked."""
    to = {row.post_id: row.to_post_id for row in moving}
    taken = {
        (post, *key)
        for post, *key in Task.objects.filter(post__in=to.values()).values_list("post", *SAME)
    }
    rows = Task.objects.open_still().filter(post__in=to, due_on__gte=made.first_on)
    rows = rows.order_by(F("required") - F("done"), "pk")
    going = []
    for task in rows.select_for_update(of=("self",), no_key=True):
        key = (to[task.post_id], *(getattr(task, name) for name in SAME))
        if key not in taken:
            taken.add(key)
            going.append(task)
    return going


SAME = ("item_code", "period_start", "occasion")  # with the post: once (task_once_a_period)


def _reach_successors(
    tasks: list[Task], successors: dict[int, ReorganisedPost]
) -> dict[int, dict[int, int]]:
    """Whom the `tasks` must still reach is reached in the post that took over; by the task, the
    posts before by the row."""
    changed: dict[int, dict[int, int]] = {task.pk: {} for task in tasks}
    rows = TaskCounterpart.objects.filter(task__in=tasks, post__in=successors)
    reached = Task.objects.filter(
        pk=OuterRef("task"),
        credits__ended_at=None,
        credits__counts_at__isnull=False,
        credits__record__counterparts__post=OuterRef("post"),
    )
    rows = rows.exclude(Exists(reached))
    named = set(TaskCounterpart.objects.filter(task__in=tasks).values_list("task", "post"))
    for row in rows.order_by("pk"):
        to = successors[row.post_id].to_post_id
        if (row.task_id, to) in named:
            continue
        named.add((row.task_id, to))
        changed[row.task_id][row.pk] = row.post_id
        TaskCounterpart.objects.filter(pk=row.pk).update(post=to)
    return changed
