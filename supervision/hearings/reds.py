"""What of a quarter, or of one before, is still red: since when, in whose time, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from alerts.decisions.models import Extension
from alerts.decisions.shifts import Shift
from alerts.proof.untold import untold
from pages.days import day_of
from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.organisation.posts.in_office import InOffice, names
from responsibility.owed.outages.kind import OUTAGE
from responsibility.tasks.models import Task, TaskQuerySet
from supervision.closings.freeze import since_when
from supervision.demands.models import DemandTask
from supervision.hearings.report import Red

MOST = 8  # so many find room on the page: those red the longest


def reds_of(
    county_id: int, quarter: Quarter, reasons: Mapping[str, str], *, now: datetime
) -> tuple[list[Red], int]:
    """Those red the longest, in the order of the organisation (nobody is ranked), and how many
    there are. In a fixed number of queries."""
    red = _red(county_id, quarter, now)
    shown = list(red.select_related("item", "dispatch", "unit").order_by("late_at", "pk")[:MOST])
    shown.sort(key=lambda task: (task.unit.order_key, task.late_at, task.pk))
    in_office = InOffice.of({task.post_id for task in shown})
    ids = [task.pk for task in shown]
    not_told, outages = {task.pk for task in untold(shown, now=now)}, _outages(ids)
    waiting, demands = _waiting(ids), _demands(ids)
    count = len(shown) if len(shown) < MOST else red.count()
    reds = [
        Red(
            task=task.pk,
            unit=task.unit.name,
            holder=names(in_office.on(task.post_id, task.answered_on(now=now))),
            title=task.title,
            done=task.done,
            required=task.required,
            since=timezone.localtime(since_when(task)).date().isoformat(),
            left=_left(in_office, task, now),
            untold=task.pk in not_told,
            outage=outages.get(task.pk, ""),
            extension_waits=task.pk in waiting,
            demands=demands[task.pk],
            reason=reasons.get(str(task.pk), ""),
        )
        for task in shown
    ]
    return reds, count


def _red(county_id: int, quarter: Quarter, now: datetime) -> TaskQuerySet:
    of = Q(due_on__lt=quarter.end) | Q(period_end__lte=quarter.end)
    open_still = Task.objects.filter(of, county_id=county_id).open_still().filter(late_at__lte=now)
    return open_still.with_lamp(now=now).filter(lamp_now=Lamp.RED)


def _left(in_office: InOffice, task: Task, now: datetime) -> bool:
    """Whether who was in the post then is there no more."""
    then = in_office.on(task.post_id, task.answered_on(now=now))
    there = {term.user_id for term in in_office.on(task.post_id, day_of(now))}
    return bool(then) and not {term.user_id for term in then} & there


def _outages(ids: Sequence[int]) -> dict[int, str]:
    rows = Shift.objects.filter(kind=Task.matter_kind, deadline_id__in=ids, cause=OUTAGE)
    return dict(rows.order_by("pk").values_list("deadline_id", "because"))


def _waiting(ids: Sequence[int]) -> set[int]:
    rows = Extension.objects.waiting().filter(kind=Task.matter_kind, deadline_id__in=ids)
    return set(rows.values_list("deadline_id", flat=True))


def _demands(ids: Sequence[int]) -> Counter:
    made = DemandTask.objects.filter(task__in=ids, demand__exempt=False)
    return Counter(dict(made.order_by().values_list("task").annotate(n=Count("pk"))))
