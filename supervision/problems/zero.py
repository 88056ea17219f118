"""Problems that speak against a report of nothing: opened in the period of the duty."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from pages.days import midnight
from pages.line import Line
from responsibility.tasks.models import Task
from supervision.problems.models import Problem

# Categories of duties about problems and what is done about them: of the unit, and of the body.
OF_THE_UNIT, OF_THE_BODY = {"C10", "C11"}, {"S07", "S08"}


def problems_against_nothing(
    *, tasks: Sequence[Task], user, now: datetime
) -> Mapping[int, list[Line]]:
    """By task: the problems opened in its period in the unit, or by the body, that the person may
    see; one query."""
    asking = [task for task in tasks if task.category.code in OF_THE_UNIT | OF_THE_BODY]
    if not asking:
        return {}
    first = min(task.period_start for task in asking)
    seen = Problem.objects.visible_to(user, at=now).counted().filter(made_at__gte=midnight(first))
    problems = list(seen.select_related("made_in").order_by("made_at", "pk"))
    against: dict[int, list[Line]] = defaultdict(list)
    for task in asking:
        against[task.pk] = [_line(row) for row in problems if _concerns(row, task)]
    return against


def _concerns(problem: Problem, task: Task) -> bool:
    inside = midnight(task.period_start) <= problem.made_at < midnight(task.period_end)
    if task.category.code in OF_THE_BODY:
        return inside and problem.made_in.unit_id == task.unit_id
    return inside and problem.unit_id == task.unit_id


def _line(problem: Problem) -> Line:
    text = _("Problem %(called)s") % {"called": problem.called}
    return Line("list-check", text, problem.get_absolute_url())
