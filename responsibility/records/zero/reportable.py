"""What of a post and a quarter can be reported as nothing, by one act."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from pages.line import Line
from pages.quarter import Quarter
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.records.zero.facts import known_facts
from responsibility.tasks.models import Task, TaskQuerySet


@dataclass(frozen=True)
class ZeroLine:
    """A duty of which nothing may be reported; `facts` speak against it."""

    task: Task
    facts: Sequence[Line]
    ticked: bool


def reportable(user, *, now: datetime) -> TaskQuerySet:
    """The opened tasks still to be done that `user` may log for and a zero report fulfils."""
    tasks = Task.objects.visible_to(user, at=now).loggable_by(user, at=now).opened(now=now)
    return tasks.filter(
        fulfilled_at=None,
        exempt=False,
        item__zero_report=True,
        count_basis="record",
    )


def post_to_report(pk: int, *, user, now: datetime) -> Post | None:
    """The post `pk` if `user` may log for it."""
    mine = standing_of(user, at=now).log_posts
    return Post.objects.filter(pk__in=mine).select_related("unit").filter(pk=pk).first()


def zero_lines(
    user,
    *,
    post_id: int,
    quarter: Quarter,
    now: datetime,
    ticked: Collection[int] | None = None,
) -> list[ZeroLine]:
    """Those of a post that belong to the `quarter`, by their day; those `ticked` are, at first
    all but what known facts speak against."""
    tasks = reportable(user, now=now).filter(quarter.tasks, post=post_id)
    rows = list(tasks.for_rows(now=now).order_by("late_at", "pk"))
    facts = known_facts(rows, user=user, now=now)
    return [
        ZeroLine(
            task,
            facts.get(task.pk, []),
            not facts.get(task.pk) and (ticked is None or task.pk in ticked),
        )
        for task in rows
    ]
