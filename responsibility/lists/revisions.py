"""Revisions: a version of a list takes effect from a day within the year (edge case 18)."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from alerts.deadlines.matter import Matter
from responsibility.lists.models import DutyList
from responsibility.organisation.units.models import Unit

PERSON = settings.AUTH_USER_MODEL
# Its day has not come, or the sweep has not done it yet.
WAITS = Q(applied_at=None, taken_back_at=None)


class RevisionQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Those of the lists that the person may read."""
        return self.filter(duty_list__in=DutyList.objects.visible_to(user, at=at))

    def managed_by(self, user, *, at: datetime) -> Self:
        """Those of the counties whose commission office `user` works in."""
        return self.filter(duty_list__in=DutyList.objects.managed_by(user, at=at))

    def waiting(self) -> Self:
        """Those that have still to be carried out."""
        return self.filter(WAITS)

    def standing(self) -> Self:
        """Those that are not taken back."""
        return self.filter(taken_back_at=None)


class Revision(Matter):
    """That a published version takes the place of those before it from `first_on`.

    Entered days ahead, it is carried out by the first sweep of that day
    (responsibility.tasks.revising.carry_out); until then it can be taken back. `codes` are the
    items of the version that are owed from then on. `end_running`: what is running of the items
    taken out ends too, where nothing was done about it. `foreseen` tasks were to change when it
    was entered; carried out, `made`, `changed`, `withdrawn` are what became of tasks, `stayed`
    those that go on under the former version.
    """

    matter_kind = "revision"

    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    duty_list = models.ForeignKey(DutyList, on_delete=models.PROTECT, related_name="revisions")
    first_on = models.DateField()
    codes = ArrayField(models.CharField(max_length=24))
    end_running = models.BooleanField(default=False, db_default=False)
    foreseen = models.PositiveIntegerField(null=True)
    entered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    made = models.PositiveIntegerField(null=True)
    changed = models.PositiveIntegerField(null=True)
    withdrawn = models.PositiveIntegerField(null=True)
    stayed = models.PositiveIntegerField(null=True)
    taken_back_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="revision_once", fields=["duty_list"], condition=Q(taken_back_at=None)
            ),
            models.CheckConstraint(
                name="revision_taken_back_by_somebody",
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False, applied_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty_list} {self.first_on}"

    def get_absolute_url(self) -> str:
        return reverse("list-revision", args=[self.pk])

    @property
    def waits(self) -> bool:
        """Whether it has still to be carried out."""
        return self.applied_at is None and self.taken_back_at is None

    def holds_on(self, day: date) -> bool:
        """Whether its version is in force on `day`."""
        return self.taken_back_at is None and self.first_on <= day

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids).select_related("duty_list__role_kind")
        words = _("List revised: %(role)s")
        return {row.pk: words % {"role": row.duty_list.role_kind} for row in rows}

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {pk: reverse("list-revision", args=[pk]) for pk in ids}
