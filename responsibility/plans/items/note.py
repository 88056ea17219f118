"""What the office changed of an item: its step in the plan's history, and the audit entry."""

from datetime import datetime

from alerts.audit.actor import Actor
from responsibility.organisation.office import audit_office
from responsibility.plans.history import PlanStep
from responsibility.plans.models import PlanItem

AUDITED = {
    PlanStep.Step.DAY_MOVED: "plan.day_moved",
    PlanStep.Step.WORDS_CHANGED: "plan.words_changed",
    PlanStep.Step.HANDED_OVER: "plan.handed_over",
    PlanStep.Step.LEADERS_CHANGED: "plan.leaders_changed",
    PlanStep.Step.WITHDRAWN: "plan.withdrawn",
    PlanStep.Step.GIVEN_AGAIN: "plan.given_again",
}


def note_step(
    *, item: PlanItem, step: PlanStep.Step, by: Actor, now: datetime, reason: str, **words: str
) -> None:
    """Write the step, with what it was `before` and is `after`, and its audit entry."""
    PlanStep.objects.create(
        plan_id=item.plan_id, item=item, step=step, by=by.user, at=now, reason=reason, **words
    )
    after = {"item": item.label, "reason": reason}
    audit_office(action=AUDITED[step], about=item, by=by, now=now, after=after)
