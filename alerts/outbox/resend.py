"""Sending again what did not arrive: never by itself but where the rule says so (study 2.3, 2.6).

What a provider may have in unknown outcome is sent again as the same row; what ended badly, or
waits while the number was corrected, is followed by a new row that supersedes it. Both say so in
their text (see `outgoing`).
"""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.keeper import require_keeper
from alerts.audit.record import record_audit
from alerts.contacts.flag import is_flagged
from alerts.outbox.address import MAIL
from alerts.outbox.models import NEVER_SENT, Message
from alerts.outbox.states import State
from alerts.outbox.windows import next_ring
from alerts.ring import ring
from alerts.wording.in_use import words_of
from alerts.wording.words import render, segments
from pages.refused import Refused

CORRECTED = "corrected"  # why a message to a former number is cancelled
VALID_FOR = timedelta(hours=24)
ENDED_BADLY = {State.FAILED, State.REJECTED, State.UNCONFIRMED}
# What a message that supersedes another takes over from it.
SAME = ["county_id", "recipient_id", "channel", "window", "reference", "to", "template",
        "template_version", "params", "text", "segments"]  # fmt: skip


@transaction.atomic
def decide_resend(*, message: Message, by: Actor | None, now: datetime) -> Message:
    """Send `message` again, because `by` decided so (None: the rule for overdue stages).

    Returns the message that will be sent from the next time on when phones may ring: the same row
    where the provider does not have it and the number is still the person's, else a new one that
    supersedes it.

    Raises:
        PermissionDenied: `by` does not keep the messages of that county.
        Refused: it is under way, arrived, still to be looked up, or was sent again already.
    """
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if by:
        require_keeper(by=by, now=now, county_id=message.county_id)
    if refusal := why_not_again(message):
        raise Refused(refusal)
    to = address_now(message) or message.to
    if message.state == State.RESEND_OK and to == message.to:
        again = _release(message, now)
    else:
        again = supersede(message, now, to=to)
        _end_waiting(message)
    record_audit(
        by=by, now=now, action="message.resend", about=message,
        before={"state": message.state}, after={"message": again.pk},
    )  # fmt: skip
    ring()
    return again


def why_not_again(message: Message) -> str:
    """Why `message` cannot be sent again by decision; "" where it can."""
    if message.state == State.UNKNOWN:
        return _("The provider is still being asked whether it has the message.")
    never_sent = message.state == State.CANCELLED and message.reason in NEVER_SENT
    if not never_sent and message.state not in {State.RESEND_OK, *ENDED_BADLY}:
        return _("The message is under way, arrived, or is no longer needed.")
    if Message.objects.filter(supersedes=message).exists():
        return _("The message was sent again already.")
    to = address_now(message) or message.to
    if not to:
        return _("The person has no number. Enter it first.")
    if is_flagged(to):
        return _("Texts to this number came back. Correct the person's number first.")
    return ""


def address_now(message: Message) -> str:
    """Where a message to its recipient goes today: the number may have been corrected since."""
    return message.recipient.email if message.channel == MAIL else message.recipient.phone


def _end_waiting(message: Message) -> None:
    """A message that would go to a number corrected since never goes there."""
    waiting = Message.objects.filter(pk=message.pk, state=State.RESEND_OK)
    waiting.update(state=State.CANCELLED, reason=CORRECTED)


def _release(message: Message, now: datetime) -> Message:
    mine = Message.objects.filter(pk=message.pk)
    mine.update(
        state=State.PENDING,
        resends=message.resends + 1,
        lookups=0,
        looked_up_at=None,
        not_before=next_ring(now),
        expires_at=now + VALID_FOR,
        reason="",
    )
    return mine.get()


def shorten(message: Message, now: datetime) -> Message | None:
    """A new message in the place of one that was too long: how many matters in all, and no more."""
    if not (figures := message.params.get("figures")):
        return None
    params = message.params | {"what": figures}
    text = render(words_of(message.template_version), params)
    return supersede(message, now, params=params, text=text, segments=segments(text))


def supersede(
    message: Message, now: datetime, *, after: timedelta = timedelta(), **over
) -> Message:
    """A new message in the place of `message`, to go `after` from `now`, in waking hours; the
    same but for `over`."""
    start = next_ring(now + after)
    return Message.objects.create(
        pk=uuid4(),
        supersedes=message,
        not_before=start,
        expires_at=start + VALID_FOR,
        made_at=now,
        **({name: getattr(message, name) for name in SAME} | over),
    )
