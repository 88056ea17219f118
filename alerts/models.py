"""Contents of the ground floor's tables."""

from alerts.alarms.models import Alarm, Heartbeat
from alerts.audit.models import AuditEntry
from alerts.contacts.models import HandCall, NumberFlag, Preference
from alerts.daily.models import DailyRun
from alerts.decisions.models import Exemption, Extension
from alerts.decisions.shifts import Shift
from alerts.installation.models import Installation
from alerts.lamps.models import LampTurn, SweepRun
from alerts.outbox.models import Attempt, Message, MessageEvent, Receipt
from alerts.outbox.paused import ChannelPause
from alerts.reminders.models import Reminder
from alerts.wording.models import ProviderTemplate, Wording
from alerts.workdays.models import LocalClosure, Outage, WorkDay, YearNotice

__all__ = [
    "Alarm",
    "Attempt",
    "AuditEntry",
    "ChannelPause",
    "DailyRun",
    "Exemption",
    "Extension",
    "HandCall",
    "Heartbeat",
    "Installation",
    "LampTurn",
    "LocalClosure",
    "Message",
    "MessageEvent",
    "NumberFlag",
    "Outage",
    "Preference",
    "ProviderTemplate",
    "Receipt",
    "Reminder",
    "Shift",
    "SweepRun",
    "Wording",
    "WorkDay",
    "YearNotice",
]
