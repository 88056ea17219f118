"""What the page of a closing shows: while it is prepared, and once the quarter is closed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from pages.lamp import Lamp
from responsibility.lists.models import Category
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.closings.carried import CarriedOver
from supervision.closings.close import Preview, may_confirm, preview_of
from supervision.closings.differences import Difference, differences
from supervision.closings.figures import SHOWN, Figures
from supervision.closings.models import ClosedTask, Closing, ClosingNote
from supervision.closings.states import State, What
from supervision.closings.unfinished import Unfinished, unfinished
from supervision.papers.steps import log_of


@dataclass
class Preparing:
    """For the office: what is unfinished, what would be frozen, who may do what."""

    closing: Closing
    left: Unfinished
    preview: Preview
    may_change: bool
    may_confirm: bool
    may_take_back: bool
    log: Sequence

    @property
    def may_carry(self) -> bool:
        """Whether there is something to carry over."""
        return self.may_change and bool(self.left.undecided)

    @property
    def shown(self) -> list[tuple[str, int]]:
        return _counts(self.preview.lamps)

    @classmethod
    def of(cls, closing: Closing, *, user, now: datetime) -> Self:
        waits = closing.state == State.WAITS
        return cls(
            closing=closing,
            left=unfinished(closing, now=now),
            preview=preview_of(closing, now=now),
            may_change=closing.state == State.OPEN,
            may_confirm=waits and may_confirm(user, closing, at=now),
            may_take_back=waits and closing.submitted_by_id == user.pk,
            log=log_of(closing.steps),
        )


class Line(NamedTuple):
    """A unit or a category with its counts in the order of `Closed.lamps`, and how many of how
    many were done in time."""

    pk: int
    name: str
    counts: list[int]
    done: int
    settled: int


@dataclass
class Closed:
    """As far as `user` sees its rows: figures, units, categories; `whole` says whether that is all
    there is. What was carried over, log and proposals are the office's."""

    closing: Closing
    figures: Figures
    units: list[Line]
    categories: list[Line]
    notes: Sequence[ClosingNote]
    whole: bool
    is_office: bool
    carried: list[tuple[What, list[tuple[CarriedOver, int]]]]
    proposed: list[Difference]
    log: Sequence

    @property
    def lamps(self) -> list[Lamp]:
        """Those that any task has, in the order of `counts` of a line."""
        return _shown(self.figures)

    @property
    def in_force(self) -> int:
        """How many notes correct it."""
        return sum(note.ended_at is None for note in self.notes)

    @classmethod
    def of(cls, closing: Closing, *, user, now: datetime) -> Self:
        standing = standing_of(user, at=now)
        rows = ClosedTask.objects.visible_to(user, at=now).filter(closing=closing)
        figures = Figures.of(rows)
        office = closing.county_id in standing.office_counties
        return cls(
            closing=closing,
            figures=figures,
            units=lines(Unit.objects.in_order(), figures.units, figures),
            categories=lines(Category.objects.order_by("position"), figures.categories, figures),
            notes=notes_seen(closing, rows),
            whole=closing.county_id in standing.face_counties,
            is_office=office,
            carried=_carried(closing) if office else [],
            proposed=differences(closing, now=now) if office else [],
            log=log_of(closing.steps) if office else [],
        )


def lines(objects, counted: dict[int, Counter], figures: Figures) -> list[Line]:
    """The units or categories that have any, in their order."""
    named = objects.filter(pk__in=counted)
    made = []
    for each in named:
        lamps = counted[each.pk]
        green = lamps["green"]
        settled = green + lamps["orange"] + lamps["red"]
        made.append(
            Line(each.pk, str(each), [lamps[lamp] for lamp in _shown(figures)], green, settled)
        )
    return made


def notes_seen(closing: Closing, rows) -> list[ClosingNote]:
    """The notes that correct some of `rows`, the newest first, each with its `shown` lines."""
    notes = {note.pk: note for note in closing.notes.select_related("made_by", "ended_by")}
    for note in notes.values():
        note.shown = []
    by_row = {}
    if notes:
        about = rows.filter(lines__note__in=notes).distinct().prefetch_related("lines")
        by_row = {row.pk: row for row in about}
    for row in by_row.values():
        for line in row.lines.all():
            notes[line.note_id].shown.append((row, line))
    seen = [note for note in notes.values() if note.shown]
    return sorted(seen, key=lambda note: -note.number)


def _carried(closing: Closing) -> list[tuple[What, list[tuple[CarriedOver, int]]]]:
    """By what it is, one row for each act with how many it carried over."""
    rows = closing.carried.filter(ended_at=None).select_related("made_by").order_by("pk")
    acts: dict[What, dict[tuple, list[CarriedOver]]] = {}
    for row in rows:
        act = (row.made_at, row.made_by_id, row.reason)
        acts.setdefault(row.of_what[0], {}).setdefault(act, []).append(row)
    return [
        (what, [(those[0], len(those)) for those in acts[what].values()])
        for what in What
        if what in acts
    ]


def _shown(figures: Figures) -> list[Lamp]:
    return [Lamp(figure.lamp) for figure in figures.by_lamp]


def _counts(lamps: Counter) -> list[tuple[str, int]]:
    return [(lamp, lamps[lamp]) for lamp in SHOWN if lamps[lamp]]
