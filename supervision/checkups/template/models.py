"""Checking templates (检查模板; M000-23): what a checkup asks, section by section, as data.

A template is changed by another version from a day on: a checkup keeps the one it was made with.
"""

from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from typing import NamedTuple, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from responsibility.organisation.relations.acts import urged_units
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit

PERSON = settings.AUTH_USER_MODEL


class CheckupTemplateQuerySet(models.QuerySet):
    def managed_by(self, user, *, at: datetime) -> Self:
        """Those of the counties whose commission office the person works in."""
        return self.filter(county_id__in=standing_of(user, at=at).office_counties)

    def visible_to(self, user, *, at: datetime) -> Self:
        """Those of the counties in which the person opens checkups."""
        standing = standing_of(user, at=at)
        reached = Unit.objects.filter(pk__in=urged_units(standing)).values("county")
        return self.filter(Q(county_id__in=standing.office_counties) | Q(county_id__in=reached))

    def called(self, typed: str) -> Self:
        """Those of which a version's name contains `typed`."""
        versions = TemplateVersion.objects.filter(name__icontains=typed)
        return self.filter(pk__in=versions.values("template"))

    def with_newest(self) -> Self:
        """Templates with `newest_id` and `name`: of the version written last."""
        versions = TemplateVersion.objects.filter(template=OuterRef("pk")).order_by("-number")
        newest = Subquery(versions.values("pk")[:1])
        return self.annotate(newest_id=newest, name=Subquery(versions.values("name")[:1]))


class CheckupTemplate(models.Model):
    """检查模板 of a county; `code` is that of the one it was shipped as. Retired, nothing is opened
    from it any more; what was opened goes on."""

    county_id = models.BigIntegerField()
    code = models.CharField(max_length=24, blank=True)
    retired_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)
    retired_because = models.CharField(max_length=300, null=True)  # noqa: DJ001

    objects = CheckupTemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="checkuptemplate_shipped_once",
                fields=["county_id", "code"],
                condition=~Q(code=""),
            ),
            models.CheckConstraint(
                name="checkuptemplate_retired_says_why",
                condition=Q(retired_at=None, retired_by=None, retired_because=None)
                | Q(retired_at__isnull=False, retired_by__isnull=False, retired_because__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.county_id}: {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("checkup-template", args=[self.pk])


class TemplateVersionQuerySet(models.QuerySet):
    def in_force(self, *, on: date) -> Self:
        """Of each template that is not retired the version in force on a day."""
        begun = TemplateVersion.objects.filter(template=OuterRef("template"), first_on__lte=on)
        newest = begun.order_by("-first_on", "-number").values("pk")[:1]
        return self.filter(pk=Subquery(newest), template__retired_at=None)


class TemplateVersion(models.Model):
    """What a template asks from the day `first_on` on; `made_by` nobody where it was shipped."""

    template = models.ForeignKey(CheckupTemplate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    basis = models.CharField(max_length=200)
    first_on = models.DateField()
    made_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()

    objects = TemplateVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="templateversion_number_once", fields=["template", "number"]
            ),
            models.UniqueConstraint(name="templateversion_once", fields=["made_by", "nonce"]),
            models.CheckConstraint(
                name="templateversion_says_what", condition=~Q(name="") & ~Q(basis="")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def sections(self) -> "list[Section]":
        """Its questions by their sections, in order."""
        rows = sorted(self.questions.all(), key=lambda question: question.position)
        by_section = groupby(rows, key=lambda question: question.section)
        return [Section(title, list(questions)) for title, questions in by_section]


class TemplateQuestion(models.Model):
    """One question of a version."""

    version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=60)
    text = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="templatequestion_position_once", fields=["version", "position"]
            ),
            models.CheckConstraint(
                name="templatequestion_says_what",
                condition=~Q(section="") & ~Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Section(NamedTuple):
    """The questions of one section."""

    title: str
    questions: list[TemplateQuestion]
