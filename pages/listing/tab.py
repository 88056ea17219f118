"""The tabs of a list: its rows in groups, each with how many there are."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.functional import Promise


@dataclass(frozen=True)
class Tab:
    """A group of rows: those of `rows`, a condition or a function of the listing that gives one.

    `css` are classes of its number, such as "t-late".
    """

    name: str
    label: str | Promise
    rows: Q | Callable[..., Q] = field(default_factory=Q)
    css: str = ""

    def condition(self, listing) -> Q:
        return self.rows(listing) if callable(self.rows) else self.rows
