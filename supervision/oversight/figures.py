"""How a supervising body kept its own days in a quarter: plain counts, each with its address."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Self
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.organisation.posts.models import Post
from supervision.oversight.about import About, SupervisorDuty

SHOWN = 8


@dataclass
class Figures:
    """What of one kind (or of all: "") waits, was decided, and how many days decisions took."""

    about: str
    word: str | Promise
    address: str
    counts: Counter = field(default_factory=Counter)
    days: list[int] = field(default_factory=list)

    def take(self, duty: SupervisorDuty) -> None:
        self.counts["all"] += 1
        self.counts[state_of(duty)] += 1
        if duty.lamp_now == Lamp.RED:
            self.counts["overdue"] += 1
        if duty.days is not None:
            self.days.append(duty.days)

    @property
    def median(self) -> str:
        """The middle one of the days taken; "" where nothing is decided."""
        return f"{median(self.days):g}" if self.days else ""

    @property
    def longest(self) -> int | None:
        return max(self.days, default=None)

    @property
    def decided(self) -> int:
        return len(self.days)

    @property
    def numbers(self) -> list[tuple[str | Promise, int, str]]:
        """What waits, what of it is overdue, what was decided in time and late, what ended
        otherwise; each by its word, with the address of its rows, "" where there are none."""
        return [
            (word, self.counts[show], self._rows(show) if self.counts[show] else "")
            for show, word in SHOW.items()
        ]

    def _rows(self, show: str) -> str:
        return f"{self.address}&{urlencode({'about': self.about, 'show': show})}"


# The tabs of the list of rows (listing.py), and their words.
SHOW: dict[str, str | Promise] = {
    "open": _("To be decided"),
    "overdue": _("Overdue"),
    "in_time": _("Decided in time"),
    "late": _("Decided late"),
    "ended": _("Nothing to decide any more"),
}


def state_of(duty: SupervisorDuty) -> str:
    """The tab of the list in which it stands."""
    if duty.exempt:
        return "ended"
    if duty.fulfilled_at is None:
        return "open"
    return "in_time" if duty.fulfilled_at < duty.late_at else "late"


@dataclass(frozen=True)
class BodyFigures:
    """The figures of each kind of which there is something, and of all."""

    whole: Figures
    kinds: list[Figures]

    @classmethod
    def of(cls, duties: Iterable[SupervisorDuty], body: Post, quarter: Quarter) -> Self:
        """Of the rows of a body in a quarter, read `with_lamp`."""
        query = urlencode({"body": body.pk, "quarter": str(quarter)})
        address = f"{reverse('oversight-rows')}?{query}"
        whole = Figures("", _("All"), address)
        kinds = {about.value: Figures(about.value, about.label, address) for about in About}
        for duty in duties:
            kinds[duty.about].take(duty)
            whole.take(duty)
        return cls(whole, [figures for figures in kinds.values() if figures.counts["all"]])


def first_ones(duties: Iterable[SupervisorDuty]) -> list[SupervisorDuty]:
    """The first to be shown: what waits, the oldest first; then the newest decided."""
    rows = list(duties)
    waiting = sorted((row for row in rows if state_of(row) == "open"), key=lambda row: row.late_at)
    done = [row for row in rows if row.decided_on]
    done.sort(key=lambda row: row.fulfilled_at or row.late_at, reverse=True)
    return [*waiting, *done][:SHOWN]
