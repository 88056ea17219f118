"""Telling somebody by telephone what no message brought them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.keeper import require_keeper
from alerts.audit.record import record_audit
from alerts.contacts.models import HandCall
from alerts.outbox.models import INBOX, Message
from alerts.outbox.states import State
from pages.refused import Refused


@transaction.atomic
def call_by_hand(*, message: Message, note: str, by: Actor, now: datetime) -> HandCall:
    """Note that `by` told the recipient of `message` by telephone at the aware instant `now`.

    `note` is what the caller wants to be remembered, at most 200 characters, may be empty. The
    message stays in its state: a call is a fact beside it (reliability study 6, the list of
    people to phone).

    Raises:
        PermissionDenied: `by` does not keep the messages of that county.
        Refused: it was delivered or read, or the call is noted already.
    """
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    require_keeper(by=by, now=now, county_id=message.county_id)
    if refusal := why_no_call(message):
        raise Refused(refusal)
    call = HandCall.objects.create(message=message, called_by=by.user, called_at=now, note=note)
    record_audit(by=by, now=now, action="message.call", about=message, after={"note": note})
    return call


def why_no_call(message: Message) -> str:
    """Why no call about `message` is to be noted; "" where one may be."""
    if HandCall.objects.filter(message=message).exists():
        return _("The call is noted already.")
    if message.read_at:
        return _("The message has been read.")
    if message.state == State.DELIVERED and message.channel != INBOX:
        return _("The text was delivered.")
    return ""
