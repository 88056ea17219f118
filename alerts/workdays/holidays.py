"""Statutory holidays: which need no notice, and their names in the language of the page."""

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
ENGLISH = {holiday.chinese: holiday.value for holiday in Holiday}


def holiday_name(name: str) -> str:
    """A holiday as it is called in the stored days, in the page's language."""
    english = (get_language() or "").startswith("en")
    return ENGLISH.get(name, name) if english else name
