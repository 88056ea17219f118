"""Lamp counts as a bar of parts."""

from collections.abc import Mapping
from typing import NamedTuple

from pages.lamp import Lamp

ORDER = [Lamp.GREEN, Lamp.ORANGE, Lamp.YELLOW, Lamp.RED, Lamp.UNLIT]


class Part(NamedTuple):
    """`n` tasks with a lamp, drawn `width` hundredths wide."""

    lamp: str
    n: int
    width: int


def parts_of(lamps: Mapping[str, int]) -> list[Part]:
    """The five parts of a bar, widths adding up to 100; what there is one of stays visible.

    Exempt tasks are beside every count and have no part.
    """
    counts = {lamp: lamps.get(lamp, 0) for lamp in ORDER}
    total = sum(counts.values())
    widths = {lamp: max(1, n * 100 // total) if n else 0 for lamp, n in counts.items()}
    if total:
        widest = max(counts, key=counts.get)
        widths[widest] += 100 - sum(widths.values())
    return [Part(lamp, n, widths[lamp]) for lamp, n in counts.items()]
