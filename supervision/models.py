"""Contents of the second floor's tables."""

from supervision.demands.models import Demand, DemandReply, DemandTask
from supervision.facts.models import FactsReading, Suggestion, SuggestionAnswer
from supervision.objections.bars import ObjectionBar
from supervision.objections.models import Objection
from supervision.objections.outcome import (
    ObjectionCorrection,
    ObjectionDecision,
    ObjectionStatement,
)
from supervision.problems.models import Assignment, Problem, ProblemStep
from supervision.problems.rectification import (
    CloseOut,
    Measure,
    MeasureReport,
    ProblemClaim,
    ProblemTransfer,
)
from supervision.problems.terms import Term, TimeLimit

__all__ = [
    "Assignment",
    "CloseOut",
    "Demand",
    "DemandReply",
    "DemandTask",
    "FactsReading",
    "Measure",
    "MeasureReport",
    "Objection",
    "ObjectionBar",
    "ObjectionCorrection",
    "ObjectionDecision",
    "ObjectionStatement",
    "Problem",
    "ProblemClaim",
    "ProblemStep",
    "ProblemTransfer",
    "Suggestion",
    "SuggestionAnswer",
    "Term",
    "TimeLimit",
]
