"""Every class of what waits for a decision, by the table of its row and by its column."""

from typing import Any

from alerts.decisions.models import Extension
from responsibility.cards.issues import CardIssue
from responsibility.lists.models import DutyList
from responsibility.organisation.powers.models import PowerChange
from responsibility.organisation.second_factor.resets.models import FactorReset
from responsibility.plans.models import WorkPlan
from responsibility.tasks.proposals.models import ItemProposal
from supervision.demands.drafts.models import DemandDraft
from supervision.demands.models import Demand
from supervision.oversight.asked.base import Asked
from supervision.oversight.asked.cases import AskedToSend, AskedToTakeOver
from supervision.oversight.asked.office import (
    AskedForCards,
    AskedForItem,
    AskedForPlan,
    AskedForPower,
    AskedForReset,
    AskedForVersion,
)
from supervision.oversight.asked.requests import AskedByAnswer, AskedForTime
from supervision.oversight.models import DecisionDuty
from supervision.problems.rectification import ProblemTransfer

CLASSES: dict[type, type[Asked]] = {
    Extension: AskedForTime,
    Demand: AskedByAnswer,
    ProblemTransfer: AskedToTakeOver,
    DemandDraft: AskedToSend,
    ItemProposal: AskedForItem,
    DutyList: AskedForVersion,
    PowerChange: AskedForPower,
    FactorReset: AskedForReset,
    CardIssue: AskedForCards,
    WorkPlan: AskedForPlan,
}
BY_COLUMN = {each.column: each for each in CLASSES.values()}


def asked_by(row: Any) -> Asked:
    return CLASSES[type(row)](row)


def asked_of(duty: DecisionDuty) -> Asked:
    return BY_COLUMN[duty.column](getattr(duty, duty.column))
