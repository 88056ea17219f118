"""Contents of the first floor's tables."""

from responsibility.agenda.own_reminders.models import OwnReminder
from responsibility.announcements.models import Announcement, AnnouncementReceipt
from responsibility.cards.answers.models import CardAnswer
from responsibility.cards.issues import CardIssue, CardLine
from responsibility.cards.models import ReminderCard, ReminderCardLine
from responsibility.cards.summaries.models import CardSummary, SummaryConfirmation
from responsibility.cards.texts import CardTemplate, CardTemplateLine
from responsibility.files.models import StoredFile
from responsibility.lists.lamp_scheme import LampScheme
from responsibility.lists.models import Category, DutyItem, DutyList, EvidenceKind
from responsibility.lists.publications import Publication
from responsibility.lists.revisions import Revision
from responsibility.notebook.feed.models import CalendarFeed
from responsibility.notebook.talks import TalkElement, TalkKind
from responsibility.organisation.account_changes.models import AccountChange
from responsibility.organisation.devices.models import Device
from responsibility.organisation.document_numbers import DocumentCounter
from responsibility.organisation.links.models import Charge, SupervisionLink
from responsibility.organisation.people.given import GivenPassword
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Appointment, Membership, Post, RoleKind
from responsibility.organisation.powers.models import PowerChange
from responsibility.organisation.second_factor.resets.models import FactorReset
from responsibility.organisation.sign_in.attempts import SignInAttempt
from responsibility.organisation.units.models import Unit, UnitVersion
from responsibility.plans.history import PlanProgress, PlanStep
from responsibility.plans.models import PlanItem, WorkPlan
from responsibility.records.bodies.models import BodyGrant, BodyReading
from responsibility.records.files.models import Evidence
from responsibility.records.form.drafts import Draft
from responsibility.records.likeness.models import Passage
from responsibility.records.models import (
    Credit,
    DutyRecord,
    RecordCounterpart,
    Withdrawal,
)
from responsibility.tasks.dispatches.models import Dispatch
from responsibility.tasks.mergers.models import (
    Reorganisation,
    ReorganisedEntry,
    ReorganisedPost,
    ReorganisedTask,
    ReorganisedUnit,
)
from responsibility.tasks.models import Task, TaskCounterpart
from responsibility.tasks.month import UnitMonth
from responsibility.tasks.proposals.models import ItemProposal
from responsibility.tasks.transfers.models import Transfer, TransferStep
from responsibility.tasks.withdrawing.models import PublicationWithdrawal

__all__ = [
    "AccountChange",
    "Announcement",
    "AnnouncementReceipt",
    "Appointment",
    "BodyGrant",
    "BodyReading",
    "CalendarFeed",
    "CardAnswer",
    "CardIssue",
    "CardLine",
    "CardSummary",
    "CardTemplate",
    "CardTemplateLine",
    "Category",
    "Charge",
    "Credit",
    "Device",
    "Dispatch",
    "DocumentCounter",
    "Draft",
    "DutyItem",
    "DutyList",
    "DutyRecord",
    "Evidence",
    "EvidenceKind",
    "FactorReset",
    "GivenPassword",
    "ItemProposal",
    "LampScheme",
    "Membership",
    "OwnReminder",
    "Passage",
    "PlanItem",
    "PlanProgress",
    "PlanStep",
    "Post",
    "PowerChange",
    "Publication",
    "PublicationWithdrawal",
    "RecordCounterpart",
    "ReminderCard",
    "ReminderCardLine",
    "Reorganisation",
    "ReorganisedEntry",
    "ReorganisedPost",
    "ReorganisedTask",
    "ReorganisedUnit",
    "Revision",
    "RoleKind",
    "SignInAttempt",
    "StoredFile",
    "SummaryConfirmation",
    "SupervisionLink",
    "TalkElement",
    "TalkKind",
    "Task",
    "TaskCounterpart",
    "Transfer",
    "TransferStep",
    "Unit",
    "UnitMonth",
    "UnitVersion",
    "User",
    "Withdrawal",
    "WorkPlan",
]
