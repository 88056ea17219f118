"""Where the code on a card leads."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from responsibility.cards.qr import scanned


@pytest.mark.parametrize(
    ("public", "asked_at", "wanted"),
    [
        ("https://liangze.example", "10.0.0.8:8000", "https://liangze.example"),
        ("https://liangze.example", "localhost", "https://liangze.example"),
        ("", "testserver", "http://testserver"),
    ],
)
def test_the_code_bears_the_public_address_whoever_prints_it(settings, public, asked_at, wanted):
    settings.PUBLIC_ADDRESS = public
    card = SimpleNamespace(token=uuid4())
    assert scanned(card, here=f"http://{asked_at}") == f"{wanted}/c/{card.token}/"
