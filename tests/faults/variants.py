"""Four deliberately wrong ways to deliver, which the storms must find out.

They stand in the place of the product's own in the processes of a storm, and nowhere else.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from alerts.channels.base import Accepted, NotAccepted, Unknown
from alerts.outbox import deliver
from alerts.outbox.models import Attempt, Message
from alerts.outbox.outgoing import outgoing
from alerts.outbox.states import State

# A sender whose time is over counts as dead, although its session may hold the message's lock.
LEASE_ONLY = """
SELECT id FROM alerts_message WHERE state = 'sending' AND lease_until < clock_timestamp()
ORDER BY lease_until LIMIT 500 FOR NO KEY UPDATE SKIP LOCKED
"""
written = deliver._written


def tries_again(channel, message, outcome, now):
    """A time-out or an error is taken for a no."""
    if isinstance(outcome, Unknown):
        outcome = NotAccepted(outcome.code)
    return written(channel, message, outcome, now)


def marks_before(channel, message, *_clocks, **_doubts):
    """ "Sent" is written first, so that nobody sends it again; then it is handed over."""
    ours = Message.objects.filter(pk=message.pk, state=State.SENDING)
    with transaction.atomic():
        ours.update(state=State.ACCEPTED, lease_token=None, lease_until=None)
        Attempt.objects.filter(message=message, number=message.attempts).update(
            ended_at=Now(), outcome="accepted"
        )
    outcome = channel.send(outgoing(message))
    if isinstance(outcome, Accepted):
        Message.objects.filter(pk=message.pk).update(
            provider=channel.key, provider_id=outcome.provider_id
        )
    message.state = State.ACCEPTED
    return message.state


VARIANTS = {
    "lease only": {
        "alerts.outbox.rescue.ABANDONED": LEASE_ONLY,
    },
    "retry on time-out": {"alerts.outbox.deliver._written": "tests.faults.variants.tries_again"},
    "mark before send": {"alerts.outbox.deliver._send": "tests.faults.variants.marks_before"},
    "short settle": {
        "alerts.channels.twilio.Twilio.settle": timedelta(),
        "alerts.channels.twilio.Twilio.surely_listed": timedelta(),
        "alerts.outbox.look_up.APART": timedelta(),
    },
}
