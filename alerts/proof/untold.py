"""Red lamps that nobody was warned of (architecture 8): said beside the lamp, on every page."""

from collections.abc import Collection
from datetime import datetime

from alerts.deadlines.models import Deadline
from alerts.lamps.rule import lamp_for
from alerts.outbox.told import first_told
from pages.lamp import Lamp


def untold(deadlines: Collection[Deadline], *, now: datetime) -> set[Deadline]:
    """Those of `deadlines` that are red at `now` although nobody had been told of them by
    `late_at`, in one query.

    Told is: a text was delivered, the entry of the inbox was read, or somebody called by hand.
    """
    red = [each for each in deadlines if lamp_for(each.facts, now=now) == Lamp.RED]
    in_time = told_in_time(red)
    return {each for each in red if each not in in_time}


def told_in_time(deadlines: Collection[Deadline]) -> dict[Deadline, datetime]:
    """When somebody was first told of each of `deadlines`, where it was by `late_at`; in one
    query."""
    first = first_told(deadlines)
    told_at = {each: first.get((each.matter_kind, each.pk)) for each in deadlines}
    return {each: at for each, at in told_at.items() if at and at < each.late_at}
