"""Red lamps that nobody was warned of (architecture 8): said beside the lamp, on every page."""

from collections.abc import Iterable
from datetime import datetime

from alerts.lamps.rule import Lamp
from alerts.outbox.told import first_told
from responsibility.tasks.models import Task


def untold(tasks: Iterable[Task]) -> set[int]:
    """The ids of those of `tasks`, rows with `lamp_now`, that turned red although nobody had been
    told of them by `late_at`; at most one query.

    Told is: a text was delivered, the entry of the inbox was read, or somebody called by hand.
    """
    late_at: dict[int, datetime] = {
        task.pk: task.late_at for task in tasks if task.lamp_now == Lamp.RED
    }
    if not late_at:
        return set()
    told = first_told(kind=Task.matter_kind, ids=late_at)
    return {pk for pk, late in late_at.items() if pk not in told or told[pk] >= late}
