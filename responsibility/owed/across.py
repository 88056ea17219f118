"""What is owed, of every kind together: one statement counts or orders all kinds, and one more
reads the rows of each kind that a page shows."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from django.db.models import CharField, Value

from alerts.deadlines.discovery import deadline_model, deadline_models
from alerts.deadlines.readers import all_rows, grouped, lamp_counts, united
from responsibility.owed.models import OwedByPost, OwedQuerySet


def owed_models() -> list[type[OwedByPost]]:
    """Every kind of thing that a post owes."""
    return deadline_models(OwedByPost)


@dataclass(frozen=True)
class Owed:
    """Rows of several kinds that `user` may see at `at`: of each kind a queryset, or several that
    share no row."""

    user: object
    at: datetime
    kinds: Sequence[OwedQuerySet]

    @classmethod
    def visible_to(cls, user, *, at: datetime) -> Self:
        """All opened rows of every kind."""
        kinds = [model.objects.visible_to(user, at=at).opened(now=at) for model in owed_models()]
        return cls(user, at, kinds)

    @classmethod
    def on_desk_of(cls, user, *, at: datetime, post: int | None = None) -> Self:
        """Those of the posts `user` holds, belongs to or clerks for, or of one of them."""
        owed = cls.visible_to(user, at=at).of_each(lambda rows: rows.on_desk_of(user, at=at))
        return owed.of_each(lambda rows: rows.filter(post=post)) if post else owed

    def of_each(self, which: Callable[[OwedQuerySet], OwedQuerySet]) -> Self:
        """What `which` makes of the rows of each kind."""
        return replace(self, kinds=[which(rows) for rows in self.kinds])

    def but(self, model: type[OwedByPost]) -> Self:
        """Without the rows of one kind."""
        return replace(self, kinds=[rows for rows in self.kinds if rows.model is not model])

    def in_parts(self, which: Callable[[OwedQuerySet], Sequence[OwedQuerySet]]) -> Self:
        """Each queryset divided by `which` into several that share no row."""
        return replace(self, kinds=[part for rows in self.kinds for part in which(rows)])

    def count(self) -> int:
        """How many there are, in one query."""
        return sum(n for _county, n in grouped(self.kinds, "county_id", n=all_rows))

    def exist(self) -> bool:
        """Whether there are any, in one query."""
        return united(rows.order_by().values_list("pk") for rows in self.kinds).exists()

    def lamp_counts(self, *, by: tuple[str, ...] = ()) -> Counter:
        """As of one kind (alerts.deadlines.readers), added up; in one query."""
        return lamp_counts(self.kinds, now=self.at, columns=by)

    def rows(self) -> list[OwedByPost]:
        """All of them as rows of a list, by deadline; in queries as `first`."""
        return self.first(("late_at",))

    def first(
        self, order: Sequence[str], *, start: int = 0, stop: int | None = None
    ) -> list[OwedByPost]:
        """Those from `start` to `stop` as rows of a list in the ascending `order` of some fields;
        one query, and one for each kind that is among them.

        The first query finds them without what a row shows: joined, it would take PostgreSQL
        longer to plan than to run.
        """
        keys = united(
            rows.order_by(*order, "pk")
            .annotate(of_kind=Value(rows.model.matter_kind, output_field=CharField()))
            .values_list(*order, "of_kind", "pk")[:stop]
            for rows in self.kinds
        )
        return self._shown([key[-2:] for key in sorted(keys)[start:stop]])

    def _shown(self, named: Sequence[tuple[str, int]]) -> list[OwedByPost]:
        """The rows of these kinds and numbers, in this order; without what the person lost sight
        of in between."""
        ids = defaultdict(list)
        for kind, pk in named:
            ids[kind].append(pk)
        shown = {}
        for kind, those in ids.items():
            rows: Any = deadline_model(kind, OwedByPost).objects
            found = rows.visible_to(self.user, at=self.at).for_rows(now=self.at).in_bulk(those)
            shown |= {(kind, pk): row for pk, row in found.items()}
        return [shown[name] for name in named if name in shown]


@dataclass
class Paged:
    """`owed` in an order, to be divided into pages by Django's Paginator."""

    owed: Owed
    order: Sequence[str]

    def count(self) -> int:
        return self.owed.count()

    def __getitem__(self, part: slice) -> list[OwedByPost]:
        return self.owed.first(self.order, start=part.start or 0, stop=part.stop)
