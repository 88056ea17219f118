"""The table of lamp cases: what happened to a deadline, its lamp at an instant, its whole ledger.

One table for the rule in memory, the rule in SQL, the sweep and the ledger's trigger
(tests/alerts/lamps/test_cases.py). Unless a case says otherwise, the deadline is open from
1 July 2026, warns on 23 September and is late at the end of 30 September, Asia/Shanghai.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from alerts.deadlines.kind import EXEMPTED, EXEMPTION_LIFTED, EXTENDED, EXTENSION_ASKED, REFUSED
from alerts.lamps.rule import Hold, LampFacts
from responsibility.records.kind import CONFIRMED, LODGED, SUPERSEDED, WITHDRAWN
from responsibility.tasks.publishing.kind import CALENDAR
from tests.make import at

OPENS, WARNS, LATE = "2026-07-01 00:00", "2026-09-23 00:00", "2026-10-01 00:00"
BEFORE_LATE = "2026-09-30 23:59:59.999999"


@dataclass(frozen=True)
class Act:
    """Something a person did: the instant, the cause written beside the lamp, the facts."""

    at: datetime
    cause: str
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """`acts` happen in order; `lamp` is what shows at `now`; `turns` is the ledger by then.

    A turn is written "yellow 2026-09-23 00:00 clock". The first turn, at `opens_at`, is
    `first`; it is not repeated in `turns`.
    """

    name: str
    now: datetime
    lamp: str
    turns: list[str]
    acts: list[Act] = field(default_factory=list)
    instants: Mapping[str, datetime] = field(default_factory=dict)
    colours: int = 4
    first: str = "unlit"

    @property
    def given(self) -> dict[str, Any]:
        """The deadline as it was made."""
        usual = {"opens_at": at(OPENS), "warns_at": at(WARNS), "late_at": at(LATE)}
        return usual | dict(self.instants)

    @property
    def facts(self) -> LampFacts:
        """What the rule looks at after all acts."""
        known = {name: value for name, value in self.given.items() if name != "opens_at"}
        facts = LampFacts(**known)
        for act in self.acts:
            seen = {name: v for name, v in act.facts.items() if hasattr(facts, name)}
            facts = replace(facts, **seen)
        return facts


def lodged(when: str, cause: str = LODGED, counts_at: str | None = None) -> Act:
    return Act(at(when), cause, {"done": 1, "fulfilled_at": at(counts_at or when)})


def ended(when: str, cause: str = WITHDRAWN) -> Act:
    return Act(at(when), cause, {"done": 0, "fulfilled_at": None})


def asked(when: str) -> Act:
    return Act(at(when), EXTENSION_ASKED, {"hold": Hold.EXTENSION_ASKED, "held_since": at(when)})


def extended(when: str, *, warns: str, late: str, cause: str = EXTENDED) -> Act:
    facts = {"warns_at": at(warns), "late_at": at(late), "hold": None, "held_since": None}
    return Act(at(when), cause, facts | {"held_until": None})


def refused(when: str) -> Act:
    return Act(at(when), REFUSED, {"hold": None, "held_since": None})


def insufficient(when: str, until: str) -> Act:
    """A verdict that ends the credit and opens a correction window."""
    window = {"hold": Hold.IN_CORRECTION, "held_since": at(when), "held_until": at(until)}
    return Act(at(when), "verdict", {"done": 0, "fulfilled_at": None} | window)


def corrected(when: str, counts_at: str) -> Act:
    closed = {"hold": None, "held_since": None, "held_until": None}
    return Act(at(when), SUPERSEDED, {"done": 1, "fulfilled_at": at(counts_at)} | closed)


def exempted(when: str) -> Act:
    return Act(at(when), EXEMPTED, {"exempt": True})


def lifted(when: str) -> Act:
    return Act(at(when), EXEMPTION_LIFTED, {"exempt": False})


def case(name: str, now: str, lamp: str, *turns: str, **more) -> Case:
    instants = {n: at(more.pop(n)) for n in list(more) if n.endswith("_at")}
    return Case(name, at(now), lamp, list(turns), instants=instants, **more)


Y = f"yellow {WARNS} clock"
R = f"red {LATE} clock"

BY_CLOCK = [
    case("the instant it opens", OPENS, "unlit"),
    case("last instant before the warning", "2026-09-22 23:59:59.999999", "unlit"),
    case("first instant of the warning", WARNS, "yellow", Y),
    case("last instant of the day", BEFORE_LATE, "yellow", Y),
    case("24:00", LATE, "red", Y, R),
    case("long asleep past both instants", "2027-03-01 12:00", "red", Y, R),
    case(
        "due on 29 February",
        "2028-02-29 23:59:59.999999",
        "yellow",
        "yellow 2028-02-22 00:00 clock",
        warns_at="2028-02-22 00:00",
        late_at="2028-03-01 00:00",
    ),
    case(
        "29 February is over",
        "2028-03-01 00:00",
        "red",
        "yellow 2028-02-22 00:00 clock",
        "red 2028-03-01 00:00 clock",
        warns_at="2028-02-22 00:00",
        late_at="2028-03-01 00:00",
    ),
    case(
        "due on 31 December",
        "2026-12-31 23:59:59.999999",
        "yellow",
        "yellow 2026-12-24 00:00 clock",
        warns_at="2026-12-24 00:00",
        late_at="2027-01-01 00:00",
    ),
    case(
        "New Year",
        "2027-01-01 00:00",
        "red",
        "yellow 2026-12-24 00:00 clock",
        "red 2027-01-01 00:00 clock",
        warns_at="2026-12-24 00:00",
        late_at="2027-01-01 00:00",
    ),
    case(
        "short task, warned a third before its end",
        "2026-09-25 08:00",
        "yellow",
        "yellow 2026-09-25 08:00 clock",
        opens_at="2026-09-24 00:00",
        warns_at="2026-09-25 08:00",
        late_at="2026-09-26 00:00",
    ),
    case(
        "no time between opening and warning: born yellow",
        "2026-09-24 10:00",
        "yellow",
        opens_at="2026-09-24 10:00",
        warns_at="2026-09-24 10:00",
        late_at="2026-09-24 10:00:00.000001",
        first="yellow",
    ),
    case(
        "one microsecond from warning to deadline",
        "2026-09-24 10:00:00.000001",
        "red",
        "red 2026-09-24 10:00:00.000001 clock",
        opens_at="2026-09-24 10:00",
        warns_at="2026-09-24 10:00",
        late_at="2026-09-24 10:00:00.000001",
        first="yellow",
    ),
]

LODGED = [
    case(
        "in time, while unlit",
        "2026-10-05 00:00",
        "green",
        "green 2026-08-10 09:00 lodged",
        acts=[lodged("2026-08-10 09:00")],
    ),
    case(
        "on the opening day",
        "2026-07-01 00:00",
        "green",
        "green 2026-07-01 00:00:00.000001 lodged",
        acts=[lodged(OPENS)],
    ),
    case(
        "in the last instant",
        LATE,
        "green",
        Y,
        f"green {BEFORE_LATE} lodged",
        acts=[lodged(BEFORE_LATE)],
    ),
    case(
        "at 24:00",
        "2026-10-01 09:00",
        "orange",
        Y,
        R,
        "orange 2026-10-01 00:00:00.000001 lodged",
        acts=[lodged(LATE)],
    ),
    case(
        "30 seconds after midnight",
        "2026-10-01 09:00",
        "orange",
        Y,
        R,
        "orange 2026-10-01 00:00:30 lodged",
        acts=[lodged("2026-10-01 00:00:30")],
    ),
    case(
        "late with three colours is the same state",
        "2026-10-01 09:00",
        "orange",
        Y,
        R,
        "orange 2026-10-01 00:00:30 lodged",
        acts=[lodged("2026-10-01 00:00:30")],
        colours=3,
    ),
    case(
        "in the last instant before it closes",
        "2026-10-31 09:00",
        "orange",
        Y,
        R,
        "orange 2026-10-14 23:59:59.999999 lodged",
        acts=[lodged("2026-10-14 23:59:59.999999")],
        closes_at="2026-10-15 00:00",
    ),
    case(
        "at the instant it closes: stays red",
        "2026-10-31 09:00",
        "red",
        Y,
        R,
        acts=[lodged("2026-10-15 00:00")],
        closes_at="2026-10-15 00:00",
    ),
    case(
        "closed at the deadline itself: no late entry",
        "2026-10-31 09:00",
        "red",
        Y,
        R,
        acts=[lodged(LATE)],
        closes_at=LATE,
    ),
    case(
        "confirmed late counts late",
        "2026-10-05 00:00",
        "orange",
        Y,
        R,
        "orange 2026-10-02 08:00 confirmed",
        acts=[lodged("2026-10-02 08:00", CONFIRMED)],
    ),
]

TAKEN_BACK = [
    case(
        "withdrawn before the warning",
        "2026-09-15 12:00",
        "unlit",
        "green 2026-09-10 09:00 lodged",
        "unlit 2026-09-15 12:00 withdrawn",
        acts=[lodged("2026-09-10 09:00"), ended("2026-09-15 12:00")],
    ),
    case(
        "withdrawn after the deadline: red from that act",
        "2026-10-05 12:00",
        "red",
        "green 2026-09-10 09:00 lodged",
        "red 2026-10-05 12:00 withdrawn",
        acts=[lodged("2026-09-10 09:00"), ended("2026-10-05 12:00")],
    ),
    case(
        "verdict not true, while yellow would stand",
        "2026-10-01 00:00",
        "red",
        "green 2026-09-10 09:00 lodged",
        "yellow 2026-09-25 10:00 verdict",
        R,
        acts=[lodged("2026-09-10 09:00"), ended("2026-09-25 10:00", "verdict")],
    ),
    case(
        "lodged and withdrawn in one instant",
        "2026-09-10 09:00:00.000001",
        "unlit",
        "green 2026-09-10 09:00 lodged",
        "unlit 2026-09-10 09:00:00.000001 withdrawn",
        acts=[lodged("2026-09-10 09:00"), ended("2026-09-10 09:00")],
    ),
]

HELD = [
    case(
        "extension asked for: still warns",
        "2026-09-30 12:00",
        "yellow",
        Y,
        acts=[asked("2026-09-20 09:00")],
    ),
    case("held over midnight", "2026-10-08 12:00", "yellow", Y, acts=[asked("2026-09-29 09:00")]),
    case(
        "held over midnight, then granted",
        "2026-10-08 12:00",
        "unlit",
        Y,
        "unlit 2026-10-02 10:00 extended",
        acts=[
            asked("2026-09-29 09:00"),
            extended("2026-10-02 10:00", warns="2026-10-09 00:00", late="2026-10-16 00:00"),
        ],
    ),
    case(
        "held over midnight, granted, missed again",
        "2026-10-16 00:00",
        "red",
        Y,
        "unlit 2026-10-02 10:00 extended",
        "yellow 2026-10-09 00:00 clock",
        "red 2026-10-16 00:00 clock",
        acts=[
            asked("2026-09-29 09:00"),
            extended("2026-10-02 10:00", warns="2026-10-09 00:00", late="2026-10-16 00:00"),
        ],
    ),
    case(
        "held over midnight, then refused: late since the decision",
        "2026-10-08 12:00",
        "red",
        Y,
        "red 2026-10-02 10:00 refused",
        acts=[asked("2026-09-29 09:00"), refused("2026-10-02 10:00")],
    ),
    case(
        "refused in time: the deadline stands",
        LATE,
        "red",
        Y,
        R,
        acts=[asked("2026-09-25 09:00"), refused("2026-09-28 10:00")],
    ),
    case(
        "asked for when red already: the clock stands from then on",
        "2026-10-03 00:00",
        "yellow",
        Y,
        R,
        "yellow 2026-10-02 10:00 extension_asked",
        acts=[asked("2026-10-02 10:00")],
    ),
    case(
        "extended when red, before anybody swept: the red stays in the ledger",
        "2026-10-03 00:00",
        "yellow",
        Y,
        R,
        "yellow 2026-10-02 10:00 extended",
        acts=[extended("2026-10-02 10:00", warns="2026-09-24 00:00", late="2026-10-17 00:00")],
    ),
    case(
        "moved on when yellow, before anybody swept: the yellow stays in the ledger",
        "2026-09-24 10:00",
        "unlit",
        Y,
        "unlit 2026-09-24 10:00 calendar",
        acts=[
            extended(
                "2026-09-24 10:00",
                warns="2026-09-29 00:00",
                late="2026-10-09 00:00",
                cause=CALENDAR,
            )
        ],
    ),
]

IN_CORRECTION = [
    case(
        "in the window",
        "2026-10-11 23:59:59.999999",
        "yellow",
        "green 2026-09-10 09:00 lodged",
        "yellow 2026-10-05 10:00 verdict",
        acts=[lodged("2026-09-10 09:00"), insufficient("2026-10-05 10:00", "2026-10-12 00:00")],
    ),
    case(
        "the window is over",
        "2026-10-12 00:00",
        "red",
        "green 2026-09-10 09:00 lodged",
        "yellow 2026-10-05 10:00 verdict",
        "red 2026-10-12 00:00 clock",
        acts=[lodged("2026-09-10 09:00"), insufficient("2026-10-05 10:00", "2026-10-12 00:00")],
    ),
    case(
        "corrected in the window: the first lodging counts",
        "2026-10-12 00:00",
        "green",
        "green 2026-09-10 09:00 lodged",
        "yellow 2026-10-05 10:00 verdict",
        "green 2026-10-08 15:00 superseded",
        acts=[
            lodged("2026-09-10 09:00"),
            insufficient("2026-10-05 10:00", "2026-10-12 00:00"),
            corrected("2026-10-08 15:00", counts_at="2026-09-10 09:00"),
        ],
    ),
    case(
        "corrected after the window, before anybody swept",
        "2026-10-15 00:00",
        "green",
        "green 2026-09-10 09:00 lodged",
        "yellow 2026-10-05 10:00 verdict",
        "red 2026-10-12 00:00 clock",
        "green 2026-10-13 15:00 superseded",
        acts=[
            lodged("2026-09-10 09:00"),
            insufficient("2026-10-05 10:00", "2026-10-12 00:00"),
            corrected("2026-10-13 15:00", counts_at="2026-09-10 09:00"),
        ],
    ),
    case(
        "a window that ends before the deadline changes nothing",
        LATE,
        "red",
        "green 2026-08-10 09:00 lodged",
        "unlit 2026-09-01 10:00 verdict",
        Y,
        R,
        acts=[lodged("2026-08-10 09:00"), insufficient("2026-09-01 10:00", "2026-09-15 00:00")],
    ),
    case(
        "a window that ends where it begins",
        "2026-10-05 10:00",
        "red",
        "green 2026-09-10 09:00 lodged",
        "red 2026-10-05 10:00 verdict",
        acts=[lodged("2026-09-10 09:00"), insufficient("2026-10-05 10:00", "2026-10-05 10:00")],
    ),
]

EXEMPT = [
    case(
        "exempt while unlit",
        "2026-12-01 00:00",
        "exempt",
        "exempt 2026-08-01 09:00 exempted",
        acts=[exempted("2026-08-01 09:00")],
    ),
    case(
        "exempted when red, before anybody swept",
        "2026-12-01 00:00",
        "exempt",
        Y,
        R,
        "exempt 2026-11-01 09:00 exempted",
        acts=[exempted("2026-11-01 09:00")],
    ),
    case(
        "lifted before the warning",
        "2026-09-10 00:00",
        "unlit",
        "exempt 2026-08-01 09:00 exempted",
        "unlit 2026-09-01 09:00 exemption_lifted",
        acts=[exempted("2026-08-01 09:00"), lifted("2026-09-01 09:00")],
    ),
    case(
        "lifted after the deadline: red from the decision, no red while exempt",
        "2026-12-01 00:00",
        "red",
        "exempt 2026-08-01 09:00 exempted",
        "red 2026-11-01 09:00 exemption_lifted",
        acts=[exempted("2026-08-01 09:00"), lifted("2026-11-01 09:00")],
    ),
    case(
        "exempt although fulfilled",
        "2026-12-01 00:00",
        "exempt",
        "green 2026-07-20 09:00 lodged",
        "exempt 2026-08-01 09:00 exempted",
        acts=[lodged("2026-07-20 09:00"), exempted("2026-08-01 09:00")],
    ),
    case(
        "exempt while held",
        "2026-12-01 00:00",
        "exempt",
        Y,
        "exempt 2026-10-03 09:00 exempted",
        acts=[asked("2026-09-29 09:00"), exempted("2026-10-03 09:00")],
    ),
]

CASES = BY_CLOCK + LODGED + TAKEN_BACK + HELD + IN_CORRECTION + EXEMPT
