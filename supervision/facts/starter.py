"""The starter time limit for answering suggestions, in working days."""

from datetime import datetime
from pathlib import Path

from supervision.objections.starter import load_limits

STARTER = Path(__file__).parent / "starter" / "time_limits.csv"


def load_suggestion_limits(*, county_id: int, now: datetime) -> None:
    load_limits(STARTER, county_id=county_id, now=now)
