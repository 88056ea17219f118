"""That a closed quarter is not reached any more: no later day is asked for in it."""

from datetime import datetime

from django.utils.translation import gettext as _

from alerts.deadlines.models import Deadline
from pages.quarter import Quarter
from responsibility.tasks.models import Task
from supervision.closings.models import ClosedTask


def why_not_reached(*, deadline: Deadline, now: datetime) -> str:
    """Why no extension of a task of a closed quarter is asked for; "" where one may be. What of the
    running quarter is asked costs no query."""
    if not isinstance(deadline, Task) or deadline.due_on >= Quarter.at(now).start:
        return ""
    row = ClosedTask.objects.filter(task=deadline).select_related("closing").first()
    if row is None:
        return ""
    words = _("Its quarter is closed (%(name)s): what was reported stands. Object if it is wrong.")
    return words % {"name": row.closing.name}
