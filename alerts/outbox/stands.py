"""Whether what a message says still stands, looked at once more right before it is sent."""

from datetime import datetime

from alerts.contacts.flag import is_flagged
from alerts.kinds.declared import RED
from alerts.kinds.stages import stages
from alerts.outbox.models import Message
from alerts.outbox.suppress import ACCOUNT_CLOSED, reasons, subjects_of
from alerts.reminders.models import Reminder

FLAGGED = "flagged"


def why_no_longer(message: Message, *, now: datetime) -> str:
    """Why `message` is not to be sent at `now` although it was written; "" if it is.

    It stands while one of the reminders it carries does (reliability study 2.3, step 3), the
    account is open and the number not flagged.
    """
    if is_flagged(message.to):
        return FLAGGED
    if not message.recipient.is_active:
        return ACCOUNT_CLOSED
    carried = list(reminders_of(message))
    why = reasons(carried, subjects_of(carried, now=now)).values()
    return "" if not all(why) else next(iter(why), "")


def presses(message: Message) -> bool:
    """Whether it tells of something overdue: then it is sent again without asking a person."""
    overdue = [stage.code for stage in stages() if stage.news_at == RED]
    return reminders_of(message).filter(stage__in=overdue).exists()


def reminders_of(message: Message):
    """What it carries; what supersedes a message has its reference and carries the same."""
    return Reminder.objects.filter(
        text__reference=message.reference, recipient=message.recipient_id
    ).order_by("pk")
