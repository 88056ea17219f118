"""What a quarter's tasks are at an instant, as they are frozen when it is closed."""

from datetime import datetime

from pages.lamp import Lamp
from responsibility.organisation.posts.in_office import InOffice
from responsibility.tasks.models import Task, TaskQuerySet
from supervision.closings.models import ClosedTask, Closing

SHOWN = ("item", "dispatch", "post", "unit")


def tasks_of(closing: Closing, *, now: datetime) -> TaskQuerySet:
    """The opened tasks that belong to the quarter."""
    tasks = Task.objects.filter(closing.of_quarter.tasks, county_id=closing.county_id)
    return tasks.opened(now=now)


def rows_to_freeze(closing: Closing, *, now: datetime) -> list[ClosedTask]:
    """A row, not saved yet, for each task as it is at `now`; two queries."""
    tasks = list(tasks_of(closing, now=now).with_lamp(now=now).select_related(*SHOWN))
    in_office = InOffice.of({task.post_id for task in tasks})
    return [_row(closing, task, in_office, now) for task in tasks]


def since_when(task: Task) -> datetime:
    """Since when the lamp of a row read `with_lamp` burns, whether or not it was swept."""
    if task.lamp_now == task.lamp:
        return task.lamp_since
    if task.lamp_now == Lamp.RED:
        return max(task.late_at, task.held_until or task.late_at)
    return task.warns_at


def _row(closing: Closing, task: Task, in_office: InOffice, now: datetime) -> ClosedTask:
    terms = in_office.on(task.post_id, task.answered_on(now=now))
    return ClosedTask(
        closing=closing, task=task, unit=task.unit, post=task.post, role_kind_id=task.role_kind_id,
        category_id=task.category_id, unit_name=task.unit.name, post_title=task.post.title,
        holder=" / ".join(term.name for term in terms)[:200],
        title=task.item.text if task.item_id else task.dispatch.title,
        due_on=task.due_on, required=task.required, done=task.done, lamp=task.lamp_now,
        since=since_when(task),
    )  # fmt: skip
