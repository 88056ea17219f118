"""What the outbox says of a message: where it stands, in words and sign."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alerts.outbox.models import Message, MessageQuerySet
from alerts.outbox.states import State
from responsibility.organisation.phone import masked

DELIVERED = {State.DELIVERED}
AWAITED = {State.ACCEPTED, State.SENT}
WAITING = {State.HELD, State.PENDING, State.SENDING, State.RETRY_WAIT, State.RESEND_OK}
FAILED = {State.FAILED, State.REJECTED, State.EXPIRED, State.UNKNOWN, State.UNCONFIRMED}
GROUPS = {"waiting": WAITING, "awaited": AWAITED, "delivered": DELIVERED, "failed": FAILED}
TABS = [
    ("", _("All")),
    ("waiting", _("To be sent")),
    ("awaited", _("Receipt awaited")),
    ("delivered", _("Delivered")),
    ("failed", _("Not delivered")),
]
REASONS = {"no_phone": _("no phone number"), "lost": _("the sender stopped")}


@dataclass(frozen=True)
class Row:
    """A message as a line of the outbox. `sign` is a kind of the tag `status`."""

    message: Message
    phone: str
    sign: str
    word: str
    reason: str
    last_step_at: datetime

    @classmethod
    def of(cls, message: Message) -> "Row":
        """Needs the recipient and the prefetched events."""
        steps = sorted(message.events.all(), key=lambda event: event.pk)
        return cls(
            message=message,
            phone=masked(message.to),
            sign=_sign(message.state),
            word=message.get_state_display(),
            reason=str(REASONS.get(message.reason, message.reason)),
            last_step_at=steps[-1].at,
        )


def _sign(state: str) -> str:
    if state in DELIVERED:
        return "ok"
    if state in FAILED:
        return "fail"
    return "none" if state == State.CANCELLED else "wait"


def shown(messages: MessageQuerySet, group: str) -> MessageQuerySet:
    """The messages of a tab; all for a name that is none."""
    return messages.filter(state__in=GROUPS[group]) if group in GROUPS else messages


def counted_today(messages: MessageQuerySet, *, now: datetime) -> Mapping[str, int]:
    """How many messages of the day of `now` stand in each group, and in all."""
    local = timezone.localtime(now)
    midnight = datetime.combine(local.date(), time(), local.tzinfo)
    today = messages.order_by().filter(
        made_at__gte=midnight, made_at__lt=midnight + timedelta(days=1)
    )
    counts = {name: Count("pk", filter=Q(state__in=group)) for name, group in GROUPS.items()}
    return today.exclude(state=State.CANCELLED).aggregate(total=Count("pk"), **counts)
