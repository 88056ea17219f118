"""Data kept in both languages."""

from django.utils.translation import get_language


def in_language(zh: str, en: str) -> str:
    """Data text in the language of the page; Chinese where there is no English."""
    return en if en and (get_language() or "").startswith("en") else zh
