"""Queries built and compiled once a process, and filled with the values of each request.

Django builds and compiles a query anew each time; for a small query that takes longer than
PostgreSQL takes to answer it. What nearly every request asks is written with parameters in place
of values:

    DUE = Prepared(
        lambda posts, now: Task.objects.filter(post__in=posts, opens_at__lte=now),
        posts=IDS, now=INSTANT,
    )
    tasks = DUE(posts=standing.desk_posts, now=now)

Only values differ from call to call, never the shape of the query: the function must not ask a
parameter whether it is empty (it never is), and cannot walk through it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BigIntegerField, DateField, DateTimeField, Expression, QuerySet
from psycopg2.extensions import AsIs

IDS = "ids"  # any number of ids, to stand after __in
ID = BigIntegerField
INSTANT = DateTimeField
DAY = DateField
_PLACE = re.compile(r"%%|%s|\x00(\w+)\x00")
_NO_ID = "-1"


class Parameter(Expression):
    """The place of a value in a prepared query."""

    def __init__(self, name: str, kind):
        super().__init__(output_field=BigIntegerField() if kind == IDS else kind())
        self.name = name

    def as_sql(self, compiler, connection):
        return f"\x00{self.name}\x00", []


@dataclass(frozen=True)
class _Compiled:
    queryset: QuerySet
    compiler: Any
    sql: str
    constants: dict[str, Any]


class Prepared:
    """The rows of `build(**parameters)`; `kinds` says of each parameter what it holds.

    The queryset may have no prefetches, since those are queries of their own.
    """

    def __init__(self, build: Callable[..., QuerySet], **kinds):
        self._build = build
        self._kinds = kinds
        self._compiled: _Compiled | None = None

    def __call__(self, **values) -> list:
        """The rows for `values`, one for each parameter; one query."""
        ready = self._compiled = self._compiled or self._compile()
        filled = ready.constants | {
            name: _as_list(values[name]) if kind == IDS else values[name]
            for name, kind in self._kinds.items()
        }
        return list(_bound(ready, filled))

    def _compile(self) -> _Compiled:
        named = {name: Parameter(name, kind) for name, kind in self._kinds.items()}
        queryset = self._build(**named)
        if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise TypeError("A prepared query has no prefetches.")
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        constants: dict[str, Any] = {}

        def place(match: re.Match) -> str:
            if match[0] == "%%":
                return "%%"
            if match[1]:
                return f"%({match[1]})s"
            constants[f"_{len(constants)}"] = params[len(constants)]
            return f"%(_{len(constants) - 1})s"

        return _Compiled(queryset, compiler, _PLACE.sub(place, sql), constants)


def _as_list(ids) -> AsIs:
    return AsIs(", ".join(f"{int(one)}" for one in ids) or _NO_ID)


def _bound(ready: _Compiled, filled: dict[str, Any]) -> QuerySet:
    """The queryset, unevaluated, that asks with the values `filled` in."""
    compiler = _copy(ready.compiler)
    compiler.connection = connections[DEFAULT_DB_ALIAS]
    compiler.as_sql = lambda *_arguments, **_options: (ready.sql, filled)
    query = _copy(ready.queryset.query)
    query.get_compiler = lambda *_arguments, **_options: compiler
    queryset = _copy(ready.queryset)
    queryset._query = query
    return queryset


def _copy(thing):
    """A shallow copy that shares all it holds: Django's own copies cost what is to be saved."""
    copied = object.__new__(type(thing))
    copied.__dict__.update(thing.__dict__)
    return copied
