"""The starter kinds of a county's activities of supervision, from `starter/kinds.csv`.

What is loaded belongs to the county from then on: loading again adds what is new in the file and
overwrites nothing.
"""

import csv
from datetime import datetime
from pathlib import Path

from supervision.activities.kinds import ActivityKind

KINDS = Path(__file__).parent / "starter" / "kinds.csv"


def load_activity_kinds(*, county_id: int, now: datetime) -> None:
    """Give the county the kinds that it does not have yet."""
    with KINDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ActivityKind.objects.bulk_create(
        [
            ActivityKind(
                county_id=county_id,
                code=row["code"],
                name=row["name_zh"],
                name_en=row["name_en"],
                position=position,
            )
            for position, row in enumerate(rows, start=1)
        ],
        ignore_conflicts=True,
    )
