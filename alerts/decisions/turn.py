"""Turning a deadline's lamp by a fact, and telling of it."""

from datetime import datetime

from alerts.deadlines.kind import STAGE_OF_LAMP
from alerts.deadlines.models import Deadline
from alerts.lamps.relight import relight
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
