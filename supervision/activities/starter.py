"""The starter kinds of a county's activities of supervision, from `starter/kinds.csv`.

What is loaded belongs to the county from then on: loading again adds what is new in the file and
overwrites nothing.
"""

import csv
from datetime import datetime
from functools import cache
from pathlib import Path

from responsibility.lists.record_kind import RecordKind
from supervision.activities.kinds import ActivityKind

KINDS = Path(__file__).parent / "starter" / "kinds.csv"


def load_activity_kinds(*, county_id: int, now: datetime) -> None:
    """Give the county the kinds that it does not have yet."""
    ActivityKind.objects.bulk_create(
        [
            ActivityKind(
                county_id=county_id,
                code=row["code"],
                name=row["name_zh"],
                name_en=row["name_en"],
                position=position,
            )
            for position, row in enumerate(_rows(), start=1)
        ],
        ignore_conflicts=True,
    )


@cache
def record_kinds() -> dict[str, RecordKind]:
    """By the code of a kind of activity: of which kind the own duty record of it is. What the
    county has added, and what is of several kinds, states none."""
    return {row["code"]: RecordKind(row["record_kind"]) for row in _rows() if row["record_kind"]}


def _rows() -> list[dict[str, str]]:
    with KINDS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
