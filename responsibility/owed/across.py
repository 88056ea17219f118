"""What is owed, of every kind together: one query for each kind, whatever the page lists."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from django.db.models import Count

from alerts.deadlines.discovery import deadline_models
from alerts.deadlines.readers import grouped
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

    @property
    def by_kind(self) -> dict[type[OwedByPost], list[OwedQuerySet]]:
        """The querysets of each kind."""
        parts = defaultdict(list)
        for rows in self.kinds:
            parts[rows.model].append(rows)
        return dict(parts)

    def count(self) -> int:
        """How many there are; a query for each kind."""
        kinds = self.by_kind.values()
        return sum(n for parts in kinds for _county, n in grouped(parts, "county_id", n=Count("*")))

    def exist(self) -> bool:
        return any(rows.exists() for rows in self.kinds)

    def lamp_counts(self, *, by: tuple[str, ...] = ()) -> Counter:
        """As of one kind (alerts.deadlines.models), added up."""
        counts = (rows.lamp_counts(now=self.at, by=by) for rows in self.kinds)
        return sum(counts, Counter())

    def rows(self) -> list[OwedByPost]:
        """All of them as rows of a list, by deadline."""
        found = [row for rows in self.kinds for row in rows.for_rows(now=self.at)]
        return sorted(found, key=lambda row: (row.late_at, row.matter_kind, row.pk))

    def first(self, order: Sequence[str], *, start: int = 0, stop: int) -> list[OwedByPost]:
        """Those from `start` to `stop` as rows of a list in the ascending `order` of some fields;
        two queries for each kind that is among them.

        The first query finds them without what a row shows: joined, it would take PostgreSQL
        longer to plan than to run.
        """
        keys = []
        for model, parts in self.by_kind.items():
            firsts = [
                rows.order_by(*order, "pk").values_list(*order, "pk")[:stop] for rows in parts
            ]
            found = firsts[0].union(*firsts[1:], all=True) if firsts[1:] else firsts[0]
            keys += [(*key[:-1], model.matter_kind, key[-1]) for key in found]
        return self._shown([key[-2:] for key in sorted(keys)[start:stop]])

    def _shown(self, named: Sequence[tuple[str, int]]) -> list[OwedByPost]:
        shown = {}
        for model in self.by_kind:
            kind = model.matter_kind
            if ids := [pk for of_kind, pk in named if of_kind == kind]:
                visible = model.objects.visible_to(self.user, at=self.at)
                found = visible.for_rows(now=self.at).in_bulk(ids)
                shown |= {(kind, pk): row for pk, row in found.items()}
        return [shown[name] for name in named]


@dataclass
class Paged:
    """`owed` in an order, to be divided into pages by Django's Paginator."""

    owed: Owed
    order: Sequence[str]

    def count(self) -> int:
        return self.owed.count()

    def __getitem__(self, part: slice) -> list[OwedByPost]:
        return self.owed.first(self.order, start=part.start or 0, stop=part.stop)
