"""Statutory holidays by name, in the language of the page."""

from chinese_calendar.constants import Holiday
from django.utils.translation import get_language

ENGLISH = {holiday.chinese: holiday.value for holiday in Holiday}


def holiday_name(name: str) -> str:
    """A holiday as it is called in the stored days, in the page's language."""
    english = (get_language() or "").startswith("en")
    return ENGLISH.get(name, name) if english else name
