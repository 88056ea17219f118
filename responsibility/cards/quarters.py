"""Quarters of a year: when they begin and end, and what they are called."""

from datetime import date, datetime
from typing import NamedTuple, Self

from django.utils.translation import gettext as _

from responsibility.lists.due import midnight
from responsibility.organisation.periods import day_of


class Quarter(NamedTuple):
    """A quarter; quarters sort in the order of time."""

    year: int
    number: int

    @classmethod
    def of(cls, at: datetime) -> Self:
        """The quarter in which the local day of the aware instant `at` lies."""
        day = day_of(at)
        return cls(day.year, (day.month + 2) // 3)

    @property
    def next(self) -> Self:
        turns = self.number == 4
        return Quarter(self.year + turns, 1 if turns else self.number + 1)

    @property
    def first_on(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def ends_at(self) -> datetime:
        """The instant at which the next quarter begins."""
        return midnight(self.next.first_on)

    def __str__(self) -> str:
        names = [
            _("First quarter of %(year)d"),
            _("Second quarter of %(year)d"),
            _("Third quarter of %(year)d"),
            _("Fourth quarter of %(year)d"),
        ]
        return names[self.number - 1] % {"year": self.year}
