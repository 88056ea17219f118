"""What the outbox says of a message: where it stands, in words and sign."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from alerts.outbox.models import Message, MessageEvent, MessageQuerySet
from alerts.outbox.reasons import Reason, reason_of
from alerts.outbox.states import State
from alerts.outbox.trouble import NOT_REACHED
from pages.days import day_of
from pages.masked import masked
from responsibility.outbox.channels.paused import Paused, holds_up
from responsibility.outbox.whose import units_of

TO_SEND = [State.PENDING, State.RETRY_WAIT]
WAITING = [State.HELD, State.PENDING, State.RETRY_WAIT, State.RESEND_OK]
MOVING = [State.SENDING, State.ACCEPTED, State.SENT, State.UNKNOWN]
GROUPS = {
    "waiting": Q(state__in=WAITING),
    "moving": Q(state__in=MOVING),
    "failed": NOT_REACHED,
    "delivered": Q(state=State.DELIVERED),
}
TABS = [
    ("", _("All")),
    ("waiting", _("Waiting")),
    ("moving", _("On the way")),
    ("failed", _("Not reached")),
    ("delivered", _("Delivered")),
]
SIGNS: dict[str, str] = {State.DELIVERED: "ok", State.CANCELLED: "none"}
BAD = {
    State.FAILED, State.REJECTED, State.EXPIRED, State.UNKNOWN, State.UNCONFIRMED, State.RESEND_OK,
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A message as a line of the outbox. `sign` is a kind of the tag `status`."""

    message: Message
    unit: str
    phone: str
    sign: str
    word: str
    reason: Reason | None
    last_step_at: datetime

    @property
    def pk(self):
        return self.message.pk

    @property
    def kinds(self) -> str:
        """What it is about, never what matter."""
        return pgettext("between items", ", ").join(self.message.stages)


def rows_of(messages: Iterable[Message], *, pauses: Iterable[Paused] = ()) -> list[Row]:
    """The lines of `messages`, which have their recipients; four queries for many.

    Of what waits it is said where one of `pauses` keeps it.
    """
    messages = list(messages)
    units = units_of({(message.recipient_id, day_of(message.made_at)) for message in messages})
    steps = MessageEvent.objects.filter(message__in=[message.pk for message in messages])
    last = dict(steps.order_by().values_list("message").annotate(at=Max("at")))
    return [
        Row(
            message=message,
            unit=units.get((message.recipient_id, day_of(message.made_at)), ""),
            phone=shown_number(message),
            sign=sign_of(message.state),
            word=message.get_state_display(),
            reason=_reason(message, pauses),
            last_step_at=last[message.pk],
        )
        for message in messages
    ]


def _reason(message: Message, pauses: Iterable[Paused]) -> Reason | None:
    """Why it stands where it stands; of one that could be sent, that it is paused."""
    held_up = holds_up(pauses, message) if message.state in TO_SEND else None
    if held_up:
        return Reason(held_up.what, held_up.why)
    return reason_of(state=message.state, code=message.reason, channel=message.channel)


def shown_number(message: Message) -> str:
    """Where it went, as lists show it: a masked number, the beginning of a mail address."""
    name, at_sign, host = message.to.partition("@")
    return f"{name[:2]}****@{host}" if at_sign else masked(message.to)


def sign_of(state: str) -> str:
    """The sign of a state, a kind of the tag `status`."""
    return "fail" if state in BAD else SIGNS.get(state, "wait")


def shown(messages: MessageQuerySet, group: str) -> MessageQuerySet:
    """The messages of a tab; all for a name that is none."""
    return messages.filter(GROUPS[group]) if group in GROUPS else messages


def counted_today(messages: MessageQuerySet, *, now: datetime) -> Mapping[str, int]:
    """How many messages of the day of `now` stand in each group, and in all."""
    local = timezone.localtime(now)
    midnight = datetime.combine(local.date(), time(), local.tzinfo)
    today = messages.order_by().filter(
        made_at__gte=midnight, made_at__lt=midnight + timedelta(days=1)
    )
    counts = {name: Count("pk", filter=group) for name, group in GROUPS.items()}
    return today.aggregate(total=Count("pk"), **counts)
