"""Contents of the ground floor's tables."""

from alerts.audit.models import AuditEntry
from alerts.lamps.models import LampTurn, SweepRun
from alerts.outbox.models import Attempt, Message, MessageEvent, Receipt
from alerts.reminders.models import Reminder
from alerts.workdays.models import LocalClosure, WorkDay

__all__ = [
    "Attempt",
    "AuditEntry",
    "LampTurn",
    "LocalClosure",
    "Message",
    "MessageEvent",
    "Receipt",
    "Reminder",
    "SweepRun",
    "WorkDay",
]
