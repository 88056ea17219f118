"""Turning a task's lamp by a fact, and telling of it."""

from datetime import datetime

from alerts.lamps.relight import relight
from alerts.lamps.sweep import STAGES
from alerts.reminders.owe import owe_reminders
from responsibility.tasks.extensions.kind import EXTENSION_ASKED
from responsibility.tasks.models import Task

# Who asks for more time needs no reminder of the yellow lamp that this brings.
UNTOLD = {EXTENSION_ASKED}


def turn_lamp(*, task: Task, now: datetime, cause: str, **facts) -> bool:
    """Write changed `facts` of a locked task and turn its lamp if they turn it.

    A lamp that so comes to yellow or red owes the reminder the sweep would owe: the sweep will
    not find it any more. Returns whether the facts turned the lamp.

    Raises:
        TypeError: a name that is not a fact of a deadline.
    """
    was = task.lamp
    turned = relight(deadline=task, now=now, cause=cause, **facts)
    stage = STAGES.get(task.lamp)
    if stage and task.lamp != was and task.lamp_cause not in UNTOLD:
        owe_reminders(model=Task, ids=[task.pk], stage=stage, now=now)
    return turned
