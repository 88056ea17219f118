"""The starter time limits of objections, from the CSV file in `starter/`: all in working days.

What is loaded belongs to the county from then on; loading again overwrites nothing.
"""

import csv
from datetime import date, datetime
from pathlib import Path

from pages.days import day_of
from supervision.problems.terms import TimeLimit

STARTER = Path(__file__).parent / "starter" / "time_limits.csv"


def load_objection_limits(*, county_id: int, now: datetime) -> None:
    """Give the county the time limits of objections that it does not have yet."""
    load_limits(STARTER, county_id=county_id, now=now)


def load_limits(path: Path, *, county_id: int, now: datetime) -> None:
    """Give the county the time limits of the file that it does not have yet."""
    known = set(TimeLimit.objects.filter(county_id=county_id).values_list("code", flat=True))
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] not in known]
    TimeLimit.objects.bulk_create(
        TimeLimit(
            county_id=county_id,
            code=row["code"],
            name=row["name_zh"],
            name_en=row["name_en"],
            days=row["days"],
            basis=row["basis"],
            first_on=date(day_of(now).year - 1, 1, 1),
        )
        for row in rows
    )
