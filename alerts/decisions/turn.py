"""Turning a deadline's lamp by a fact, and telling of it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from alerts.deadlines.kind import STAGE_OF_LAMP
from alerts.deadlines.models import Deadline
from alerts.lamps.relight import relight, relight_all
from alerts.reminders.owe import owe_reminders


def turn_lamp(*, deadline: Deadline, now: datetime, cause: str, **facts) -> bool:
    """Write changed `facts` of a locked deadline and turn its lamp if they turn it.

    A lamp that so comes to yellow or red, or is so on another day than was told, owes the
    reminder the sweep would owe: the sweep will not find it any more. Returns whether the facts
    turned the lamp.

    Raises:
        TypeError: a name that is not a fact of a deadline.
    """
    before = deadline.lamp, deadline.revision
    turned = relight(deadline=deadline, now=now, cause=cause, **facts)
    stage = STAGE_OF_LAMP.get(deadline.lamp)
    if stage and (deadline.lamp, deadline.revision) != before:
        owe_reminders(model=type(deadline), ids=[deadline.pk], stage=stage, now=now)
    return turned


def turn_lamps(
    *, changes: Sequence[tuple[Deadline, dict]], now: datetime, cause: str
) -> list[Deadline]:
    """`turn_lamp` for many locked deadlines of one kind, each with its own facts, in a few
    statements for all. Returns those whose lamp turned. Raises as `turn_lamp`."""
    if not changes:
        return []
    before = {deadline.pk: (deadline.lamp, deadline.revision) for deadline, _facts in changes}
    turned = relight_all(changes=changes, now=now, cause=cause)
    tell = defaultdict(list)
    for deadline, _facts in changes:
        stage = STAGE_OF_LAMP.get(deadline.lamp)
        if stage and (deadline.lamp, deadline.revision) != before[deadline.pk]:
            tell[stage].append(deadline.pk)
    for stage, ids in tell.items():
        owe_reminders(model=type(changes[0][0]), ids=ids, stage=stage, now=now)
    return turned
