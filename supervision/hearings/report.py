"""The one-page report as values: figures, what is still red, items late everywhere, decisions."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pages.quarter import Quarter


@dataclass(frozen=True)
class Figures:
    """Of one quarter's tasks and problems. `frozen` is the number of its closing, "" where it is
    not closed; then `corrections` says how many notes correct it, and `as_frozen` are green, orange
    and red as they were frozen. Problems are those in hand in the quarter, and how many of them
    were closed out in it."""

    quarter: str
    green: int = 0
    orange: int = 0
    red: int = 0
    red_units: int = 0
    problems: int = 0
    problems_closed: int = 0
    problems_late: int = 0
    frozen: str = ""
    corrections: int = 0
    as_frozen: Sequence[int] = ()

    @property
    def frozen_red(self) -> int | None:
        """As it was frozen, where a correction made it another."""
        return self._otherwise(2, self.red)

    @property
    def frozen_orange(self) -> int | None:
        return self._otherwise(1, self.orange)

    @property
    def frozen_green(self) -> int | None:
        return self._otherwise(0, self.green)

    def _otherwise(self, place: int, now: int) -> int | None:
        if not self.as_frozen or self.as_frozen[place] == now:
            return None
        return self.as_frozen[place]

    @property
    def short(self) -> str:
        quarter = Quarter.parse(self.quarter)
        return quarter.short if quarter else self.quarter

    @property
    def settled(self) -> int:
        return self.green + self.orange + self.red

    @property
    def share(self) -> str:
        """Done in time, of those that have their outcome; a dash where none has."""
        return f"{100 * self.green / self.settled:.1f}" if self.settled else "—"


@dataclass(frozen=True)
class Red:
    """One task still red: in whose time, since when, and what speaks for or beside it. `reason` is
    what the office wrote after checking; the rest is what the platform knows."""

    task: int
    unit: str
    holder: str
    title: str
    done: int
    required: int
    since: str
    left: bool = False
    untold: bool = False
    outage: str = ""
    extension_waits: bool = False
    demands: int = 0
    reason: str = ""

    @property
    def since_on(self) -> date:
        return date.fromisoformat(self.since)

    @property
    def called(self) -> str:
        return f"{self.title} {self.done}/{self.required}" if self.required > 1 else self.title

    @property
    def why(self) -> list[str]:
        """In words: first what was verified, then what the platform knows."""
        clauses = [self.reason] if self.reason else []
        if self.untold:
            clauses.append(_("no notice was delivered in time"))
        if self.outage:
            clauses.append(_("the platform was out of use (%(why)s)") % {"why": self.outage})
        if self.left:
            clauses.append(_("has left the post since"))
        if self.extension_waits:
            clauses.append(_("an extension is asked for"))
        if self.demands:
            text = ngettext("demanded %(n)d time", "demanded %(n)d times", self.demands)
            clauses.append(text % {"n": self.demands})
        return clauses or [pgettext("reason", "not said")]

    @property
    def in_words(self) -> str:
        """The same as one text."""
        return pgettext("between clauses", "; ").join(self.why)


@dataclass(frozen=True)
class LateItem:
    """A duty that was late, or is, in most of the units that had it."""

    title: str
    late: int
    units: int


@dataclass(frozen=True)
class Past:
    """A decision of the hearing before, in a unit that carries it out: its lamp and its last
    answer on the report's day."""

    text: str
    unit: str
    lamp: str
    due: str
    done: str = ""
    closed: bool = False
    reply: str = ""

    @property
    def due_on(self) -> date:
        return date.fromisoformat(self.due)

    @property
    def done_on(self) -> date | None:
        return date.fromisoformat(self.done) if self.done else None


@dataclass(frozen=True)
class Report:
    """All that stands on the page. Days are ISO days, so that it can be stored as it is."""

    quarter: str
    county: str
    as_of: str
    meeting: str
    now: Figures
    before: Figures
    reds: list[Red] = field(default_factory=list)
    red_count: int = 0
    late_items: list[LateItem] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    past: list[Past] = field(default_factory=list)
    past_heard: str = ""
    requests: list[str] = field(default_factory=list)
    digest: str = ""  # of the closing

    @property
    def title(self) -> str:
        quarter = Quarter.parse(self.quarter)
        name = quarter.name if quarter else self.quarter
        return _("Report on the two responsibilities, %(quarter)s") % {"quarter": name}

    @property
    def as_of_day(self) -> date:
        return date.fromisoformat(self.as_of)

    @property
    def meeting_on(self) -> date | None:
        return date.fromisoformat(self.meeting) if self.meeting else None

    @property
    def past_heard_on(self) -> date | None:
        return date.fromisoformat(self.past_heard) if self.past_heard else None

    @property
    def more_reds(self) -> int:
        """How many are red beside those that stand here."""
        return self.red_count - len(self.reds)

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, content: dict[str, Any]) -> Self:
        """One that was stored."""
        return cls(
            **content
            | {
                "now": Figures(**content["now"]),
                "before": Figures(**content["before"]),
                "reds": [Red(**each) for each in content["reds"]],
                "late_items": [LateItem(**each) for each in content["late_items"]],
                "past": [Past(**each) for each in content["past"]],
            }
        )
