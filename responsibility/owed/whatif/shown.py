"""What a page shows of a foresight: the turns, what stays and why, the messages, the first rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from alerts.kinds.collected import stage_choices
from alerts.whatif.course import Turn
from alerts.whatif.foresight import Foresight, Telling
from pages.lamp import Lamp
from pages.listing import draw
from pages.listing.export import NAMES
from responsibility.owed.whatif.listing import SHOWN, ForeseenListing

MOST = 4  # turns that are alike, drawn large


class Card(NamedTuple):
    """Turns that are alike: how many, and what most of them are."""

    turn: Turn
    count: int
    what: str


class Stays(NamedTuple):
    """What does not turn: its lamps, how many, and why."""

    lamps: Sequence[str]
    count: int
    why: str


@dataclass
class Shown:
    """`foresight` as the page `name` shows it to the person of `request`."""

    request: object
    foresight: Foresight
    name: str

    @cached_property
    def listing(self) -> ForeseenListing:
        return ForeseenListing(self.request, self.foresight, name=self.name)

    formats = tuple(NAMES.items())  # of files, with their names

    @property
    def mark(self) -> str:
        return self.foresight.mark

    @property
    def turning(self) -> int:
        return len(self.foresight.turning)

    @property
    def cards(self) -> list[Card]:
        """The first turns, the largest where there are too many."""
        alike = self.foresight.by_turn
        chosen = sorted(alike, key=lambda one: -len(one[1]))[:MOST]
        return [
            Card(turn, len(changes), self._what(changes))
            for turn, changes in alike
            if (turn, changes) in chosen
        ]

    @property
    def more(self) -> int:
        """How many further turns that are alike there are."""
        return max(len(self.foresight.by_turn) - MOST, 0)

    @property
    def stays(self) -> list[Stays]:
        """Everything that does not turn otherwise, and why."""
        counts = self.foresight.stays
        said = [
            Stays(["unlit"], counts[Lamp.UNLIT], _("not due yet, and turn when they would have")),
            Stays(["yellow"], counts[Lamp.YELLOW], _("are yellow already and stay so")),
            Stays(["red"], counts[Lamp.RED], _("are red: no ledger is rewritten")),
            Stays(
                ["green", "orange"],
                counts[Lamp.GREEN] + counts[Lamp.ORANGE],
                _("have their result: no ledger is rewritten"),
            ),
            Stays(
                ["unlit"],
                len(self.foresight.quiet),
                _("change without a turn: until when late entry is open, how it is drawn"),
            ),
        ]
        return [one for one in said if one.count]

    @property
    def tellings(self) -> list[tuple[str, Telling]]:
        """The messages with the words of their stages, those at once first."""
        words = dict(stage_choices())
        ordered = sorted(self.foresight.tellings, key=lambda one: one.at or self.foresight.at)
        return [(str(words[one.stage]), one) for one in ordered]

    @property
    def heads(self) -> SafeString:
        return draw.heads(self.listing)

    @property
    def rows(self) -> SafeString:
        return draw.rows(self.listing)

    @property
    def shown(self) -> int:
        """How many rows the page lists."""
        return min(len(self.listing.changes), SHOWN)

    @property
    def listed(self) -> int:
        """How many rows a file has."""
        return len(self.listing.changes)

    def _what(self, changes) -> str:
        """The titles most of `changes` have, of those that are listed."""
        names = {change.name for change in changes}
        titles = [row.owed.title for row in self._first if row.change.name in names]
        return max(set(titles), key=titles.count, default="")

    @cached_property
    def _first(self) -> list:
        return self.listing.page
