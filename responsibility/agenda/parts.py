"""The three parts of the desk (M002-10): what is owed, what of others waits, what the list is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.utils.translation import pgettext

from alerts.kinds.collected import collected
from alerts.kinds.declared import DeskPart
from pages.line import Line, lines_of
from pages.overseen import Watch, watches
from responsibility.agenda.desk import Desk
from responsibility.agenda.month import Day


@dataclass(frozen=True)
class Parts:
    """`shown` is the one that a phone shows; a wide screen shows all three. `of_kinds`: how many
    tasks of each kind the quarter has; `ahead`: how much of the month shown is still to be done in
    time."""

    shown: DeskPart
    do: Sequence[Line]
    oversee: Sequence[Line]
    know: Sequence[Line]
    watches: Sequence[Watch]
    of_kinds: str
    ahead: int

    @classmethod
    def of(cls, user, *, desk: Desk, days: Sequence[Day], asked: str | None, now: datetime) -> Self:
        """Those of `user`; `asked` is the part named in the address."""
        lines = {
            part: lines_of(collected().desk_lines(part), user=user, now=now) for part in DeskPart
        }
        return cls(
            shown=DeskPart(asked) if asked in list(DeskPart) else _first(desk, lines),
            do=lines[DeskPart.DO],
            oversee=lines[DeskPart.OVERSEE],
            know=lines[DeskPart.KNOW],
            watches=watches(collected().paths("desk_overseen"), user=user, now=now),
            of_kinds=_of_kinds(desk),
            ahead=sum(day.open for day in days if not day.outside and not day.passed),
        )


def _of_kinds(desk: Desk) -> str:
    counted = Counter(task.kind_word for task in [*desk.past, *desk.ahead])
    between = pgettext("between items", ", ")
    return between.join(f"{kind} {count}" for kind, count in counted.items())


def _first(desk: Desk, lines: Mapping[DeskPart, Sequence[Line]]) -> DeskPart:
    """What is owed, but where nothing is: then the first part in which something waits."""
    if desk.total or desk.next or desk.earlier:
        return DeskPart.DO
    return next((part for part in DeskPart if lines[part]), DeskPart.DO)
