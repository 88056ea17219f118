"""What is still to come of a deadline: its lamp at an instant, and when the clock turns it."""

from datetime import date, datetime
from typing import NamedTuple, Self

from django.db.models import QuerySet

from alerts.lamps.rule import LampFacts, clock_instant, lamp_for
from pages.lamp import Lamp

COLUMNS = (
    "pk", "due_on", "colours", "warns_at", "late_at", "closes_at", "fulfilled_at", "hold",
    "held_until", "exempt",
)  # fmt: skip
OF_THE_LAMP = COLUMNS[3:]


class Course(NamedTuple):
    """`lamp` at the instant asked about; `yellow_at` and `red_at` where the clock has still to
    bring it there; `closes_at` ends late entry, `colours` draw it."""

    due_on: date
    colours: int
    lamp: Lamp
    yellow_at: datetime | None
    red_at: datetime | None
    closes_at: datetime | None
    fulfilled: bool

    @classmethod
    def of(cls, row: tuple, *, at: datetime) -> Self:
        """The course of a row of COLUMNS from the aware instant `at` on."""
        _pk, due_on, colours, *facts = row
        known = LampFacts(**dict(zip(OF_THE_LAMP, facts, strict=True)))
        lamp = lamp_for(known, now=at)
        yellow_at = clock_instant(known, Lamp.YELLOW) if lamp == Lamp.UNLIT else None
        waits = lamp in (Lamp.UNLIT, Lamp.YELLOW)
        red_at = clock_instant(known, Lamp.RED) if waits else None
        if yellow_at and red_at and red_at <= yellow_at:
            yellow_at = None
        done = known.fulfilled_at is not None
        return cls(due_on, colours, lamp, yellow_at, red_at, known.closes_at, done)


class Turn(NamedTuple):
    """A turn that a change brings, at the instant `at` (None: with the change itself), where
    without it there was none, or one at `instead_of`."""

    was: Lamp
    becomes: Lamp
    at: datetime | None
    instead_of: datetime | None


def turns_between(was: Course, becomes: Course) -> list[Turn]:
    """What turns otherwise than before."""
    turns = []
    if was.lamp != becomes.lamp:
        turns.append(Turn(was.lamp, becomes.lamp, None, None))
    if becomes.yellow_at and becomes.yellow_at != was.yellow_at:
        turns.append(Turn(Lamp.UNLIT, Lamp.YELLOW, becomes.yellow_at, was.yellow_at))
    if becomes.red_at and becomes.red_at != was.red_at:
        turns.append(Turn(Lamp.YELLOW, Lamp.RED, becomes.red_at, was.red_at))
    return turns


def read(rows: QuerySet) -> dict[int, tuple]:
    """The columns of `rows` by id."""
    return {row[0]: row for row in rows.order_by().values_list(*COLUMNS)}
