"""Days off and working days: a versioned copy, so that a library update moves no deadline; what a
county's office enters beside it (closures, a year's notice) is kept and can be taken back."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pages.days import day_of


class WorkDay(models.Model):
    """One calendar day of the statutory arrangement (法定节假日 and 调休).

    `holiday` is the statutory holiday's name where the day belongs to one. `provisional` marks a
    year whose arrangement was not yet announced: weekends and fixed-date holidays alone.
    `source` names the library version it was copied from.
    """

    day = models.DateField(unique=True)
    off = models.BooleanField()
    holiday = models.CharField(max_length=20, blank=True, default="")
    provisional = models.BooleanField(default=False)
    source = models.CharField(max_length=40)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {'off' if self.off else 'working'}"


class EnteredQuerySet(models.QuerySet):
    def in_force(self) -> Self:
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)


class NoticeQuerySet(EnteredQuerySet):
    def newest_in_force(self) -> Self:
        """The newest of each year and county that was not taken back, by year."""
        kept = self.in_force().order_by("year", "county_id", "-version")
        return kept.distinct("year", "county_id")


class Entered(models.Model):
    """What an office entered into its county's calendar. It is taken back with a reason, once,
    and stays readable; what it moved stays where people were told it is (docs/decisions/0017).

    `basis` is the document it rests on; `moved` the number of open deadlines it moved when it was
    entered. Rows of before 0.3 do not say who entered them.
    """

    county_id = models.BigIntegerField()
    basis = models.CharField(max_length=100, blank=True, default="")
    moved = models.PositiveIntegerField(default=0)
    entered_at = models.DateTimeField(null=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_because = models.CharField(max_length=100, blank=True, default="")

    objects = EnteredQuerySet.as_manager()

    class Meta:
        abstract = True


class LocalClosure(Entered):
    """Days on which a county's offices are closed beside the statutory days (snow, flood).

    From `first_on` to `last_on`, both included. `unit_ids` are the units that are closed, those
    beneath them included; empty: all of the county.
    """

    first_on = models.DateField()
    last_on = models.DateField()
    reason = models.CharField(max_length=100)
    unit_ids = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="localclosure_in_order", condition=Q(last_on__gte=F("first_on"))
            )
        ]
        indexes = [models.Index(fields=["county_id", "last_on"], name="localclosure_of_county")]

    def __str__(self) -> str:
        return f"{self.first_on}: {self.reason}"

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        count = (self.last_on - self.first_on).days + 1
        return [self.first_on + timedelta(days=number) for number in range(count)]


class OutageQuerySet(EnteredQuerySet):
    def in_force(self) -> Self:
        """Announced ones, and faults on which a second person agreed; none that was taken back."""
        return super().in_force().filter(Q(planned=True) | Q(approved_at__isnull=False))


class Outage(Entered):
    """The platform cannot be used from `starts_at` until before `ends_at`: `planned` maintenance,
    announced ahead, or a fault, recorded and agreed on by a second person.

    What is due within it is due later (responsibility.tasks.outages).
    """

    planned = models.BooleanField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=100)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = OutageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="outage_in_order", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="outage_approved_by_another",
                condition=Q(approved_at=None, approved_by=None)
                | (
                    Q(approved_at__isnull=False, approved_by__isnull=False, planned=False)
                    & ~Q(approved_by=F("entered_by"))
                ),
            ),
        ]
        indexes = [models.Index(fields=["county_id", "ends_at"], name="outage_of_county")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}: {self.reason}"

    @property
    def days(self) -> list[date]:
        """Every local day that it touches."""
        first, last = day_of(self.starts_at), day_of(self.ends_at - timedelta(microseconds=1))
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]


class YearNotice(Entered):
    """A year's notice of days off and 调休 as a county's office entered it.

    `version` counts the county's notices of that year. The newest that was not taken back is in
    force, before what the library says. `days` maps a day (ISO) to whether it is off and the
    holiday it belongs to; all other days of the year follow the week.
    """

    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    days = models.JSONField()

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="yearnotice_version", fields=["county_id", "year", "version"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.version}"

    @property
    def arrangement(self) -> dict[date, tuple[bool, str, bool]]:
        """Each day it decides with (off, holiday name, provisional), as a `Calendar` has it."""
        return arrangement_of(self.year, self.days)


def arrangement_of(year: int, days: dict[str, list]) -> dict[date, tuple[bool, str, bool]]:
    """The same for a notice that is not stored."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    week = (first + timedelta(days=number) for number in range((after - first).days))
    decided = {day: (day.weekday() >= 5, "", False) for day in week}
    named = {date.fromisoformat(day): (off, name, False) for day, (off, name) in days.items()}
    return decided | named
