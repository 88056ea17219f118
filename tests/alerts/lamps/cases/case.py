"""A case of the table, and what people do in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from alerts.deadlines.kind import EXEMPTED, EXEMPTION_LIFTED, EXTENDED, EXTENSION_ASKED, REFUSED
from alerts.lamps.rule import Hold, LampFacts
from responsibility.records.kind import LODGED, SUPERSEDED, WITHDRAWN
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
