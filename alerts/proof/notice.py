"""Proof of notice (送达证明): who was told of one deadline, when, how, and whether it arrived."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from alerts.contacts.models import HandCall
from alerts.deadlines.models import Deadline
from alerts.kinds.stages import stages_where
from alerts.outbox.channel_names import channel_name
from alerts.outbox.models import Message, MessageEvent
from alerts.outbox.reasons import Reason, reason_of
from alerts.outbox.states import State
from alerts.outbox.told import first_told
from alerts.proof.ledger import Turn, turns_of
from alerts.reminders.models import Reminder
from pages.masked import masked


class Way(NamedTuple):
    """One message to a phone: where to, its state in words, and when it was delivered."""

    channel: str
    to: str
    reference: str
    state: str
    reason: Reason | None
    made_at: datetime
    delivered_at: datetime | None


class Call(NamedTuple):
    """A call by hand."""

    at: datetime
    who: str
    note: str


@dataclass(frozen=True)
class Notice:
    """One reminder to one person: in the inbox since `shown_at`, first seen at `read_at`; the
    texts that carried it, the calls made instead, or `none` why nothing did."""

    who: str
    stage: str
    owed_at: datetime
    shown_at: datetime | None
    read_at: datetime | None
    ways: list[Way]
    calls: list[Call]
    none: Reason | None


@dataclass(frozen=True)
class Proof:
    """All notices of `deadline`, the oldest first; `told_at`: when the first of them was had."""

    deadline: Deadline
    notices: list[Notice]
    turns: list[Turn]
    told_at: datetime | None

    @classmethod
    def of(cls, deadline: Deadline, *, now: datetime) -> Self:
        """The proof for a row of `for_rows` as it stands at `now`; constant queries."""
        return cls(
            deadline=deadline,
            notices=list(_notices(deadline)),
            turns=turns_of(deadline, now=now),
            told_at=first_told([deadline]).get((deadline.matter_kind, deadline.pk)),
        )

    @property
    def in_time(self) -> bool:
        """Whether somebody was told before the lamp was to turn red."""
        return self.told_at is not None and self.told_at < self.deadline.late_at


def _notices(deadline: Deadline) -> Iterator[Notice]:
    reminders = list(
        Reminder.objects.filter(kind=deadline.matter_kind, deadline_id=deadline.pk)
        .exclude(stage__in=[stage.code for stage in stages_where("private")])
        .select_related("recipient", "message", "text__message__message")
        .order_by("owed_at", "pk")
    )
    texts = {reminder.pk: list(_chain(reminder.text)) for reminder in reminders}
    messages = {text.pk for chain in texts.values() for text in chain}
    messages |= {reminder.message_id for reminder in reminders if reminder.message_id}
    delivered, calls = _delivered(messages), _calls(messages)
    for reminder in reminders:
        carriers = [reminder.message, *texts[reminder.pk]] if reminder.message else []
        yield Notice(
            who=reminder.recipient.name,
            stage=reminder.get_stage_display(),
            owed_at=reminder.owed_at,
            shown_at=reminder.message and reminder.message.made_at,
            read_at=reminder.message and reminder.message.read_at,
            ways=[_way(text, delivered.get(text.pk)) for text in texts[reminder.pk]],
            calls=[calls[each.pk] for each in carriers if each.pk in calls],
            none=reason_of(code=reminder.suppressed or reminder.withheld),
        )


def _chain(text: Message | None) -> Iterator[Message]:
    """A reminder's text, and what was sent again in its place."""
    while text is not None:
        yield text
        text = getattr(text, "message", None)


def _way(text: Message, delivered_at: datetime | None) -> Way:
    return Way(
        channel=channel_name(text.channel),
        to=text.to.partition("@")[0][:2] + "****" if "@" in text.to else masked(text.to),
        reference=text.reference,
        state=text.get_state_display(),
        reason=reason_of(state=text.state, code=text.reason, channel=text.channel),
        made_at=text.made_at,
        delivered_at=delivered_at,
    )


def _delivered(messages: Collection) -> dict:
    events = MessageEvent.objects.filter(message__in=messages, to_state=State.DELIVERED)
    return dict(events.values_list("message", "at"))


def _calls(messages: Collection) -> dict:
    made = HandCall.objects.filter(message__in=messages).select_related("called_by")
    return {call.message_id: Call(call.called_at, call.called_by.name, call.note) for call in made}
