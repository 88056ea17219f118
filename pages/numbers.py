"""Ids in addresses and forms: what is no number of the database is none."""

from collections.abc import Iterable

from django.http import Http404

MOST_DIGITS = 18  # a big integer of the database holds every number of so many


def number(text: str | None) -> int | None:
    """The number written `text` in decimal digits; None for anything else."""
    if text and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    return None


def numbers_or_404(texts: Iterable[str]) -> list[int]:
    """The numbers `texts`; where one of them is none there is no such page."""
    numbers = []
    for text in texts:
        if (read := number(text)) is None:
            raise Http404
        numbers.append(read)
    return numbers
