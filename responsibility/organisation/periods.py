"""Periods: half-open runs of days during which something was in force."""

from datetime import date, datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, Q, Value
from django.utils import timezone


def from_day(start: date, end: date | None = None) -> DateRange:
    """The period from `start` (included) to `end` (excluded; None: open)."""
    return DateRange(start, end, "[)")


def day_of(at: datetime) -> date:
    """The local day (Asia/Shanghai) of an aware instant."""
    return timezone.localtime(at).date()


def in_force(at: datetime, prefix: str = "") -> Q:
    """Rows whose `period` contains the local day of the aware instant `at`."""
    return Q(**{f"{prefix}period__contains": day_of(at)})


def never_two_at_once(*, name: str, of: list[str], condition: Q | None = None):
    """An exclusion constraint: no two overlapping periods for the same `of` (integer columns).

    A number as a one-point range needs no btree_gist, which the embedded server lacks.
    """
    points = [
        (
            Func(
                F(column),
                F(column),
                Value("[]"),
                function="int8range",
                output_field=BigIntegerRangeField(),
            ),
            RangeOperators.OVERLAPS,
        )
        for column in of
    ]
    return ExclusionConstraint(
        name=name,
        expressions=[*points, ("period", RangeOperators.OVERLAPS)],
        condition=condition,
    )
