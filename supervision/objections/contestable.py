"""What of something owed a person may contest now: a look without locks, for buttons on pages."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from alerts.workdays.calendar import calendar_of
from pages.days import day_of
from pages.lamp import Lamp
from responsibility.owed.models import OwedByPost
from responsibility.tasks.models import Task
from supervision.checks.models import CheckDuty
from supervision.demands.models import Demand
from supervision.objections.about.base import Contested
from supervision.objections.about.conclusions import ContestedConclusion
from supervision.objections.about.demands import ContestedDemand
from supervision.objections.about.lamps import ContestedLamp
from supervision.objections.about.problems import ContestedClosing, ContestedProblem
from supervision.objections.limits import MAKE
from supervision.objections.make import why_not_object
from supervision.objections.models import Objection
from supervision.objections.rights import concerns
from supervision.objections.states import What
from supervision.problems.models import Assignment
from supervision.problems.rectification import CloseOut
from supervision.problems.states import Purpose
from supervision.problems.terms import TimeLimit, days_of

CONTESTABLE = (Lamp.RED, Lamp.ORANGE)


def contestable(owed: OwedByPost, *, user, at: datetime) -> Iterator[tuple[What, int]]:
    """What may be contested by `user` at `at` of a row read `with_lamp`, with its id."""
    for contested in _parts(owed, now=at):
        if concerns(user, contested, at=at) and not why_not_object(contested, now=at):
            yield contested.what, contested.row.pk


def lamps_to_contest(tasks: Iterable[Task], *, now: datetime) -> set[int]:
    """The ids of those of one county that who is concerned may contest, as far as a list can
    tell: the verb looks again. Of rows read `with_lamp`; in a few queries for all."""
    lamps = [ContestedLamp(task, task) for task in tasks if task.lamp_now in CONTESTABLE]
    if not lamps:
        return set()
    objections = Objection.objects.filter(task__in=[lamp.row.pk for lamp in lamps], exempt=False)
    objected = {
        (pk, decided_at) for pk, decided_at in objections.values_list("task", "fulfilled_at")
    }
    today, county_id = day_of(now), lamps[0].row.county_id
    try:
        days = days_of(MAKE, county_id=county_id, on=today)
    except TimeLimit.DoesNotExist:
        return set()
    calendar = calendar_of(county_id)
    return {
        lamp.row.pk
        for lamp in lamps
        if calendar.of_unit(lamp.unit.pk).after_working_days(lamp.since, days) >= today
        and not any(_bars(lamp, pk, decided_at) for pk, decided_at in objected)
    }


def _bars(lamp: ContestedLamp, pk: int, decided_at: datetime | None) -> bool:
    """Whether an objection to the task `pk` is open, or decided since the lamp is as it is."""
    return pk == lamp.row.pk and (decided_at is None or decided_at >= lamp.row.lamp_since)


def _parts(owed: OwedByPost, *, now: datetime) -> Iterator[Contested]:
    if isinstance(owed, Task):
        if owed.lamp_now in CONTESTABLE:
            yield ContestedLamp(owed, owed)
    elif isinstance(owed, Demand):
        if not owed.exempt and not owed.closed_at:
            yield ContestedDemand(owed, owed)
    elif isinstance(owed, CheckDuty):
        standing = owed.spot_check.conclusions.standing_still().order_by("-pk").first()
        if standing and (of_it := ContestedConclusion.find(standing.pk, now=now, lock=False)):
            yield of_it
    elif isinstance(owed, Assignment) and owed.purpose == Purpose.RECTIFY and not owed.exempt:
        yield ContestedProblem(owed.problem, owed)
        returned = CloseOut.objects.filter(assignment=owed, returned_at__isnull=False)
        if close_out := returned.order_by("-pk").first():
            yield ContestedClosing(close_out, owed)
