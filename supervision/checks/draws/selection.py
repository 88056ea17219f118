"""The rule of a draw: so short that anybody can redo it from what is published.

The score of a record is the SHA-256, in lower-case hex, of the text "<seed>:<number of the
record>"; the seed is lower-case hex too. Then

1. in each unit the records with the lowest scores are drawn, `floor` of them, or all where there
   are fewer;
2. of all others, in the order of their scores, one after another is drawn until there are `size`;
   a unit that has `cap` already is passed over.

The frame is the list of "<number of the record>,<number of the unit>", each on a line of its own,
ordered by unit and record. The hashes of seed and frame are published before the draw
(docs/decisions/0033).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple


class Place(NamedTuple):
    """A record of the frame, with its unit."""

    record: int
    unit: int


def in_order(places: Iterable[Place]) -> list[Place]:
    """As a frame lists them."""
    return sorted(places, key=lambda place: (place.unit, place.record))


def frame_text(places: Iterable[Place]) -> str:
    return "".join(f"{place.record},{place.unit}\n" for place in in_order(places))


def fingerprint(text: str) -> str:
    """The SHA-256 of `text` in lower-case hex."""
    return sha256(text.encode()).hexdigest()


def score(seed: str, record: int) -> str:
    return fingerprint(f"{seed}:{record}")


def select(places: Iterable[Place], *, seed: str, size: int, floor: int, cap: int) -> list[int]:
    """The records that `seed` draws, in the order in which they are drawn."""
    ranked = sorted(places, key=lambda place: score(seed, place.record))
    drawn = _floors(ranked, floor)
    per_unit = Counter(place.unit for place in drawn)
    for place in ranked:
        if len(drawn) >= size:
            break
        if place not in drawn and per_unit[place.unit] < cap:
            drawn.append(place)
            per_unit[place.unit] += 1
    return [place.record for place in drawn]


def _floors(ranked: Sequence[Place], floor: int) -> list[Place]:
    """The first of each unit, by their scores."""
    of_unit: dict[int, list[Place]] = defaultdict(list)
    for place in ranked:
        of_unit[place.unit].append(place)
    firsts = {place for places in of_unit.values() for place in places[:floor]}
    return [place for place in ranked if place in firsts]


def fewest(places: Iterable[Place], *, floor: int) -> int:
    """How many are drawn at least, whatever `size` says."""
    counts = Counter(place.unit for place in places)
    return sum(min(count, floor) for count in counts.values())
