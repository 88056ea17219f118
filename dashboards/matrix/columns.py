"""The columns of a matrix: categories of duty, their names read once."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from responsibility.lists.models import Category


class Column(NamedTuple):
    """A category, named in the language of the page."""

    pk: int
    name: str


def all_categories() -> list[Category]:
    """All there are, in their order."""
    return list(Category.objects.order_by("position"))


def columns_of(category_ids: Collection[int], categories: Iterable[Category]) -> list[Column]:
    """Those of `categories` whose ids are `category_ids`."""
    return [Column(each.pk, str(each)) for each in categories if each.pk in category_ids]
