"""The starter terms of a county's kinds of talk, from `starter/terms.csv`.

What is loaded belongs to the county from then on: loading again overwrites nothing.
"""

import csv
from datetime import datetime
from pathlib import Path

from responsibility.notebook.starter import load_talks
from responsibility.notebook.talks import TalkKind
from supervision.talks.terms import TalkTerms

TERMS = Path(__file__).parent / "starter" / "terms.csv"
COLUMNS = ("by_head", "several", "person_reads", "briefings")


def load_talk_terms(*, county_id: int, now: datetime) -> None:
    """Give each kind of talk of the county its terms, where it has none."""
    load_talks(county_id=county_id, now=now)
    kinds = TalkKind.objects.filter(county_id=county_id, terms=None)
    by_code = {kind.code: kind for kind in kinds}
    with TERMS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    TalkTerms.objects.bulk_create(
        TalkTerms(kind=by_code[row["code"]], **{name: bool(row[name]) for name in COLUMNS})
        for row in rows
        if row["code"] in by_code
    )
