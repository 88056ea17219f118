"""Deciding that a text is not to be sent after all."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.keeper import require_keeper
from alerts.audit.record import record_audit
from alerts.outbox.models import Message
from alerts.outbox.states import FINAL, STEPS, State
from pages.refused import Refused

BY_HAND = "by_hand"


@transaction.atomic
def cancel_message(*, message: Message, by: Actor, now: datetime) -> None:
    """Let `message` never be sent (reliability study 2.3, step 3, decided by a person).

    Raises:
        PermissionDenied: `by` does not keep the messages of that county.
        Refused: it was handed to the provider, or is at its end.
    """
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    require_keeper(by=by, now=now, county_id=message.county_id)
    if refusal := why_not_cancelled(message):
        raise Refused(refusal)
    before = {"state": message.state}
    message.state, message.reason = State.CANCELLED, BY_HAND
    message.save(update_fields=["state", "reason"])
    record_audit(by=by, now=now, action="message.cancel", about=message, before=before)


def why_not_cancelled(message: Message) -> str:
    """Why `message` cannot be cancelled; "" if it can."""
    if State.CANCELLED in STEPS[State(message.state)]:
        return ""
    if message.state in FINAL:
        return _("It is at its end.")
    return _("It may be with the provider already.")
