"""What lodging now would do to the lamps, without writing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from responsibility.tasks.models import Task


@dataclass(frozen=True)
class TaskPreview:
    """One ticked task: lamp and count before and after. `offered`: its holder must confirm
    first, so nothing changes yet."""

    task: Task
    lamp: str
    lamp_after: str
    done: int
    done_after: int
    offered: bool


def preview(
    *,
    user,
    now: datetime,
    task_ids: Sequence[int],
    counterpart_post_ids: Sequence[int] = (),
    counterpart_unit_ids: Sequence[int] = (),
) -> list[TaskPreview]:
    """The ticked tasks, in the order ticked; what the person may not tick is left out."""
    raise NotImplementedError
