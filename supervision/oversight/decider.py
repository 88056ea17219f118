"""Who decided, and who may still."""

from datetime import datetime

from alerts.decisions.models import Extension
from supervision.demands.models import Demand, DemandDecision
from supervision.oversight.models import DecisionDuty


def decider_of(duty: DecisionDuty) -> str:
    """The name of who decided; "" while nobody has."""
    if duty.fulfilled_at is None:
        return ""
    if duty.extension_id:
        extension = Extension.objects.select_related("decided_by").get(pk=duty.extension_id)
        return extension.decided_by.name if extension.decided_by else ""
    decisions = DemandDecision.objects.filter(demand=duty.demand_id, decided_at=duty.fulfilled_at)
    decision = decisions.select_related("decided_by").first()
    return decision.decided_by.name if decision else ""


def may_decide(user, duty: DecisionDuty, *, at: datetime) -> bool:
    """Whether it waits for the person's decision: as the pages say on which it is made."""
    if duty.fulfilled_at or duty.exempt:
        return False
    if duty.extension_id:
        waiting = Extension.objects.visible_to(user, at=at).to_decide_by(user, at=at)
        return waiting.filter(pk=duty.extension_id).exists()
    waiting = Demand.objects.visible_to(user, at=at).decidable_by(user, at=at).to_decide()
    own = {"replies__decision": None, "replies__replied_by": user.pk}
    return waiting.filter(pk=duty.demand_id).exclude(**own).exists()
