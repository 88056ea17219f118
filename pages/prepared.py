"""Queries built and compiled once a process, and filled with the values of each request.

Django builds and compiles a query anew each time; for a small query that takes ten times as long
as PostgreSQL takes to answer it. What nearly every request asks is prepared:

    DUE = Prepared(
        lambda posts, now: Task.objects.filter(post__in=posts, opens_at__lte=now),
        posts=IDS, now=INSTANT,
    )
    tasks = DUE(posts=standing.desk_posts, now=now)

The function is the same that would read without preparation. It is called with places in place of
values: they go into filters, can be united, and stand for the local day of an instant; whatever
else is tried with them fails when the query is first asked, not silently. Only whether there is
any id may change the shape of a query; each shape is compiled once.

What a query takes from settings or from the language of the page must not be part of it.
"""

from collections.abc import Callable, Collection, Hashable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BigIntegerField, DateField, DateTimeField, Expression, QuerySet
from psycopg2.extensions import AsIs

from pages.days import day_of

Values = Mapping[str, Any]
_NO_ID = "-1"


class Parameter(Expression):
    """A value that is still to come: `read(values)` when the query is asked."""

    def __init__(self, read: Callable[[Values], Any], field):
        super().__init__(output_field=field)
        self.read = read

    def as_sql(self, compiler, connection):
        return "%s", [self]


class Instant(Parameter):
    """The place of an instant; it answers for its local day as a datetime does."""

    def utcoffset(self) -> timedelta:
        return timedelta(0)

    def astimezone(self, _zone) -> "Instant":
        return self

    def date(self) -> Parameter:
        return Parameter(lambda values: day_of(self.read(values)), DateField())


class Ids:
    """The place of ids, of which there is at least one."""

    def __init__(self, read: Callable[[Values], Collection[int]]):
        self.read = read

    def resolve_expression(self, *_arguments, **_options) -> Parameter:
        return Parameter(lambda values: _listed(self.read(values)), BigIntegerField())

    def __or__(self, other) -> "Ids":
        if isinstance(other, Ids):
            return Ids(lambda values: {*self.read(values), *other.read(values)})
        return Ids(lambda values: {*self.read(values), *other})

    __ror__ = __or__


def _listed(ids: Collection[int]) -> AsIs:
    return AsIs(", ".join(f"{int(pk)}" for pk in ids) or _NO_ID)


class Kind:
    """What a parameter holds: its place while the query is prepared, and what of a value changes
    the query's shape."""

    def __init__(self, field, parameter=Parameter):
        self._field, self._parameter = field, parameter

    def place(self, name: str, value, values: Values):
        return self._parameter(lambda values: values[name], self._field())

    def shape(self, value, values: Values) -> Hashable:
        return None


class _Ids(Kind):
    def place(self, name, value, values):
        return Ids(lambda values: values[name]) if value else frozenset()

    def shape(self, value, values):
        return bool(value)


IDS = _Ids(BigIntegerField)  # any number of ids, to stand after __in
ID = Kind(BigIntegerField)
INSTANT = Kind(DateTimeField, Instant)
DAY = Kind(DateField)


class _Ready(NamedTuple):
    queryset: QuerySet
    compiler: Any
    sql: str
    params: tuple


class Prepared:
    """The rows of `build(**places)`; `kinds` says of each parameter what it holds.

    The queryset may have no prefetches, since those are queries of their own.
    """

    def __init__(self, build: Callable[..., QuerySet], **kinds: Kind):
        self._build = build
        self._kinds = kinds
        self._ready: dict[tuple, _Ready | None] = {}

    def __call__(self, **values) -> list:
        """The rows for `values`, one for each parameter; one query, or none where the shape alone
        says that there are no rows."""
        shape = tuple(kind.shape(values[name], values) for name, kind in self._kinds.items())
        if shape not in self._ready:
            self._ready[shape] = self._compiled(values)
        ready = self._ready[shape]
        if ready is None:
            return []
        params = [
            each.read(values) if isinstance(each, Parameter) else each for each in ready.params
        ]
        return list(_bound(ready, params))

    def _compiled(self, values: Values) -> _Ready | None:
        places = {
            name: kind.place(name, values[name], values) for name, kind in self._kinds.items()
        }
        queryset = self._build(**places)
        if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise TypeError("A prepared query has no prefetches.")
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            return _Ready(queryset, compiler, *compiler.as_sql())
        except EmptyResultSet:
            return None


def _bound(ready: _Ready, params: list) -> QuerySet:
    """The queryset, unevaluated, that asks with `params`."""
    compiler = _copy(ready.compiler)
    compiler.connection = connections[DEFAULT_DB_ALIAS]
    compiler.as_sql = lambda *_arguments, **_options: (ready.sql, params)
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
