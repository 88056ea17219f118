"""A quarter of a year, and which tasks belong to it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.db.models import Q
from django.utils.translation import pgettext

from pages.days import day_of, midnight

SHORT = [
    lambda: pgettext("quarter", "Q1"),
    lambda: pgettext("quarter", "Q2"),
    lambda: pgettext("quarter", "Q3"),
    lambda: pgettext("quarter", "Q4"),
]
LONG = [
    lambda: pgettext("quarter", "Q1 %(year)d"),
    lambda: pgettext("quarter", "Q2 %(year)d"),
    lambda: pgettext("quarter", "Q3 %(year)d"),
    lambda: pgettext("quarter", "Q4 %(year)d"),
]
YEARS = range(2000, 2100)


@dataclass(frozen=True, order=True)
class Quarter:
    """`number` is 1 to 4; in an address it is written 2026-3."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def at(cls, instant: datetime) -> Self:
        """The quarter in which the local day of the aware `instant` lies."""
        return cls.of(day_of(instant))

    @classmethod
    def parse(cls, text: str | None) -> Self | None:
        """The quarter written `text`; None for anything else."""
        year, _, number = (text or "").partition("-")
        if not (year.isdecimal() and number in {"1", "2", "3", "4"} and int(year) in YEARS):
            return None
        return cls(int(year), int(number))

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"

    def shifted(self, by: int) -> Self:
        """The quarter so many quarters later."""
        year, number = divmod(self.year * 4 + self.number - 1 + by, 4)
        return type(self)(year, number + 1)

    @property
    def start(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def end(self) -> date:
        """The first day after it."""
        return self.shifted(1).start

    @property
    def ends_at(self) -> datetime:
        """The instant at which the next quarter begins."""
        return midnight(self.end)

    @property
    def short(self) -> str:
        return SHORT[self.number - 1]()

    @property
    def name(self) -> str:
        return LONG[self.number - 1]() % {"year": self.year}

    @property
    def tasks(self) -> Q:
        """Tasks that belong to it: by the day they are due.

        A day moved past the end of its period, by days off or an extension, counts as the last of
        its period: a task of the fourth quarter due on 4 January stays in the fourth. So a
        half-yearly or yearly task stands in the quarter in which it is due.
        """
        from_start = Q(due_on__gte=self.start, period_end__gt=self.start)
        return from_start & (Q(due_on__lt=self.end) | Q(period_end__lte=self.end))
