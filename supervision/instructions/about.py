"""What an instruction is about: the row from which it was given."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task
from supervision.hearings.models import Hearing
from supervision.problems.models import Problem

SOURCES: dict[str, Any] = {"task": Task, "problem": Problem, "unit": Unit, "hearing": Hearing}
LONGEST = 200


@dataclass(frozen=True)
class About:
    """By its column (`what`) the row, in the words of today, and the unit it is of."""

    what: str = ""
    row: Any = None
    words: str = ""
    unit: Unit | None = None

    @property
    def columns(self) -> dict[str, Any]:
        given = {self.what: self.row} if self.what else {}
        return {**given, "about": self.words[:LONGEST]}

    @property
    def query(self) -> str:
        return f"{self.what}={self.row.pk}" if self.what else ""


def about_of(what: str, pk: int | None, *, user, at: datetime) -> About:
    """The row `pk` of what is named by the column, as `user` sees it; nothing where that is
    none."""
    if what not in SOURCES or pk is None:
        return About()
    row: Any = SOURCES[what].objects.visible_to(user, at=at).filter(pk=pk).first()
    if row is None:
        return About()
    if what == "hearing":
        words = _("Committee report of %(quarter)s") % {"quarter": row.of_quarter.name}
        return About(what, row, words)
    if what == "unit":
        return About(what, row, row.name, row)
    title = row.title if what == "task" else f"{row.called} {row.title}"
    return About(what, row, f"{row.unit.name} · {title}", row.unit)
