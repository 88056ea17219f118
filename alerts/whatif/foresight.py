"""What a change brings, of whatever kind it is: whose lamp turns to what and when, which messages
go, and what stays as it is."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple, Self

from alerts.whatif.course import Course, Turn, turns_between


class Change(NamedTuple):
    """What becomes of one deadline, named by its kind and id, and what turns by it."""

    kind: str
    deadline_id: int
    was: Course
    becomes: Course
    turns: list[Turn]

    @classmethod
    def between(cls, kind: str, deadline_id: int, was: Course, becomes: Course) -> Self:
        return cls(kind, deadline_id, was, becomes, turns_between(was, becomes))

    @property
    def name(self) -> tuple[str, int]:
        return self.kind, self.deadline_id


class Telling(NamedTuple):
    """How many reminders of a stage go to how many people, at an instant (None: at once)."""

    stage: str
    at: datetime | None
    reminders: int
    people: int


@dataclass
class Foresight:
    """What a change brings, seen from the aware instant `at` on: `changes` of single deadlines,
    `tellings`, and `stays`: how many others there are by their lamp."""

    at: datetime
    changes: list[Change] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    stays: Counter[str] = field(default_factory=Counter)

    @cached_property
    def turning(self) -> list[Change]:
        """Those of which a lamp turns otherwise."""
        return [change for change in self.changes if change.turns]

    @cached_property
    def quiet(self) -> list[Change]:
        """Those of which no lamp turns otherwise: late entry ends on another day, say."""
        return [change for change in self.changes if not change.turns]

    @cached_property
    def moved(self) -> int:
        """How many come to another day."""
        return sum(self._days.values())

    @property
    def by_day(self) -> list[tuple[date, date, int]]:
        """From, to and number, by day."""
        return [(*days, count) for days, count in sorted(self._days.items())]

    @cached_property
    def at_once(self) -> list[tuple[str, str, int]]:
        """From which lamp to which with the change itself, and number."""
        count = Counter(
            (turn.was, turn.becomes)
            for change in self.turning
            for turn in change.turns
            if turn.at is None
        )
        return [(str(was), str(lamp), number) for (was, lamp), number in sorted(count.items())]

    @cached_property
    def by_turn(self) -> list[tuple[Turn, list[Change]]]:
        """Turns that are alike with those they are of, in the order of time; `instead_of` is the
        earliest of theirs."""
        alike = defaultdict(list)
        for change in self.turning:
            for turn in change.turns:
                alike[turn.at or self.at, turn.was, turn.becomes, turn.at].append((turn, change))
        return [
            (
                Turn(
                    was, lamp, at, min((t.instead_of for t, _ in of if t.instead_of), default=None)
                ),
                [change for _turn, change in of],
            )
            for (_when, was, lamp, at), of in sorted(alike.items(), key=lambda item: item[0][:3])
        ]

    @property
    def mark(self) -> str:
        """Short for all of it: two that say the same have the same."""
        now = [telling for telling in self.tellings if telling.at is None]
        summary = repr((sorted(self.changes, key=lambda change: change.name), now))
        return sha256(summary.encode()).hexdigest()[:16]

    @cached_property
    def _days(self) -> Counter[tuple[date, date]]:
        days = ((change.was.due_on, change.becomes.due_on) for change in self.changes)
        return Counter(pair for pair in days if pair[0] != pair[1])
