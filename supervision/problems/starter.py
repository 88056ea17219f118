"""The starter words and time limits of a county's problems, from the CSV files in `starter/`.

What is loaded belongs to the county from then on: loading again adds what is new in the files and
overwrites nothing.
"""

import csv
from datetime import date, datetime
from pathlib import Path

from pages.days import day_of
from supervision.problems.terms import Term, TimeLimit, last_day, last_day_of

STARTER = Path(__file__).parent / "starter"


def load_problem_terms(*, county_id: int, now: datetime) -> None:
    """Give the county the sources, types, severities and time limits it does not have yet."""
    Term.objects.bulk_create(
        [
            Term(
                county_id=county_id,
                kind=row["kind"],
                code=row["code"],
                name=row["name_zh"],
                name_en=row["name_en"],
                position=position,
            )
            for position, row in enumerate(_rows("terms"), start=1)
        ],
        ignore_conflicts=True,
    )
    known = set(TimeLimit.objects.filter(county_id=county_id).values_list("code", flat=True))
    first_on = date(day_of(now).year - 1, 1, 1)
    TimeLimit.objects.bulk_create(
        _limit(row, county_id=county_id, first_on=first_on)
        for row in _rows("time_limits")
        if row["code"] not in known
    )


def last_day_or_usual(code: str, *, county_id: int, on: date, unit_id: int) -> date:
    """The last day of the county's limit `code`, counted from the day after `on`; of a county that
    has not loaded it yet, of the starter's."""
    try:
        return last_day(code, county_id=county_id, on=on, unit_id=unit_id)
    except TimeLimit.DoesNotExist:
        row = next(row for row in _rows("time_limits") if row["code"] == code)
        limit = _limit(row, county_id=county_id, first_on=on)
        return last_day_of(limit, first=on, unit_id=unit_id)


def _limit(row: dict[str, str], *, county_id: int, first_on: date) -> TimeLimit:
    return TimeLimit(
        county_id=county_id,
        code=row["code"],
        name=row["name_zh"],
        name_en=row["name_en"],
        days=int(row["days"]),
        working=bool(row["working"]),
        basis=row["basis"],
        first_on=first_on,
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (STARTER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
