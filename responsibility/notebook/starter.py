"""The starter checklists of a county's talks, from the CSV files in `starter/`.

What is loaded belongs to the county from then on: loading again adds the kinds that are new in the
files and overwrites nothing.
"""

import csv
from datetime import date, datetime
from pathlib import Path

from pages.days import day_of
from responsibility.notebook.talks import TalkElement, TalkKind

STARTER = Path(__file__).parent / "starter"
EVERY = "*"  # a line of all kinds


def load_talks(*, county_id: int, now: datetime) -> None:
    """Give the county the kinds of talk it does not have yet, with their checklists."""
    known = set(TalkKind.objects.filter(county_id=county_id).values_list("code", flat=True))
    kinds = [
        TalkKind(
            county_id=county_id,
            code=row["code"],
            name=row["name_zh"],
            name_en=row["name_en"],
            position=position,
        )
        for position, row in enumerate(_rows("talk_kinds"), start=1)
        if row["code"] not in known
    ]
    first_on = date(day_of(now).year - 1, 1, 1)
    rows = _rows("talk_elements")
    TalkElement.objects.bulk_create(
        TalkElement(
            kind=kind,
            phase=row["phase"],
            text=row["text_zh"],
            text_en=row["text_en"],
            position=position,
            first_on=first_on,
        )
        for kind in TalkKind.objects.bulk_create(kinds)
        for position, row in enumerate(rows, start=1)
        if row["kind"] in (EVERY, kind.code)
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (STARTER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
