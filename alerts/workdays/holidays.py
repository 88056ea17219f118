"""Statutory holidays: which need no notice, and their names in the language of the page."""

import tomllib
from pathlib import Path

from chinese_calendar.constants import Holiday
from django.utils.translation import get_language

# Statutory days off whose date needs no announcement (全国年节及纪念日放假办法, in force since
# 2025); lunar feasts and the bridges between days off wait for theirs.
FIXED = {
    (1, 1): Holiday.new_years_day,
    (5, 1): Holiday.labour_day,
    (5, 2): Holiday.labour_day,
    (10, 1): Holiday.national_day,
    (10, 2): Holiday.national_day,
    (10, 3): Holiday.national_day,
}
FIXED_DATES = frozenset(holiday.chinese for holiday in FIXED.values())
DATA = tomllib.loads(Path(__file__).with_name("holidays.toml").read_text(encoding="utf-8"))
AS_CALLED: dict[str, str] = DATA["called"]
BETWEEN: str = DATA["between"]
ENGLISH = {holiday.chinese: holiday.value for holiday in Holiday}


def holiday_name(name: str) -> str:
    """A holiday, or several at once, as called in the stored days, in the page's language."""
    if not (get_language() or "").startswith("en"):
        return name
    return ", ".join(ENGLISH.get(single, single) for single in name.split(BETWEEN))


def stored_names(called: str) -> str:
    """The stored names of the holidays that are `called` so; empty where one is unknown."""
    names = [AS_CALLED.get(name.strip(), "") for name in called.split(BETWEEN)]
    return BETWEEN.join(names) if all(names) else ""
