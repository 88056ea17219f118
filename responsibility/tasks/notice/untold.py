"""Red lamps that nobody was warned of (architecture 8): said beside the lamp, on every page."""

from collections.abc import Collection
from datetime import datetime

from alerts.lamps.rule import lamp_for
from alerts.outbox.told import first_told
from pages.lamp import Lamp
from responsibility.tasks.models import Task


def untold(tasks: Collection[Task], *, now: datetime) -> set[int]:
    """The ids of those of `tasks` that are red at `now` although nobody had been told of them by
    `late_at`; one query.

    Told is: a text was delivered, the entry of the inbox was read, or somebody called by hand.
    """
    told = first_told(kind=Task.matter_kind, ids=[task.pk for task in tasks])
    unwarned = (task for task in tasks if task.pk not in told or told[task.pk] >= task.late_at)
    return {task.pk for task in unwarned if lamp_for(task.facts, now=now) == Lamp.RED}
