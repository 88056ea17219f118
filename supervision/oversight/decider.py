"""Who decided, and who may still."""

from datetime import datetime

from supervision.oversight.asked.table import asked_of
from supervision.oversight.models import DecisionDuty


def decider_of(duty: DecisionDuty) -> str:
    """The name of who decided; "" while nobody has."""
    if duty.fulfilled_at is None:
        return ""
    person = asked_of(duty).decider(duty)
    return person.name if person else ""


def may_decide(user, duty: DecisionDuty, *, at: datetime) -> bool:
    """Whether it waits for the person's decision: as the pages say on which it is made."""
    if duty.fulfilled_at or duty.exempt:
        return False
    return asked_of(duty).may_decide(user, at=at)
