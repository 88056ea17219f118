"""Contents of the second floor's tables."""

from supervision.demands.models import Demand, DemandReply, DemandTask
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
    "Measure",
    "MeasureReport",
    "Problem",
    "ProblemClaim",
    "ProblemStep",
    "ProblemTransfer",
    "Term",
    "TimeLimit",
]
