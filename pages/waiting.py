"""What waits for a person, told so that several can be counted in one statement."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple, Self

from django.db.models import Count, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from pages.prepared import ID, IDS, INSTANT, Kind


class Waiting(NamedTuple):
    """The rows that wait for a person, counted behind an entry of the menu.

    `rows(user=, now=, **ids)` is called with the places of values in a prepared query
    (pages.prepared): the person's id, the instant, and sets of ids. `ids(standing)` gives those
    sets by name; None where nothing can wait for the person, and nothing is asked.
    """

    rows: Callable[..., QuerySet]
    ids: Callable[[Any], Mapping[str, Collection[int]] | None]


class Part(NamedTuple):
    """One number of a statement: what is counted and the names of its sets of ids."""

    name: str
    waiting: Waiting
    sets: tuple[str, ...]


class Asked(NamedTuple):
    """What to count for one person: the `parts` of a prepared query, and `values` for its sets.

    The parts are the same for everybody for whom the same things may wait.
    """

    parts: tuple[Part, ...]
    values: dict[str, Collection[int]]

    @classmethod
    def of(cls, waiting: Mapping[str, Waiting], standing) -> Self:
        """Of `waiting`, by name, what may wait for the person at all."""
        found = {name: each.ids(standing) for name, each in waiting.items()}
        asked = {name: sets for name, sets in found.items() if sets is not None}
        return cls(
            tuple(Part(name, waiting[name], tuple(sets)) for name, sets in asked.items()),
            {_place(name, each): ids for name, sets in asked.items() for each, ids in sets.items()},
        )


def kinds(parts: Iterable[Part]) -> dict[str, Kind]:
    """The parameters that a prepared query with `parts` has."""
    sets = {_place(part.name, each): IDS for part in parts for each in part.sets}
    return {"user": ID, "now": INSTANT, **sets}


def columns(parts: Iterable[Part], *, user, now, **places) -> dict[str, Coalesce]:
    """How much waits, one column for each of `parts`."""
    return {
        column(part.name): _number(
            part.waiting.rows(
                user=user, now=now, **{each: places[_place(part.name, each)] for each in part.sets}
            )
        )
        for part in parts
    }


def column(name: str) -> str:
    """The column that counts what waits behind the entry `name`."""
    return f"waits_{name}".replace("-", "_").replace(":", "_")


def _place(name: str, each: str) -> str:
    return f"{column(name)}__{each}"


def _number(rows: QuerySet) -> Coalesce:
    """How many `rows` there are, as one value of a query."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)
