"""The states of a message and the allowed steps between them (reliability study 2.3).

The database holds the same steps (steps.sql); the tests try every pair of states on it.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where one message stands. Every one is moving, waiting, or final."""

    HELD = "held", _("held")
    PENDING = "pending", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    RETRY_WAIT = "retry_wait", _("waiting to be tried again")
    UNKNOWN = "unknown", _("outcome unknown")
    RESEND_OK = "resend_ok", _("may be sent again")
    ACCEPTED = "accepted", _("accepted by the provider")
    SENT = "sent", _("sent")
    DELIVERED = "delivered", _("delivered")
    FAILED = "failed", _("not delivered")
    REJECTED = "rejected", _("refused by the provider")
    UNCONFIRMED = "unconfirmed", _("no receipt")
    CANCELLED = "cancelled", _("no longer needed")
    EXPIRED = "expired", _("expired")


FINAL = {
    State.DELIVERED,
    State.FAILED,
    State.REJECTED,
    State.UNCONFIRMED,
    State.CANCELLED,
    State.EXPIRED,
}

# How a message may begin: an inbox entry is delivered by being there, and a person without a
# number leaves a message that was never to be sent.
FIRST = {State.PENDING, State.HELD, State.DELIVERED, State.CANCELLED}

# What a receipt says that came late: of an attempt whose outcome nobody knew.
CAME_LATE = {State.ACCEPTED, State.SENT, State.DELIVERED}

# From -> to (reliability study 2.3). A late receipt may still lift what stood unconfirmed, and
# stops what was about to be sent again.
STEPS: dict[State, set[State]] = {
    State.HELD: {State.PENDING, State.CANCELLED, State.EXPIRED},
    State.PENDING: {State.HELD, State.SENDING, State.CANCELLED, State.EXPIRED, *CAME_LATE},
    State.SENDING: {
        State.ACCEPTED,
        State.SENT,
        State.DELIVERED,
        State.FAILED,
        State.RETRY_WAIT,
        State.REJECTED,
        State.PENDING,
        State.UNKNOWN,
    },
    State.RETRY_WAIT: {
        State.SENDING,
        State.PENDING,
        State.CANCELLED,
        State.EXPIRED,
        *CAME_LATE,
    },
    State.UNKNOWN: {
        State.ACCEPTED,
        State.SENT,
        State.DELIVERED,
        State.FAILED,
        State.RESEND_OK,
        State.UNCONFIRMED,
    },
    State.RESEND_OK: {State.PENDING, State.CANCELLED, State.FAILED, *CAME_LATE},
    State.ACCEPTED: {State.SENT, State.DELIVERED, State.FAILED, State.UNCONFIRMED},
    State.SENT: {State.DELIVERED, State.FAILED, State.UNCONFIRMED},
    State.FAILED: {State.DELIVERED},
    State.UNCONFIRMED: {State.SENT, State.DELIVERED, State.FAILED},
    State.REJECTED: set(),
    State.DELIVERED: set(),
    State.CANCELLED: set(),
    State.EXPIRED: set(),
}
