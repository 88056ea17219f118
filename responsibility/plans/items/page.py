"""What the page of one item shows: why its lamp is lit so, its parts, its progress, its steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from responsibility.plans.history import PlanProgress
from responsibility.plans.models import PlanItem
from responsibility.plans.page.plan_page import folded
from responsibility.plans.rows import with_lamps
from responsibility.tasks.models import Task
from responsibility.tasks.page.task_page import TaskPage


@dataclass(frozen=True)
class ItemPage:
    """`task` is None before the item goes out, and where nobody owes it; `task_page` says why its
    lamp is lit so. `sees_task`: whether the person may open the task's own page."""

    item: PlanItem
    task: Task | None
    task_page: TaskPage | None
    sees_task: bool
    progress: Sequence[PlanProgress]

    @classmethod
    def of(cls, item: PlanItem, user, *, now: datetime) -> Self:
        """The page of an item that `user` sees, at the aware instant `now`."""
        seen = PlanItem.objects.visible_to(user, at=now).filter(parent=item)
        parts = seen.select_related("plan", "parent", "carries_out__unit").in_order()
        folded(with_lamps([item, *parts], now=now), now=now)
        task = item.task
        sees = bool(task) and Task.objects.visible_to(user, at=now).filter(pk=task.pk).exists()
        page = TaskPage.of(task, now=now) if task else None
        if page and not sees:  # the sentence without links to what the person may not open
            page.why = [part._replace(address="") for part in page.why]
        progress = PlanProgress.objects.visible_to(user, at=now).filter(item=item)
        rows = progress.select_related("by", "taken_back_by__by", "takes_back").order_by("-pk")
        return cls(item, task, page, sees, list(rows))
