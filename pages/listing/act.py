"""What may be done from a list: with one row, with the ticked rows, beside the title."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Act:
    """A button that leads to `to`, a URL name.

    With one row: the address takes the row's `pk`; `when(row)` says whether the row has the button.
    With ticked rows: the view at the address takes them by `Listing.chosen`.
    `asks`: a page with a question comes first, so it is a link; else the button sends at once.
    """

    label: str | Promise
    to: str
    icon: str = ""
    asks: bool = False
    when: Callable[[object], bool] = lambda row: True

    @property
    def address(self) -> str:
        return reverse(self.to)
