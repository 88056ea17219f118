"""The whole life of one message: what was said to whom, and every step since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alerts.audit.models import AuditEntry
from alerts.contacts.models import HandCall
from alerts.outbox.call import why_no_call
from alerts.outbox.cancel import why_not_cancelled
from alerts.outbox.channel_names import channel_name
from alerts.outbox.contents import Carried, contents_of
from alerts.outbox.models import Attempt, Message, MessageEvent, Receipt
from alerts.outbox.reasons import Reason, reason_of
from alerts.outbox.resend import why_not_again
from alerts.outbox.states import State
from responsibility.outbox.rows import Row, rows_of, sign_of

OUTCOMES = {
    "": (gettext_lazy("no answer yet"), "wait"),
    "accepted": (gettext_lazy("the provider took it"), "ok"),
    "notaccepted": (gettext_lazy("not taken, to be tried again"), "wait"),
    "rejected": (gettext_lazy("the provider refused it"), "fail"),
    "misconfigured": (gettext_lazy("our account or settings are wrong"), "fail"),
    "unknown": (gettext_lazy("outcome unknown"), "fail"),
    "lost": (gettext_lazy("the sender stopped in the middle"), "fail"),
}


class Step(NamedTuple):
    """Something that happened to the message; `sign` is a kind of the tag `status`."""

    at: datetime
    sign: str
    title: str
    text: str = ""


class Doing(NamedTuple):
    """Something the office may decide: the URL name, the words, and why it is not possible."""

    name: str
    label: str
    why_not: str


@dataclass(frozen=True)
class Life:
    row: Row
    channel: str
    carried: list[Carried]
    steps: list[Step]
    before: Message | None
    after: Message | None
    call: HandCall | None

    @classmethod
    def of(cls, message: Message, *, user, at: datetime) -> Self:
        """The life of `message`, the newest step first, as `user` may see what it was about."""
        (row,) = rows_of([message])
        first = _first_of(message)
        call = HandCall.objects.select_related("called_by").filter(message=message).first()
        steps = [*_events(message), *_attempts(message), *_receipts(message), *_acts(message)]
        if call:
            told = _("Told by telephone by %(who)s") % {"who": call.called_by.name}
            steps.append(Step(call.called_at, "ok", told, call.note))
        return cls(
            row=row,
            channel=channel_name(message.channel),
            carried=contents_of([first], user=user, at=at)[first.pk],
            steps=sorted(steps, key=lambda step: step.at, reverse=True),
            before=message.supersedes,
            after=Message.objects.filter(supersedes=message).first(),
            call=call,
        )

    @property
    def doings(self) -> list[Doing]:
        """What may be decided about it, each with the reason where it may not."""
        message = self.row.message
        return [
            Doing("outbox-resend", _("Send it again"), why_not_again(message)),
            Doing("outbox-cancel", _("Do not send it"), why_not_cancelled(message)),
            Doing("outbox-call", _("Told by telephone"), why_no_call(message)),
        ]


def _first_of(message: Message) -> Message:
    """The message that this one was sent again for: the reminders hang on that one."""
    while message.supersedes_id:
        message = message.supersedes
    return message


def _events(message: Message) -> Iterator[Step]:
    reason = reason_of(state=message.state, code=message.reason, channel=message.channel)
    events = list(MessageEvent.objects.filter(message=message).order_by("pk"))
    for event in events:
        last = event is events[-1]
        yield Step(
            event.at,
            sign_of(event.to_state),
            str(State(event.to_state).label),
            _in_words(reason) if last and reason else "",
        )


def _in_words(reason: Reason) -> str:
    return " · ".join(filter(None, reason))


def _attempts(message: Message) -> Iterator[Step]:
    for attempt in Attempt.objects.filter(message=message):
        what, sign = OUTCOMES.get(attempt.outcome, (attempt.outcome, "wait"))
        code = reason_of(code=attempt.provider_code, channel=message.channel)
        title = _("Try %(number)d: %(what)s") % {"number": attempt.number, "what": what}
        yield Step(attempt.ended_at or attempt.started_at, sign, title, _in_words(code or ()))


def _receipts(message: Message) -> Iterator[Step]:
    for receipt in Receipt.objects.filter(message=message):
        code = reason_of(code=receipt.error_code, channel=receipt.provider)
        title = _("Receipt of the provider: %(status)s") % {"status": receipt.status}
        yield Step(receipt.received_at, "none", title, _in_words(code or ()))


def _acts(message: Message) -> Iterator[Step]:
    """What people did, but for the call, which says more by itself."""
    acts = AuditEntry.objects.filter(kind="message", object_id=str(message.pk))
    for entry in acts.exclude(action="message.call").select_related("user"):
        yield Step(entry.at, "none", f"{entry.user or _('the platform')} {entry.act}")
