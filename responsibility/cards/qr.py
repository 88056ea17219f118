"""The QR code of a card: an address to scan, and nothing about a person (M003-09)."""

from base64 import b64encode
from io import BytesIO

import segno
from django.conf import settings
from django.urls import reverse

from responsibility.cards.models import ReminderCard


def scanned(card: ReminderCard, *, here: str) -> str:
    """The address in the code of a card: the public one, whoever prints it from wherever; where
    none is set, `here`, by which the platform was asked."""
    return (settings.PUBLIC_ADDRESS or here) + reverse("card-open", args=[card.token])


def qr_svg(address: str) -> bytes:
    """`address` as an SVG picture; a seventh of it may be damaged. It scales with its frame."""
    picture = BytesIO()
    segno.make(address, error="m", micro=False).save(
        picture, kind="svg", border=0, dark="#18222C", omitsize=True, xmldecl=False
    )
    return picture.getvalue()


def qr_inline(address: str) -> str:
    """The same within the page, for one that prints many cards."""
    return "data:image/svg+xml;base64," + b64encode(qr_svg(address)).decode()
