"""The columns of a matrix: categories of duty, their names read once."""

from collections.abc import Collection
from typing import NamedTuple

from responsibility.lists.models import Category


class Column(NamedTuple):
    """A category, named in the language of the page."""

    pk: int
    name: str


def columns_of(category_ids: Collection[int]) -> list[Column]:
    """The categories `category_ids` in their order."""
    categories = Category.objects.filter(pk__in=category_ids).order_by("position")
    return [Column(category.pk, str(category)) for category in categories]
