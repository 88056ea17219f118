"""Demands about nothing but tasks that were taken back: no answer is owed any more."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from alerts.audit.actor import Actor
from alerts.decisions.exempt import exempt_locked
from alerts.decisions.models import Exemption
from alerts.reminders.owe import owe_reminders
from responsibility.tasks.dispatches.kind import TAKEN_BACK
from responsibility.tasks.models import Task
from responsibility.tasks.withdrawing.kind import WITHDRAWN
from supervision.demands.kind import CLOSED, GROUNDLESS
from supervision.demands.models import Demand, DemandTask
from supervision.demands.states import Act, State
from supervision.objections.kind import UPHELD
from supervision.papers.steps import write_step

# Of what a demand is about: a task that was taken back, or wrongly red.
NO_GROUND = Q(task__exempt=True, task__lamp_cause__in=[TAKEN_BACK, WITHDRAWN, UPHELD])


@transaction.atomic
def end_groundless(*, now: datetime) -> int:
    """End the demands that wait for an answer about tasks of which none is left: their dispatch was
    taken back, or their item withdrawn. Return how many.

    By the decision that took the last of the tasks back, with its reason; whoever was to answer is
    told. Safe to repeat and side by side.
    """
    about = DemandTask.objects.filter(demand=OuterRef("pk"))
    left = about.exclude(NO_GROUND)
    rows = Demand.objects.open_still().filter(Exists(about), ~Exists(left), closed_at=None)
    ended = list(rows.order_by("pk").select_for_update(of=("self",), no_key=True, skip_locked=True))
    for demand in ended:
        exemptions = Exemption.objects.filter(
            kind=Task.matter_kind, deadline_id__in=demand.tasks.values("pk"), lifted_at=None
        )
        decision = exemptions.select_related("decided_by").latest("pk")
        by = Actor(decision.decided_by)
        exempt_locked(deadline=demand, by=by, now=now, reason=decision.reason, cause=GROUNDLESS)
        act = {"by": None, "now": now, "post_id": None, "text": decision.reason}
        write_step(demand, Act.LAPSE, state=State.GROUNDLESS, **act)
    ids = [demand.pk for demand in ended]
    owe_reminders(model=Demand, ids=ids, stage=CLOSED, now=now)
    return len(ended)


def declare_groundless(
    demand: Demand,
    *,
    by: Actor,
    now: datetime,
    reason: str,
    document: str,
    cause: str = GROUNDLESS,
) -> None:
    """End a locked demand that has no ground, on an objection (`document`); who was to answer is
    told. Rights are those of the objection (supervision/objections)."""
    exempt_locked(deadline=demand, by=by, now=now, reason=reason, document=document, cause=cause)
    act = {"by": by, "now": now, "post_id": demand.post_id, "text": reason}
    write_step(demand, Act.GROUNDLESS, state=State.GROUNDLESS, **act, after={"lamp": demand.lamp})
    owe_reminders(model=Demand, ids=[demand.pk], stage=CLOSED, now=now)
