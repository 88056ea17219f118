"""The words a county sorts its problems by, and its time limits: data, with the day they are from.

M002-17, M001-20; domain 3.10: there is no national time limit, so none is a constant.
"""

from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alerts.workdays.calendar import calendar_of
from responsibility.organisation.bilingual import in_language
from responsibility.organisation.standing import standing_of


class ManagedQuerySet(models.QuerySet):
    def managed_by(self, user, *, at: datetime) -> Self:
        """Those of the counties whose commission office `user` works in."""
        return self.filter(county_id__in=standing_of(user, at=at).office_counties)


class TermQuerySet(ManagedQuerySet):
    def of_county(self, county_id: int, kind: str) -> Self:
        """Those of one kind that may be chosen, in their order."""
        return self.filter(county_id=county_id, kind=kind, in_use=True).order_by("position")


class Term(models.Model):
    """A source, a type or a severity of problems in a county. What is out of use stays readable."""

    class Kind(models.TextChoices):
        SOURCE = "source", _("Source")
        TYPE = "type", _("Type")
        SEVERITY = "severity", _("Severity")

    county_id = models.BigIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    code = models.CharField(max_length=24)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField()
    in_use = models.BooleanField(default=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="term_once", fields=["county_id", "kind", "code"])
        ]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)


class TimeLimit(models.Model):
    """So many `days` for something, in a county from a day on; with its basis. Calendar days, or
    `working` days of the county."""

    county_id = models.BigIntegerField()
    code = models.CharField(max_length=24)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    days = models.PositiveSmallIntegerField()
    working = models.BooleanField(default=False, db_default=False)
    basis = models.CharField(max_length=120)
    first_on = models.DateField()

    objects = ManagedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="timelimit_once_a_day", fields=["county_id", "code", "first_on"]
            )
        ]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)

    @property
    def counted(self) -> str:
        """How its days are counted."""
        return gettext("Counted in working days.") if self.working else gettext("Calendar days.")


def limit_of(code: str, *, county_id: int, on: date) -> TimeLimit:
    """The limit `code` in force on `on`; of a day before the county had any, the first it had.

    Raises:
        TimeLimit.DoesNotExist: the county never had one.
    """
    limits = TimeLimit.objects.filter(county_id=county_id, code=code)
    in_force = limits.filter(first_on__lte=on).order_by("first_on").last()
    return in_force or limits.earliest("first_on")


def days_of(code: str, *, county_id: int, on: date) -> int:
    """The days of the limit `code` in force on `on`. Raises as `limit_of`."""
    return limit_of(code, county_id=county_id, on=on).days


def last_day(
    code: str, *, county_id: int, on: date, unit_id: int, after: date | None = None
) -> date:
    """The last day of the limit `code` in force on `on`, counted from the day after `after` (`on`
    where none is named); working days are those of the unit. Raises as `limit_of`."""
    limit = limit_of(code, county_id=county_id, on=on)
    return last_day_of(limit, first=after or on, unit_id=unit_id)


def last_day_of(limit: TimeLimit, *, first: date, unit_id: int) -> date:
    """The last day of `limit`, counted from the day after `first`."""
    if not limit.working:
        return first + timedelta(days=limit.days)
    calendar = calendar_of(limit.county_id).of_unit(unit_id)
    return calendar.after_working_days(first, limit.days)
