"""Counting a task anew after its credits changed."""

from datetime import datetime

from alerts.decisions.turn import turn_lamp
from responsibility.records.counting.count import count, counted, facts_of_count
from responsibility.tasks.dispatches.take_back import stop_with_dispatch
from responsibility.tasks.models import Task


def recount(*, task: Task, now: datetime, cause: str) -> bool:
    """Write what now counts for a locked task; its lamp turns at `now` if that turns it.

    Nothing is written where the count stays as it was. Returns whether the lamp turned.
    """
    reached = count(counted(task).values(), required=task.required)
    facts = facts_of_count(task, reached)
    if all(getattr(task, name) == value for name, value in facts.items()):
        return False
    if not reached.fulfilled_at:
        stop_with_dispatch(task, now=now)
    return turn_lamp(deadline=task, now=now, cause=cause, **facts)
