"""A deadline's ledger of lamps as people read it: what is written, and what the clock owes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from alerts.deadlines.kind import CLOCK
from alerts.deadlines.models import Deadline
from alerts.kinds.collected import collected
from alerts.lamps.models import LampTurn
from alerts.lamps.rule import clock_instant
from pages.lamp import Lamp

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


def turns_of(deadline: Deadline, *, now: datetime) -> list[Turn]:
    """All turns of the lamp of `deadline` up to `now`, the newest first, in one query.

    None is ever left out: a red one stays whatever followed.
    """
    rows = LampTurn.objects.filter(kind=deadline.matter_kind, deadline_id=deadline.pk)
    rows = rows.order_by("id")
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
    return [*written, *_owed(deadline, now)][::-1]


def _owed(deadline: Deadline, now: datetime) -> Iterator[Turn]:
    """What the clock has turned since the lamp was stored, step by step."""
    lamp = deadline.lamp
    for step in (Lamp.YELLOW, Lamp.RED):
        at = clock_instant(deadline.facts, step)
        if at is not None and at <= now and _follows(lamp, step):
            yield Turn(lamp, step, collected().causes[CLOCK], at, owed=True)
            lamp = step


def _follows(lamp: str, step: str) -> bool:
    return (lamp, step) in {
        (Lamp.UNLIT, Lamp.YELLOW),
        (Lamp.UNLIT, Lamp.RED),
        (Lamp.YELLOW, Lamp.RED),
    }
