"""Which lamps an act has lit, and the sentence that says so."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pages.lamp import Lamp
from responsibility.records.models import DutyRecord
from responsibility.tasks.models import Task

LIT = (Lamp.GREEN, Lamp.ORANGE)
JUST_LIT = "just_lit"  # the key in the session: ids of the tasks the last act lit


def tasks_of(record: DutyRecord) -> list[Task]:
    """The tasks `record` is credited to, as they are now."""
    credits = record.credits.in_force().select_related("task__item", "task__dispatch", "task__post")
    return [credit.task for credit in credits.order_by("pk")]


def lit_since(tasks: Iterable[Task], at: datetime) -> list[Task]:
    """Those whose lamps came to green or orange at the aware instant `at` or after."""
    return [task for task in tasks if task.lamp in LIT and task.lamp_since >= at]


def sentence_of(tasks: list[Task], lit: list[Task]) -> str:
    """What came of a record for `tasks`: the lamps it lit by name, or how far the first one is."""
    if lit:
        comma = pgettext("between things in a list", ", ")
        return ngettext(
            "Logged. %(count)d lamp is lit: %(tasks)s",
            "Logged. %(count)d lamps are lit: %(tasks)s",
            len(lit),
        ) % {"count": len(lit), "tasks": comma.join(task.title for task in lit)}
    if tasks and tasks[0].required > 1:
        first = tasks[0]
        counts = {"task": first.title, "done": first.done, "need": first.required}
        return _("Logged. %(task)s: %(done)d of %(need)d") % counts
    return _("Logged.")
