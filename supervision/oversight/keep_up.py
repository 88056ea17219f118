"""What is to be decided, brought up to what became of it by other ways than a decision."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from alerts.deadlines.discovery import deadline_model
from alerts.decisions.models import Extension, ExtensionQuerySet
from alerts.decisions.turn import turn_lamp
from responsibility.owed.across import owed_models
from responsibility.owed.models import OwedByPost
from supervision.demands.models import Demand
from supervision.oversight.kind import MOOT
from supervision.oversight.models import DecisionDuty
from supervision.oversight.owe import owe_answer, owe_extension

ANSWER_WAITS = Q(demand__fulfilled_at__isnull=False, demand__closed_at=None, demand__exempt=False)


@transaction.atomic
def end_moot(*, now: datetime) -> int:
    """Let go what nobody needs to decide any more: its matter is exempt, the demand is withdrawn.
    Return how many. Safe to repeat and side by side."""
    waits = Q(extension__in=_waiting().values("pk")) | (Q(extension=None) & ANSWER_WAITS)
    moot = DecisionDuty.objects.open_still().exclude(waits).values_list("pk", flat=True)
    locked = DecisionDuty.objects.lock(list(moot))
    for duty in locked:
        turn_lamp(deadline=duty, now=now, cause=MOOT, exempt=True)
    return len(locked)


@transaction.atomic
def begin_missing(*, now: datetime) -> int:
    """Let whoever is to decide owe what waits and has nobody's lamp: it was asked before the
    platform kept one, or the post that owed it was closed. Return of how many. Daily."""
    requests = list(_without_duty(_waiting(), "extension"))
    for extension in requests:
        model = deadline_model(extension.kind, OwedByPost)
        (owed,) = model.objects.lock([extension.deadline_id])
        owe_extension(extension=extension, deadline=owed, now=now)
    answered = list(_without_duty(Demand.objects.to_decide(), "demand"))
    for demand in Demand.objects.lock([demand.pk for demand in answered]):
        reply = demand.replies.filter(decision=None).latest("pk")
        owe_answer(demand, by=reply.replied_by_id, now=now)
    return len(requests) + len(answered)


def _without_duty(rows, column: str):
    open_ones = DecisionDuty.objects.filter(**{column: OuterRef("pk")}).open_still()
    return rows.filter(~Exists(open_ones)).order_by("pk")


def _waiting() -> ExtensionQuerySet:
    """The requests that somebody is to decide on."""
    return Extension.objects.to_decide({model: Q() for model in owed_models()}, besides=0)
