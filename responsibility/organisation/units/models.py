"""Units: the bodies of a county, as a tree, with dated names and places."""

from datetime import date, datetime
from typing import Self

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from pages.days import day_of
from responsibility.organisation.periods import DatedQuerySet, never_two_at_once
from responsibility.organisation.standing import standing_of


class UnitQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The units whose lamps `user` may see (architecture 7), and their county."""
        standing = standing_of(user, at=at)
        return self.filter(
            Q(pk__in=standing.face_units | standing.own_units)
            | Q(county__in=standing.face_counties)
            | Q(pk__in=standing.face_counties)
        )

    def managed_by(self, user, *, at: datetime) -> Self:
        """The units of the counties whose commission office `user` works in."""
        counties = standing_of(user, at=at).office_counties
        return self.filter(Q(county__in=counties) | Q(pk__in=counties))

    def of_county(self, county_id: int) -> Self:
        """The county itself and everything in it."""
        return self.filter(Q(county=county_id) | Q(pk=county_id))

    def standing_on(self, day: date) -> Self:
        """Units not closed by `day`."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day))

    def with_post_counts(self, *, at: datetime) -> Self:
        """Units with their standing posts (`posts_now`) and how many of the personal ones nobody
        holds (`vacant_now`)."""
        day = day_of(at)
        standing = Q(posts__opened_on__lte=day) & (
            Q(posts__closed_on=None) | Q(posts__closed_on__gt=day)
        )
        personal = standing & Q(posts__role_kind__collective=False)
        held = personal & Q(posts__appointments__period__contains=day)
        return self.annotate(
            posts_now=Count("posts", filter=standing, distinct=True),
            vacant_now=Count("posts", filter=personal, distinct=True)
            - Count("posts", filter=held, distinct=True),
        )

    def in_order(self) -> Self:
        """In the order of the organisation: by the path of positions."""
        return self.order_by("order_key", "pk")


class Unit(models.Model):
    """One body. Identity, kind and county stay; name, parent and position are dated.

    The current ones are cached here, written by `reorganise` alone. `path` lists the ids from the
    county down ("/1/3/17/"), `order_key` the positions, so that a prefix is a subtree and one
    ORDER BY is the order of the organisation.
    """

    class Kind(models.TextChoices):
        COUNTY = "county", _("county")
        BRANCH = "branch", _("branch")
        BODY = "body", _("party committee (group)")
        DISCIPLINE = "discipline", _("discipline body")
        OFFICE = "office", _("commission office")
        SECTION = "section", _("section")

    kind = models.CharField(max_length=12, choices=Kind)
    county = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="units_of_county"
    )
    name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    position = models.PositiveIntegerField(default=0)
    path = models.CharField(max_length=160, blank=True, default="", db_index=True)
    order_key = models.CharField(max_length=255, blank=True, default="")
    closed_on = models.DateField(null=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="unit_county_has_none_above",
                condition=Q(kind="county", county=None, parent=None)
                | (~Q(kind="county") & Q(county__isnull=False, parent__isnull=False)),
            ),
            models.CheckConstraint(
                name="unit_not_its_own_parent", condition=~Q(parent=F("id")) | Q(parent=None)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        """How far below the county it stands: the county itself 0."""
        return self.path.count("/") - 2

    @property
    def the_county_id(self) -> int:
        """The county's id, also for the county itself."""
        return self.county_id or self.pk


class UnitVersionQuerySet(DatedQuerySet):
    def managed_by(self, user, *, at: datetime) -> Self:
        """The versions of the units whose organisation `user` keeps."""
        return self.filter(unit__in=Unit.objects.managed_by(user, at=at))

    def ahead(self, *, at: datetime) -> Self:
        """Changes whose day has not come: not the founding of a unit that is yet to be."""
        earlier = UnitVersion.objects.filter(
            unit=models.OuterRef("unit"), period__endswith=models.OuterRef("period__startswith")
        )
        return self.filter(models.Exists(earlier), period__startswith__gt=day_of(at))


class UnitVersion(models.Model):
    """What a unit was called and where it stood during a period (edge case 9)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=80)
    parent = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    period = DateRangeField()
    basis = models.CharField(max_length=120, blank=True, default="")

    objects = UnitVersionQuerySet.as_manager()

    class Meta:
        constraints = [never_two_at_once(name="unitversion_one_at_a_time", of=["unit_id"])]
        indexes = [GistIndex(fields=["period"], name="unitversion_period")]

    def __str__(self) -> str:
        return f"{self.name} {self.period}"
