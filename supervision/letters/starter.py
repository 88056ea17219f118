"""The starter kinds of a county's letters, from `starter/kinds.csv`.

What is loaded belongs to the county from then on: loading again adds what is new in the file and
overwrites nothing.
"""

import csv
from datetime import datetime
from pathlib import Path

from responsibility.organisation.posts.models import RoleKind
from supervision.letters.kinds import LetterKind

KINDS = Path(__file__).parent / "starter" / "kinds.csv"
FLAGS = ["personal", "graded", "weighs", "causes"]


def load_letter_kinds(*, county_id: int, now: datetime) -> None:
    """Give the county the kinds that it does not have yet."""
    known = set(LetterKind.objects.filter(county_id=county_id).values_list("code", flat=True))
    with KINDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for position, row in enumerate(rows, start=1):
        if row["code"] not in known:
            kind = LetterKind.objects.create(
                county_id=county_id,
                code=row["code"],
                name=row["name_zh"],
                name_en=row["name_en"],
                position=position,
                limit=row["limit"],
                **{flag: bool(row[flag]) for flag in FLAGS},
            )
            kind.issuers.set(RoleKind.objects.filter(code__in=row["issuers"].split("|")))
