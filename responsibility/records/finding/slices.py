"""In how many steps a word is looked for: at once where few texts have it, else from the newest
months backwards until a page is full.

An index of words cannot be read in order, so finding the newest of a common word at once would
read every text that has it. How common its pieces are, PostgreSQL has measured (ANALYZE).
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection

FEW = 3_000  # texts with the rarest piece of what is looked for: found at once
AT_A_TIME = 12_000  # texts of one step; of all of them a word may be in each
MOST_MONTHS = 12  # of one step
FEW_UNITS = 10

KNOWN = """
SELECT
    (SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = 'responsibility_dutyrecord'::regclass),
    (SELECT min(eldest.day) FROM (
        SELECT DISTINCT coalesce(county_id, id) FROM responsibility_unit WHERE id = ANY (%(units)s)
    ) AS county (id), LATERAL (
        SELECT happened_on FROM responsibility_dutyrecord
        WHERE county_id = county.id AND ended_at IS NULL ORDER BY happened_on, id LIMIT 1
    ) AS eldest (day)),
    (SELECT min(coalesce(common.share, 0)) FROM unnest(%(pieces)s::text[]) AS asked (piece)
        LEFT JOIN (
            SELECT elements.* FROM pg_stats,
                unnest(most_common_elems::text::text[], most_common_elem_freqs) AS elements
            WHERE schemaname = current_schema AND tablename = 'dutyrecord_words'
        ) AS common (piece, share) USING (piece))
"""


class Known(NamedTuple):
    """What is known beforehand: how many records there are, the `eldest` day of one in the counties
    of `units`, and the `share` of the texts that have the rarest of the pieces; 0 where that is not
    among the common ones."""

    records: float
    eldest: date | None
    share: float

    @classmethod
    def of(cls, pieces: Sequence[str], *, units: Collection[int]) -> "Known":
        with connection.cursor() as cursor:
            cursor.execute(KNOWN, {"pieces": list(pieces), "units": list(units)})
            return cls(*cursor.fetchone())


def slices(
    known: Known, *, units: Collection[int], first_on: date | None, last_on: date
) -> list[list[str]]:
    """The months of each step as the index marks them, the newest first; a step without marks is
    all of them at once. The months of FEW_UNITS are marked with each of them: then a step reads
    what is theirs, else what is everybody's."""
    if known.eldest is None or known.records * known.share <= FEW:
        return [[]]
    every = _months(known.eldest, last_on)
    months = _months(max(known.eldest, first_on or known.eldest), last_on)
    marks = [f"#{month // 12}{month % 12 + 1:02}" for month in months]
    if len(units) <= FEW_UNITS:
        return [[f"{mark}.{unit}" for unit in sorted(units)] for mark in marks]
    size = int(AT_A_TIME * len(every) / known.records)
    size = max(1, min(MOST_MONTHS, size))
    return [marks[first : first + size] for first in range(0, len(marks), size)]


def _months(first: date, last: date) -> range:
    """The months from that of `last` back to that of `first`, counted from the year 0."""
    return range(last.year * 12 + last.month - 1, first.year * 12 + first.month - 2, -1)
