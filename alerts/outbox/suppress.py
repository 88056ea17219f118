"""Which owed reminders are not told, and why: the deadline has changed since they were owed."""

from datetime import date
from typing import NamedTuple

from alerts.lamps.rule import Lamp
from alerts.reminders.models import Stage

CLOSED = "closed_before_send"
SUPERSEDED = "superseded"
NO_LONGER_TRUE = "no_longer_true"
ACCOUNT_CLOSED = "account_closed"
NO_DEADLINE = "no_deadline"  # of a kind that this release does not know

OPEN = {Lamp.UNLIT, Lamp.YELLOW, Lamp.RED}
# The lamps at which each stage is still news. All others are told whatever the lamp.
NEWS_AT = {
    Stage.DISPATCHED: OPEN,
    Stage.DUE_SOON: {Lamp.YELLOW},
    Stage.OVERDUE: {Lamp.RED},
    Stage.URGED: OPEN,
}


class Subject(NamedTuple):
    """The deadline of a reminder as it is now."""

    lamp: str
    due_on: date
    revision: int


def why_not(*, stage: str, revision: int, subject: Subject | None) -> str:
    """Why a reminder of `stage`, owed at `revision`, is not told; "" if it is."""
    if subject is None:
        return NO_DEADLINE
    if stage not in NEWS_AT or subject.lamp in NEWS_AT[stage]:
        moved = stage in {Stage.DUE_SOON, Stage.OVERDUE} and revision != subject.revision
        return NO_LONGER_TRUE if moved else ""
    if subject.lamp not in OPEN:
        return CLOSED
    overdue = stage == Stage.DUE_SOON and subject.lamp == Lamp.RED
    return SUPERSEDED if overdue else NO_LONGER_TRUE
