"""Contents of the second floor's tables."""

from supervision.activities.kinds import ActivityKind
from supervision.activities.models import Activity, ActivityNote, ActivityUnit, NoteReply
from supervision.activities.quarter.models import ActivityPlanLine
from supervision.checks.draws.models import CheckDraw, DrawPlace
from supervision.checks.findings import CheckReply, Conclusion, Finding
from supervision.checks.models import CheckDuty, CheckStep, SpotCheck
from supervision.demands.models import Demand, DemandReply, DemandTask
from supervision.last_visits.models import LastVisit
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
    "Activity",
    "ActivityKind",
    "ActivityNote",
    "ActivityPlanLine",
    "ActivityUnit",
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
    "LastVisit",
    "Measure",
    "MeasureReport",
    "NoteReply",
    "Problem",
    "ProblemClaim",
    "ProblemStep",
    "ProblemTransfer",
    "SpotCheck",
    "Term",
    "TimeLimit",
]
