"""What is published of a draw: a file by which any program redoes it."""

from supervision.checks.draws.models import CheckDraw

RULE = """\
score(record) = SHA-256 of the text "<seed>:<record>", in lower-case hex.
1. Of each unit the `floor` records with the lowest scores are drawn (all where there are fewer).
2. All others, in the order of their scores, are drawn one after another until there are `size`;
a unit that has `cap` already is passed over.
seed_sha256 = SHA-256 of the text of the seed. frame_sha256 = SHA-256 of the lines
"<record>,<unit>", each with a line feed at its end, ordered by unit and record."""


def published(draw: CheckDraw) -> dict:
    """The draw as a file says it: the seed and what it drew only once it is drawn."""
    drawn = sorted((place.turn, place.record_id) for place in draw.frame if place.turn)
    return {
        "draw": draw.called,
        "rule": RULE.splitlines(),
        "size": draw.size,
        "floor": draw.floor,
        "cap": draw.cap,
        "published_at": draw.made_at.isoformat(),
        "draws_on": draw.draws_on.isoformat(),
        "seed_sha256": draw.seed_hash,
        "frame_sha256": draw.frame_hash,
        "drawn_at": draw.drawn_at.isoformat() if draw.drawn_at else None,
        "withdrawn_at": draw.withdrawn_at.isoformat() if draw.withdrawn_at else None,
        "seed": draw.disclosed or None,
        "frame": [
            {"record": place.record_id, "unit": place.unit_id, "name": place.unit.name}
            for place in draw.frame
        ],
        "drawn": [record for _turn, record in drawn],
    }
