"""Contents of the ground floor's tables."""

from alerts.audit.models import AuditEntry
from alerts.daily.models import DailyRun
from alerts.lamps.models import LampTurn, SweepRun
from alerts.outbox.models import Attempt, ChannelPause, Message, MessageEvent, Receipt
from alerts.reminders.models import Reminder
from alerts.workdays.models import LocalClosure, WorkDay

__all__ = [
    "Attempt",
    "AuditEntry",
    "ChannelPause",
    "DailyRun",
    "LampTurn",
    "LocalClosure",
    "Message",
    "MessageEvent",
    "Receipt",
    "Reminder",
    "SweepRun",
    "WorkDay",
]
