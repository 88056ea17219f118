"""What the QR code of a card holds: an address to scan, and nothing about a person (M003-09)."""

from django.conf import settings
from django.urls import reverse

from responsibility.cards.models import ReminderCard


def scanned(card: ReminderCard, *, here: str) -> str:
    """The address in the code of a card: the public one, whoever prints it from wherever; where
    none is set, `here`, by which the platform was asked."""
    return (settings.PUBLIC_ADDRESS or here) + reverse("card-open", args=[card.token])
