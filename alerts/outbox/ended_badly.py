"""What is done when a message was refused or not delivered, by the table of codes (study 2.6)."""

from datetime import datetime, timedelta

from alerts.alarms.models import Alarm
from alerts.alarms.raising import raise_alarm
from alerts.channels.codes import Action, action_of, of_recipient
from alerts.contacts.flag import flag_number, last_lifted
from alerts.outbox.breaker import count_filtered
from alerts.outbox.models import Message
from alerts.outbox.resend import shorten, supersede
from alerts.outbox.states import State

LATER = timedelta(hours=2)
OUTCOMES = [State.DELIVERED, State.FAILED, State.REJECTED]


def act_on(message: Message, *, now: datetime) -> None:
    """Act on the code with which `message` was just refused or came back, in the caller's
    transaction.

    It is sent again at most once by itself, as a new message; whether it still stands is looked
    at when that is sent. A code that is not in the table raises an alarm.
    """
    action = action_of(message.channel, message.reason)
    again = action in {Action.AGAIN, Action.AGAIN_AT_ONCE} and not _sent_again(message)
    if action is None:
        key = f"{message.channel} {message.reason}"
        raise_alarm(kind=Alarm.Kind.UNMAPPED_CODE, now=now, key=key, detail=message.reference)
    elif again:
        supersede(message, now, after=LATER if action == Action.AGAIN else timedelta())
    elif action == Action.SHORTER and not _sent_again(message):
        shorten(message, now)
    elif action in {Action.FILTERED, Action.SHORTER}:
        count_filtered(message=message, now=now)
    elif message.to.startswith("+") and (action == Action.BAD_NUMBER or _second_in_a_row(message)):
        flag_number(number=message.to, reason=message.reason, now=now)


def _sent_again(message: Message) -> bool:
    """Whether it supersedes another, or is superseded already, because a person decided so."""
    successor = Message.objects.filter(supersedes=message)
    return message.supersedes_id is not None or successor.exists()


def _second_in_a_row(message: Message) -> bool:
    """Whether the recipient could not be reached, nor with the text before this one."""
    if not of_recipient(message.channel, message.reason):
        return False
    before = Message.objects.filter(
        recipient=message.recipient_id, to=message.to, channel=message.channel,
        state__in=OUTCOMES, message=None,
    ).exclude(pk=message.pk)  # fmt: skip
    if lifted := last_lifted(message.to):
        before = before.filter(made_at__gt=lifted)
    last = before.order_by("-made_at", "pk").first()
    return last is not None and of_recipient(last.channel, last.reason)
