"""The starter template of a county's checkups, from `../starter/templates.csv`.

What is loaded belongs to the county from then on: loading again adds only a template that the
county does not have yet, changed and retired ones included.
"""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from pages.days import day_of
from supervision.checkups.template.models import CheckupTemplate
from supervision.checkups.template.write import Content, write_version

STARTER = Path(__file__).parents[1] / "starter" / "templates.csv"


def load_checkup_templates(*, county_id: int, now: datetime) -> None:
    """Give the county the templates that it does not have yet."""
    known = CheckupTemplate.objects.filter(county_id=county_id)
    codes = set(known.values_list("code", flat=True))
    for code, content in starter_contents():
        if code in codes:
            continue
        template = CheckupTemplate.objects.create(county_id=county_id, code=code)
        write_version(
            template, content, number=1, first_on=date(day_of(now).year - 1, 1, 1),
            nonce=uuid5(NAMESPACE_OID, f"{county_id} {code}"), now=now, user=None,
        )  # fmt: skip


def starter_contents() -> Iterator[tuple[str, Content]]:
    """Each template of the file, by its code; its name and basis stand in its first row."""
    with STARTER.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for code, of_it in groupby(rows, key=lambda row: row["template"]):
        lines = list(of_it)
        questions = [(line["section"], line["question"]) for line in lines]
        yield code, Content(lines[0]["name"], lines[0]["basis"], questions)
