"""What became, or would become, of the rows of a file."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from pages.rows_in.sheet import Done


@dataclass
class Wrong:
    """One cell that has to be put right: its address, what it holds, and what to write; `sheet` is
    the title of its table where the file has several."""

    cell: str
    value: str
    text: str
    sheet: str = ""

    @property
    def place(self) -> str:
        """The cell as a person finds it."""
        return f"{self.sheet} {self.cell}".strip()


def _none() -> dict[str, int]:
    return dict.fromkeys(Done.values, 0)


@dataclass
class Part:
    """One table of the file: `waiting` are rows that hang on a wrong one."""

    title: str = ""
    rows: int = 0
    waiting: int = 0
    counts: dict[str, int] = field(default_factory=_none)
    wrong: list[Wrong] = field(default_factory=list)


@dataclass
class Outcome:
    """Of all tables of a file."""

    parts: list[Part] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    consequences: list = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    kept: dict = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.parts)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows became what, of all tables."""
        total = Counter(_none())
        for part in self.parts:
            total.update(part.counts)
        return dict(total)

    @property
    def to_import(self) -> int:
        """How many rows change something."""
        counts = self.counts
        return counts[Done.MADE] + counts[Done.CHANGED] + counts[Done.ENDED]

    @property
    def fit(self) -> int:
        """How many rows have nothing wrong."""
        return sum(self.counts.values())

    def as_json(self) -> dict[str, Any]:
        """To be kept; `Outcome.of` reads it."""
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Outcome":
        parts = [
            Part(**{**part, "wrong": [Wrong(**wrong) for wrong in part["wrong"]]})
            for part in kept.get("parts", [])
        ]
        known = {name: kept[name] for name in ("consequences", "remarks", "kept", "seconds")}
        return cls(parts=parts, wrong=[Wrong(**wrong) for wrong in kept["wrong"]], **known)
