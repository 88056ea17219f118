"""Which tasks of a county to try the parts played in it are about."""

from datetime import datetime

from pages.lamp import Lamp
from responsibility.tasks.models import Task


def tasks_to_try(*, until: datetime, unit_step: int) -> list[Task]:
    """Yellow or red personal tasks at `until`, one of every `unit_step`-th unit in order."""
    found = Task.objects.with_lamp(now=until).filter(
        lamp_now__in=[Lamp.YELLOW, Lamp.RED], hold=None, role_kind__collective=False
    )
    by_unit = {task.unit_id: task for task in found.order_by("-unit__order_key", "-pk")}
    return [by_unit[unit] for unit in sorted(by_unit)][::unit_step]
