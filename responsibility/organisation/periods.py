"""Periods: half-open runs of days during which something was in force.

People name a first and a last day; the database keeps the day after the last one. An empty period
is an entry that was taken back before it began, or that was never right.
"""

from datetime import date, datetime, timedelta
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, Q, Value

from pages.days import day_of


def from_day(start: date, end: date | None = None) -> DateRange:
    """The period from `start` (included) to `end` (excluded; None: open)."""
    return DateRange(start, end, "[)")


def days_through(first_on: date, last_on: date | None) -> DateRange:
    """The period from `first_on` to `last_on`, both included (None: open).

    A last day before the first one makes it empty.
    """
    if last_on is None:
        return from_day(first_on)
    if last_on < first_on:
        return DateRange(empty=True)
    return from_day(first_on, last_on + timedelta(days=1))


def last_day(period: DateRange) -> date | None:
    """The last day of `period`; None while it is open, or where nothing is left of it."""
    return period.upper - timedelta(days=1) if period.upper else None


def in_force(at: datetime, prefix: str = "") -> Q:
    """Rows whose `period` contains the local day of the aware instant `at`."""
    return Q(**{f"{prefix}period__contains": day_of(at)})


class DatedQuerySet(models.QuerySet):
    """Rows with a `period`."""

    def restorable(self) -> Self:
        """Those that were taken back and of which the days are known that they had."""
        return self.filter(taken_back__isnull=False)

    def kept(self) -> Self:
        """Without those that were taken back."""
        return self.filter(period__isempty=False)

    def in_force(self, *, at: datetime) -> Self:
        """Those whose period contains the local day of `at`."""
        return self.filter(in_force(at))

    def lasting_beyond(self, last_on: date) -> Self:
        """Those that go on after the day `last_on`, or begin after it."""
        beyond = Q(period__upper_inf=True) | Q(period__endswith__gt=last_on + timedelta(days=1))
        return self.kept().filter(beyond)

    def now_or_later(self, *, at: datetime) -> Self:
        """Those in force on the day of `at`, and those still to begin."""
        return self.lasting_beyond(day_of(at) - timedelta(days=1))


class DatedEntry(models.Model):
    """What the office enters for a period, on the basis of a document.

    `taken_back` is the period it had before it was taken back; null while it stands.
    """

    period = DateRangeField()
    taken_back = DateRangeField(null=True)
    basis = models.CharField(max_length=120, blank=True, default="")
    entered_at = models.DateTimeField()

    class Meta:
        abstract = True


def taken_back_means_empty(*, name: str) -> models.CheckConstraint:
    """A constraint: `taken_back`, the period that a row had, stands only where its own is empty."""
    return models.CheckConstraint(name=name, condition=Q(taken_back=None) | Q(period__isempty=True))


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
