"""What demands have to say on the desk and on a task's page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from pages.line import Line
from pages.templatetags.look import day
from responsibility.organisation.relations.acts import may_urge
from responsibility.tasks.models import Task
from supervision.demands.models import Demand, DemandTask, State

TO_DECIDE = ngettext_lazy(
    "%(count)d answer to a demand to decide on",
    "%(count)d answers to demands to decide on",
    "count",
)
IN_VAIN = ngettext_lazy(
    "%(count)d demand without an answer by its day",
    "%(count)d demands without an answer by their day",
    "count",
)


def demands_on_desk(*, user, now: datetime) -> list[Line]:
    """What the own posts demanded: answers to decide on, and what they wait for in vain; in one
    query."""
    made = Demand.objects.visible_to(user, at=now).made_by_posts_of(user, at=now)
    waiting = made.filter(closed_at=None, exempt=False)
    waiting = waiting.filter(Q(fulfilled_at__isnull=False) | Q(late_at__lte=now))
    rows = list(waiting.may_be_decided_by(user, at=now).order_by("late_at", "pk"))
    return [
        *_line([row for row in rows if row.fulfilled_at and row.may_decide], TO_DECIDE),
        *_line([row for row in rows if not row.fulfilled_at], IN_VAIN, urgent=True),
    ]


def _line(demands: Sequence[Demand], text, *, urgent: bool = False) -> list[Line]:
    """A line that leads to the one there is, or to those of the own side; none where there is
    none."""
    if not demands:
        return []
    several = f"{reverse('demand-list')}?show=by"
    return [
        Line(
            icon="gavel",
            text=text % {"count": len(demands)},
            address=demands[0].get_absolute_url() if len(demands) == 1 else several,
            urgent=urgent,
        )
    ]


def demands_of_task(*, task: Task, user, now: datetime) -> list[Line]:
    """The demands about a task that the person may see, and the way to another."""
    demands = Demand.objects.visible_to(user, at=now).filter(tasks=task)
    lines = [
        Line(
            icon="gavel",
            text=_("Answer demanded by %(day)s") % {"day": day(demand.due_on, now)},
            address=demand.get_absolute_url(),
            detail=f"{demand.made_in.unit.name} · {demand.state.label}",
            urgent=demand.state == State.OVERDUE,
        )
        for demand in demands.for_rows(now=now).with_state().order_by("-pk")
    ]
    open_still = task.fulfilled_at is None and not task.exempt
    if open_still and may_urge(user=user, owed=task, at=now):
        address = f"{reverse('demand-new')}?task={task.pk}"
        text = _("Demand an answer about this task")
        lines.append(Line(icon="gavel", text=text, address=address))
    return lines


def demands_against_nothing(
    *, tasks: Sequence[Task], user, now: datetime
) -> Mapping[int, list[Line]]:
    """By task: the demands about it that stand, as far as the person may see them; whoever is
    asked about it cannot report that there was nothing. One query."""
    about = DemandTask.objects.filter(
        task__in=tasks, demand__in=Demand.objects.visible_to(user, at=now).filter(exempt=False)
    )
    against: dict[int, list[Line]] = defaultdict(list)
    for row in about.select_related("demand").order_by("pk"):
        text = _("Demand of %(day)s") % {"day": day(row.demand.made_at, now)}
        against[row.task_id].append(Line("gavel", text, row.demand.get_absolute_url()))
    return against
