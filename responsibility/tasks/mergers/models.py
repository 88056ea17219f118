"""Mergers and splits of units: which units, what became of each post, and what moved with them."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Func, Q
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pages.days import day_of
from responsibility.organisation.links.models import Charge, SupervisionLink
from responsibility.organisation.posts.models import Appointment, Membership, Post
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task

PERSON = settings.AUTH_USER_MODEL
ENTRIES = ("appointment", "membership", "charge", "link")  # the columns of ReorganisedEntry


class ReorganisationQuerySet(models.QuerySet):
    def managed_by(self, user, *, at: datetime) -> Self:
        """Those of the counties whose commission office `user` works in."""
        return self.filter(county__in=Unit.objects.managed_by(user, at=at))

    def with_names(self) -> Self:
        """With everything that their pages name."""
        return self.select_related("entered_by", "taken_back_by").prefetch_related("units__unit")

    def due(self, *, at: datetime) -> Self:
        """Those whose day has come and whose tasks have not moved yet."""
        waiting = self.filter(moved_at=None, taken_back_at=None)
        return waiting.filter(first_on__lte=day_of(at))


class Reorganisation(models.Model):
    """机构调整: units merged, or one split, from `first_on` on (edge cases 7 and 8).

    `moved_at`: when the open tasks went to the new posts; null before the day. Taken back as one
    act, by whom, when and for what reason.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", _("merger")
        SPLIT = "split", _("split")

    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)
    first_on = models.DateField()
    basis = models.CharField(max_length=120)
    entered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True, default="")

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        ordering = ["-first_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reorganisation_taken_back_at_iff_by",
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_on}"

    def get_absolute_url(self) -> str:
        return reverse("reorganisation", args=[self.pk])

    def units_that(self, part: str) -> list[Unit]:
        """Its units of one part (`ReorganisedUnit.Part`), in the order in which they were named."""
        return [row.unit for row in self.units.all() if row.part == part]


class ReorganisedUnit(models.Model):
    """A unit that a reorganisation ended, founded, or lets go on."""

    class Part(models.TextChoices):
        ENDED = "ended", _("ended")
        GOES_ON = "goes_on", _("goes on")
        FOUNDED = "founded", _("founded")

    reorganisation = models.ForeignKey(
        Reorganisation, on_delete=models.PROTECT, related_name="units"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reorganised")
    part = models.CharField(max_length=8, choices=Part)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="reorganisedunit_once", fields=["reorganisation", "unit"])
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.part}"


class ReorganisedPost(models.Model):
    """What became of a post: it went to `to_post` (None: nowhere), which was `opened` for it; it
    `goes_on` beside that one, or ended."""

    reorganisation = models.ForeignKey(
        Reorganisation, on_delete=models.PROTECT, related_name="posts"
    )
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="reorganised")
    to_post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    opened = models.BooleanField(default=False)
    goes_on = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="reorganisedpost_once", fields=["reorganisation", "post"])
        ]

    def __str__(self) -> str:
        return f"{self.post} -> {self.to_post}"


class ReorganisedTask(models.Model):
    """A task that moved with its post. `counterparts`: of those whom it must still reach, the post
    before by the id of the row."""

    moved_with = models.ForeignKey(ReorganisedPost, on_delete=models.PROTECT, related_name="tasks")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="moves")
    counterparts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="reorganisedtask_once", fields=["moved_with", "task"])
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.moved_with_id}"


class ReorganisedEntry(models.Model):
    """An appointment, membership, charge or link that a reorganisation began, or ended;
    `was_last_on` is the last day that an ended one had before (None: it had none)."""

    reorganisation = models.ForeignKey(
        Reorganisation, on_delete=models.PROTECT, related_name="entries"
    )
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    charge = models.ForeignKey(Charge, models.PROTECT, null=True, related_name="+")
    link = models.ForeignKey(SupervisionLink, models.PROTECT, null=True, related_name="+")
    began = models.BooleanField()
    was_last_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="reorganisedentry_of_one",
                condition=Q(
                    Exact(
                        Func(*ENTRIES, function="num_nonnulls", output_field=models.IntegerField()),
                        1,
                    )
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reorganisation_id} {self.entry}"

    @property
    def column(self) -> str:
        """Which of the four it names."""
        return next(name for name in ENTRIES if getattr(self, f"{name}_id"))

    @property
    def entry(self) -> Appointment | Membership | Charge | SupervisionLink:
        """The one that it is about."""
        return getattr(self, self.column)
