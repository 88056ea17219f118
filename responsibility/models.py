"""Contents of the first floor's tables."""

from responsibility.cards.models import CardIssue, CardLine, ReminderCard, ReminderCardLine
from responsibility.cards.texts import CardTemplate, CardTemplateLine
from responsibility.files.models import StoredFile
from responsibility.lists.models import (
    Category,
    DutyItem,
    DutyList,
    EvidenceKind,
    LampScheme,
    Publication,
)
from responsibility.organisation.devices.models import Device
from responsibility.organisation.document_numbers import DocumentCounter
from responsibility.organisation.links import Charge, SupervisionLink
from responsibility.organisation.people import User
from responsibility.organisation.posts import Appointment, Membership, Post, RoleKind
from responsibility.organisation.sign_in_attempts import SignInAttempt
from responsibility.organisation.units import Unit, UnitVersion
from responsibility.records.drafts import Draft
from responsibility.records.models import (
    Credit,
    DutyRecord,
    Evidence,
    RecordCounterpart,
    Withdrawal,
)
from responsibility.tasks.decisions import Exemption, Extension
from responsibility.tasks.models import Dispatch, Task, TaskCounterpart

__all__ = [
    "Appointment",
    "CardIssue",
    "CardLine",
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
    "Exemption",
    "Extension",
    "LampScheme",
    "Membership",
    "Post",
    "Publication",
    "RecordCounterpart",
    "ReminderCard",
    "ReminderCardLine",
    "RoleKind",
    "SignInAttempt",
    "StoredFile",
    "SupervisionLink",
    "Task",
    "TaskCounterpart",
    "Unit",
    "UnitVersion",
    "User",
    "Withdrawal",
]
