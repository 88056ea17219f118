"""A task's ledger of lamps as people read it: what is written, and what the clock owes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from alerts.deadlines.kind import CLOCK
from alerts.kinds.collected import collected
from alerts.lamps.models import LampTurn
from alerts.lamps.rule import clock_instant
from pages.lamp import Lamp
from responsibility.tasks.models import Task

NOTICED_LATER = timedelta(minutes=1)  # less is the time a transaction takes


class Turn(NamedTuple):
    """One turn of the lamp. `noticed_at` is given where it differs from when it took effect;
    `owed` marks a turn of the clock that no worker has written yet."""

    from_lamp: str | None
    to_lamp: str
    cause: str
    took_effect_at: datetime
    noticed_at: datetime | None = None
    owed: bool = False


def turns_of(task: Task, *, now: datetime) -> list[Turn]:
    """All turns of the lamp of `task` up to `now`, the newest first, in one query.

    None is ever left out: a red one stays whatever followed.
    """
    rows = LampTurn.objects.filter(kind=Task.matter_kind, deadline_id=task.pk).order_by("id")
    written = [
        Turn(
            row.from_lamp,
            row.to_lamp,
            row.get_cause_display(),
            row.took_effect_at,
            row.noticed_at if row.noticed_at - row.took_effect_at >= NOTICED_LATER else None,
        )
        for row in rows
    ]
    return [*written, *_owed(task, now)][::-1]


def _owed(task: Task, now: datetime) -> Iterator[Turn]:
    """What the clock has turned since the lamp was stored, step by step."""
    lamp = task.lamp
    for step in (Lamp.YELLOW, Lamp.RED):
        at = clock_instant(task.facts, step)
        if at is not None and at <= now and _follows(lamp, step):
            yield Turn(lamp, step, collected().causes[CLOCK], at, owed=True)
            lamp = step


def _follows(lamp: str, step: str) -> bool:
    return (lamp, step) in {
        (Lamp.UNLIT, Lamp.YELLOW),
        (Lamp.UNLIT, Lamp.RED),
        (Lamp.YELLOW, Lamp.RED),
    }
