"""What was chosen on a board, as it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from urllib.parse import urlencode

from dashboards.matrix.segments import BY_CODE, Segment
from pages.days import day_of
from pages.lamp import Lamp
from pages.numbers import number
from pages.quarter import Quarter
from responsibility.lists.models import DutyItem
from responsibility.organisation.posts.models import RoleKind
from supervision.closings.models import Closing


@dataclass(frozen=True)
class Selection:
    """Quarter, segment and filters. What is None, empty or False filters nothing.

    `warned` folds away the rows of units that have nothing red or yellow.
    `attention` asks for what is red or yellow, also for what earlier quarters left overdue;
    `earlier` for what they left alone. `settled` asks for what has its outcome. `role` is a kind of
    bearer, `kind` a kind of duty (common, individual, temporary).
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
    earlier: bool = False
    settled: bool = False
    role: int | None = None
    kind: str = ""

    @classmethod
    def parse(cls, sent: Mapping[str, str], *, now: datetime) -> Self:
        """Read an address; what it does not say, or says wrongly, is as if it said nothing."""
        return cls(
            quarter=Quarter.parse(sent.get("quarter")) or Quarter.of(day_of(now)),
            segment=BY_CODE.get(sent.get("segment", "")),
            chain=sent.get("chain") if sent.get("chain") in RoleKind.Chain.values else "",
            branch=number(sent.get("branch")),
            unit=number(sent.get("unit")),
            name=sent.get("name", "").strip(),
            warned=sent.get("warned") == "1",
            post=number(sent.get("post")),
            category=number(sent.get("category")),
            lamp=sent.get("lamp") if sent.get("lamp") in Lamp.values else "",
            attention=sent.get("attention") == "1",
            earlier=sent.get("earlier") == "1",
            settled=sent.get("settled") == "1",
            role=number(sent.get("role")),
            kind=sent.get("kind") if sent.get("kind") in DutyItem.TaskKind.values else "",
        )

    @classmethod
    def of_posts(cls, selection: Self) -> Self:
        """What of `selection` chooses among posts."""
        names = ("chain", "branch", "role")
        return cls(selection.quarter, **{name: getattr(selection, name) for name in names})

    def but(self, **changes) -> Self:
        """The same with other values."""
        return replace(self, **changes)

    @property
    def values(self) -> dict[str, str]:
        """As an address says them, without what filters nothing."""
        values = {
            "segment": self.segment and self.segment.code,
            "quarter": self.quarter,
            "chain": self.chain,
            "branch": self.branch,
            "unit": self.unit,
            "name": self.name,
            "role": self.role,
            "kind": self.kind,
            "warned": "1" if self.warned else "",
            "post": self.post,
            "category": self.category,
            "lamp": self.lamp,
            "attention": "1" if self.attention else "",
            "earlier": "1" if self.earlier else "",
            "settled": "1" if self.settled else "",
        }
        return {name: str(value) for name, value in values.items() if value}

    @property
    def query(self) -> str:
        """As the query of an address."""
        return urlencode(self.values)

    @property
    def filter_query(self) -> str:
        """The filters alone, for the same view of another quarter."""
        return urlencode({name: at for name, at in self.values.items() if name != "quarter"})

    @property
    def board_query(self) -> str:
        """The address of the board these rows were counted on."""
        plain = Selection(self.quarter)
        names = ("segment", "branch", "unit", "name", "warned", "role", "category", "kind")
        return plain.but(**{name: getattr(self, name) for name in names}).query

    @property
    def attention_query(self) -> str:
        """The address of what needs attention."""
        return self.but(attention=True).query

    @property
    def overdue_query(self) -> str:
        """The address of what is overdue now, whichever quarter it is of."""
        return self.but(attention=True, lamp=Lamp.RED).query

    @property
    def earlier_query(self) -> str:
        """The address of what earlier quarters left overdue."""
        return self.but(earlier=True).query

    @property
    def settled_query(self) -> str:
        """The address of what has its outcome."""
        return self.but(settled=True).query

    @property
    def narrowed(self) -> bool:
        """Whether it asks for some units only."""
        return bool(self.branch or self.unit or self.name)


@dataclass(frozen=True)
class OfClosing:
    """What chooses rows of a closed quarter, where a `Selection` would choose tasks."""

    closing: Closing
    selection: Selection | None = None

    @property
    def query(self) -> str:
        """With the filters that these rows know too."""
        names = ("segment", "chain", "branch", "unit", "name", "role", "category", "kind")
        values = self.selection.values if self.selection else {}
        chosen = {name: values[name] for name in names if values.get(name, "all") != "all"}
        return urlencode({"closing": self.closing.pk, **chosen})

    @property
    def settled_query(self) -> str:
        """The address of what has its outcome."""
        return f"{self.query}&settled=1"
