"""Red lamps that nobody was warned of (architecture 8): said beside the lamp, on every page."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from alerts.deadlines.models import Deadline
from alerts.lamps.rule import lamp_for
from alerts.outbox.told import first_told
from pages.lamp import Lamp


def untold(deadlines: Collection[Deadline], *, now: datetime) -> set[Deadline]:
    """Those of `deadlines` that are red at `now` although nobody had been told of them by
    `late_at`; one query for each kind.

    Told is: a text was delivered, the entry of the inbox was read, or somebody called by hand.
    """
    of_kind = defaultdict(list)
    for deadline in deadlines:
        of_kind[deadline.matter_kind].append(deadline)
    unwarned = set()
    for kind, those in of_kind.items():
        first = first_told(kind=kind, ids=[overdue.pk for overdue in those])
        unwarned |= {
            overdue
            for overdue in those
            if overdue.pk not in first or first[overdue.pk] >= overdue.late_at
        }
    return {overdue for overdue in unwarned if lamp_for(overdue.facts, now=now) == Lamp.RED}
