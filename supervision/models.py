"""Contents of the second floor's tables."""

from supervision.activities.kinds import ActivityKind
from supervision.activities.models import Activity, ActivityNote, ActivityUnit, NoteReply
from supervision.activities.quarter.models import ActivityPlanLine
from supervision.checks.draws.models import CheckDraw, DrawPlace
from supervision.checks.findings import CheckReply, Conclusion, Finding
from supervision.checks.models import CheckDuty, CheckStep, SpotCheck
from supervision.checkups.findings import CheckupAnswer, CheckupFinding
from supervision.checkups.models import Checkup, CheckupDuty, CheckupStep
from supervision.checkups.template.models import (
    CheckupTemplate,
    TemplateQuestion,
    TemplateVersion,
)
from supervision.closings.carried import CarriedOver, ClosingStep
from supervision.closings.models import ClosedTask, Closing, ClosingNote, NoteLine
from supervision.demands.drafts.models import DemandDraft
from supervision.demands.measures.models import DemandMeasure
from supervision.demands.models import Demand, DemandReply, DemandTask
from supervision.demands.steps import DemandStep
from supervision.facts.models import FactsReading, Suggestion, SuggestionAnswer
from supervision.hearings.models import (
    Hearing,
    HearingDecision,
    HearingNote,
    HearingStep,
    LaidReport,
)
from supervision.instructions.models import Instruction, InstructionAsk, InstructionStep
from supervision.last_visits.models import LastVisit
from supervision.letters.kinds import LetterKind
from supervision.letters.models import Letter, LetterStep
from supervision.letters.owed import LetterDuty
from supervision.letters.replies import LetterMeasure, LetterReply
from supervision.objections.bars import ObjectionBar
from supervision.objections.models import Objection
from supervision.objections.outcome import (
    ObjectionCorrection,
    ObjectionDecision,
    ObjectionStatement,
)
from supervision.oversight.about import SupervisorDuty
from supervision.oversight.models import DecisionDuty
from supervision.papers.rules import PaperRule
from supervision.problems.models import Assignment, Problem, ProblemStep
from supervision.problems.rectification import (
    CloseOut,
    Measure,
    MeasureReport,
    ProblemClaim,
    ProblemTransfer,
)
from supervision.problems.terms import Term, TimeLimit
from supervision.talks.grants.models import TalkGrant, TalkReading
from supervision.talks.models import (
    Talk,
    TalkClaim,
    Talker,
    TalkPerson,
    TalkRecord,
    TalkStep,
)
from supervision.talks.owed import RequirementReply, TalkDuty
from supervision.talks.prompts.models import PromptRed, TalkPrompt
from supervision.talks.terms import TalkTerms

__all__ = [
    "Activity",
    "ActivityKind",
    "ActivityNote",
    "ActivityPlanLine",
    "ActivityUnit",
    "CarriedOver",
    "Assignment",
    "CheckDraw",
    "CheckDuty",
    "CheckReply",
    "CheckStep",
    "Checkup",
    "CheckupAnswer",
    "CheckupDuty",
    "CheckupFinding",
    "CheckupStep",
    "CheckupTemplate",
    "CloseOut",
    "ClosedTask",
    "Closing",
    "ClosingNote",
    "ClosingStep",
    "Conclusion",
    "Demand",
    "DemandDraft",
    "DemandMeasure",
    "DemandReply",
    "DemandStep",
    "DecisionDuty",
    "DemandTask",
    "DrawPlace",
    "FactsReading",
    "Finding",
    "Hearing",
    "HearingDecision",
    "HearingNote",
    "HearingStep",
    "Instruction",
    "InstructionAsk",
    "InstructionStep",
    "LaidReport",
    "LastVisit",
    "Letter",
    "LetterDuty",
    "LetterKind",
    "LetterMeasure",
    "LetterReply",
    "LetterStep",
    "Measure",
    "MeasureReport",
    "NoteLine",
    "NoteReply",
    "Objection",
    "ObjectionBar",
    "ObjectionCorrection",
    "ObjectionDecision",
    "ObjectionStatement",
    "PaperRule",
    "Problem",
    "ProblemClaim",
    "ProblemStep",
    "ProblemTransfer",
    "PromptRed",
    "RequirementReply",
    "SpotCheck",
    "SupervisorDuty",
    "Suggestion",
    "SuggestionAnswer",
    "Talk",
    "TalkClaim",
    "TalkDuty",
    "TalkGrant",
    "TalkPerson",
    "TalkPrompt",
    "TalkReading",
    "TalkRecord",
    "TalkStep",
    "TalkTerms",
    "Talker",
    "TemplateQuestion",
    "TemplateVersion",
    "Term",
    "TimeLimit",
]
