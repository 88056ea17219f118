"""Addresses of pages about one row: worked out once for each page, not for each row."""

from functools import cache

from django.urls import reverse


def address_of(page: str, pk: int) -> str:
    """The address of the `page`, by its name, about the row with this id."""
    before, after = _around(page)
    return f"{before}{pk:d}{after}"


@cache
def _around(page: str) -> tuple[str, str]:
    before, after = reverse(page, args=[_ROW]).split(str(_ROW))
    return before, after


_ROW = 987654321  # an id whose digits stand nowhere else in an address
