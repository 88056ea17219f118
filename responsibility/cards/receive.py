"""The recipient's receipt of a card."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from responsibility.cards.models import ReminderCard


@transaction.atomic
def receive_card(*, card_uuid: UUID, by: Actor, now: datetime) -> ReminderCard:
    """Note that the recipient has received the card. The first receipt stays.

    Raises:
        ReminderCard.DoesNotExist: none, or it is not addressed to `by`: nobody signs for another.
    """
    cards = ReminderCard.objects.select_for_update(no_key=True)
    card = cards.get(uuid=card_uuid, holder=by.user)
    if card.received_at:
        return card
    card.received_at = now
    card.save(update_fields=["received_at"])
    record_audit(
        by=by,
        now=now,
        action="card.receive",
        about=card,
        post_id=card.post_id,
        after={"number": card.number},
    )
    return card
