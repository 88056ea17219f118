"""What is to be decided, brought up to what became of it by other ways than a decision."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from alerts.decisions.turn import turn_lamp
from supervision.oversight.asked.base import Asked
from supervision.oversight.asked.table import CLASSES
from supervision.oversight.kind import MOOT
from supervision.oversight.models import DecisionDuty
from supervision.oversight.owe import owe_decision


@transaction.atomic
def end_moot(*, now: datetime) -> int:
    """Let go what nobody needs to decide any more: its matter is exempt, the demand is withdrawn.
    Return how many. Safe to repeat and side by side."""
    waits = Q()
    for matter in CLASSES.values():
        waits |= Q(**{f"{matter.column}__in": matter.waiting().order_by().values("pk")})
    moot = DecisionDuty.objects.open_still().exclude(waits).values_list("pk", flat=True)
    locked = DecisionDuty.objects.lock(list(moot))
    for duty in locked:
        turn_lamp(deadline=duty, now=now, cause=MOOT, exempt=True)
    return len(locked)


@transaction.atomic
def begin_missing(*, now: datetime) -> int:
    """Let whoever is to decide owe what waits and has nobody's lamp: it was asked before the
    platform kept one, or the post that owed it was closed. Return of how many. Daily."""
    missing = [row for matter in CLASSES.values() for row in _without_duty(matter)]
    for row in missing:
        owe_decision(about=row, now=now)
    return len(missing)


def _without_duty(matter: type[Asked]) -> list:
    """The rows, locked as their verbs lock them."""
    open_ones = DecisionDuty.objects.filter(**{matter.column: OuterRef("pk")}).open_still()
    rows = matter.waiting().filter(~Exists(open_ones)).order_by("pk")
    return list(rows.select_for_update(of=("self",), no_key=True))
