"""What was chosen on a board, as it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from urllib.parse import urlencode

from dashboards.matrix.segments import BY_CODE, Segment
from pages.days import day_of
from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.organisation.posts.models import RoleKind


@dataclass(frozen=True)
class Selection:
    """Quarter, segment and filters. What is None, empty or False filters nothing.

    `warned` folds away the rows of units that have nothing red or yellow.
    `attention` asks for what is red or yellow, also for what earlier quarters left overdue.
    """

    quarter: Quarter
    segment: Segment | None = None
    chain: str = ""
    branch: int | None = None
    unit: int | None = None
    name: str = ""
    warned: bool = False
    post: int | None = None
    category: int | None = None
    lamp: str = ""
    attention: bool = False

    @classmethod
    def parse(cls, sent: Mapping[str, str], *, now: datetime) -> Self:
        """Read an address; what it does not say, or says wrongly, is as if it said nothing."""
        return cls(
            quarter=Quarter.parse(sent.get("quarter")) or Quarter.of(day_of(now)),
            segment=BY_CODE.get(sent.get("segment", "")),
            chain=sent.get("chain") if sent.get("chain") in RoleKind.Chain.values else "",
            branch=_number(sent.get("branch")),
            unit=_number(sent.get("unit")),
            name=sent.get("name", "").strip(),
            warned=sent.get("warned") == "1",
            post=_number(sent.get("post")),
            category=_number(sent.get("category")),
            lamp=sent.get("lamp") if sent.get("lamp") in Lamp.values else "",
            attention=sent.get("attention") == "1",
        )

    def but(self, **changes) -> Self:
        """The same with other values."""
        return replace(self, **changes)

    @property
    def query(self) -> str:
        """As the query of an address, without what filters nothing."""
        said = {
            "segment": self.segment and self.segment.code,
            "quarter": self.quarter,
            "chain": self.chain,
            "branch": self.branch,
            "unit": self.unit,
            "name": self.name,
            "warned": "1" if self.warned else "",
            "post": self.post,
            "category": self.category,
            "lamp": self.lamp,
            "attention": "1" if self.attention else "",
        }
        return urlencode({name: value for name, value in said.items() if value})

    @property
    def board_query(self) -> str:
        """The address of the board these rows were counted on."""
        return self.but(chain="", post=None, category=None, lamp="", attention=False).query

    @property
    def attention_query(self) -> str:
        """The address of what needs attention."""
        return self.but(attention=True).query

    @property
    def narrowed(self) -> bool:
        """Whether it asks for some units only."""
        return bool(self.branch or self.unit or self.name)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 19 else None
