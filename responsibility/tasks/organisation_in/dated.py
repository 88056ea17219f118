"""What the sheets of dated rows have in common: somebody or something holds from a day on."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.refused import Refused
from pages.rows_in.columns import Column, Day
from pages.rows_in.sheet import Done, Row, Sheet
from responsibility.organisation.periods import last_day


class DatedSheet(Sheet):
    """A row is told by what it joins and its first day: there already, it changes nothing but its
    last day, where one is written. What a file does not name goes on."""

    first_on = Day(
        gettext_lazy("First day"),
        also=gettext_lazy("since|from"),
        required=True,
        example="2026-03-01",
        advice=gettext_lazy("The first day on which it holds."),
    )
    last_on = Day(
        gettext_lazy("Last day"),
        also=gettext_lazy("until|to"),
        example="2026-12-31",
        advice=gettext_lazy("Only where it ends. Nothing ends because a row is missing."),
    )
    basis = Column(
        gettext_lazy("Document number"),
        also=gettext_lazy("document|basis"),
        most=120,
        advice=gettext_lazy("The document it rests on."),
    )

    def rows(self) -> Any:
        """The rows of the county that are not taken back, of any time."""
        raise NotImplementedError

    def key(self, row: Any) -> tuple:
        """What a row of the database joins, as ids."""
        raise NotImplementedError

    def begin(self, rows: Sequence[Row]) -> None:
        self.there: dict[tuple, list] = defaultdict(list)
        for found in self.rows():
            self.there[self.key(found)].append(found)

    def in_turn(self, rows: Sequence[Row]) -> list[Row]:
        """What ends comes before what begins in its place."""
        return sorted(rows, key=lambda row: (row.last_on is None, row.number))

    def again(self, key: tuple, first_on: date) -> Any | None:
        """The row that joins the same from the same day, if it is there."""
        return next((one for one in self.there[key] if one.period.lower == first_on), None)

    def as_before(self, row: Row, found: Any, end) -> Done:
        """What is there goes on, or ends by `end(last_on)` where the row says another last day."""
        if row.last_on is None or row.last_on == last_day(found.period):
            return Done.UNCHANGED
        end(row.last_on)
        return Done.ENDED

    def refuse_other(self, written: Any, found: Any, *, field: str) -> None:
        """Raise Refused where a row says something else of what is there."""
        if written is not None and written != found:
            raise Refused(
                _("It was entered otherwise. Give that a last day, and write another row from the "
                  "day of the change."),
                field=field,
            )  # fmt: skip

    def days_of(self, found: Any) -> list:
        """The last three cells."""
        return [found.period.lower, last_day(found.period), found.basis]

    def in_force(self, name: str = "post") -> Iterator[Any]:
        """What holds today or is still to begin, in the order of the organisation."""
        known = self.book.known
        rows = self.rows().now_or_later(at=self.now)
        for found in sorted(rows, key=lambda one: (_place(getattr(one, name)), one.period.lower)):
            post = getattr(found, name)
            unit = post.unit_id if hasattr(post, "unit_id") else post.pk
            if unit in known.units.units:
                yield found


def _place(owner: Any) -> tuple:
    unit = getattr(owner, "unit", owner)
    return unit.order_key, unit.pk, getattr(owner, "position", 0), owner.pk
