"""Contents of the second floor's tables."""

from supervision.checks.draws.models import CheckDraw, DrawPlace
from supervision.checks.findings import CheckReply, Conclusion, Finding
from supervision.checks.models import CheckDuty, CheckStep, SpotCheck
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
    "CheckDraw",
    "CheckDuty",
    "CheckReply",
    "CheckStep",
    "CloseOut",
    "Conclusion",
    "Demand",
    "DemandReply",
    "DemandTask",
    "DrawPlace",
    "Finding",
    "Measure",
    "MeasureReport",
    "Problem",
    "ProblemClaim",
    "ProblemStep",
    "ProblemTransfer",
    "SpotCheck",
    "Term",
    "TimeLimit",
]
