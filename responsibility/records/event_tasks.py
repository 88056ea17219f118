"""Other posts' tasks that the same event fulfils."""

from collections.abc import Sequence
from datetime import datetime

from responsibility.tasks.models import Task, TaskQuerySet


def event_tasks(*, user, tasks: Sequence[Task], at: datetime) -> TaskQuerySet:
    """Open tasks of other posts in the same unit that share an `event_key` with the ticked
    `tasks`: to be ticked too, and to be confirmed by their holders."""
    raise NotImplementedError
