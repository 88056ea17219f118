"""Who is in charge of which unit, and which discipline body supervises it."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from responsibility.organisation.periods import (
    DatedEntry,
    DatedQuerySet,
    never_two_at_once,
    taken_back_means_empty,
)
from responsibility.organisation.posts.models import OfPostQuerySet, Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit


def counties_of(user, *, at: datetime) -> models.QuerySet:
    """The ids of the counties in which `user` has a post or sees all."""
    standing = standing_of(user, at=at)
    units = Unit.objects.filter(pk__in=standing.own_units | standing.face_counties)
    return units.order_by().values_list(Coalesce("county", "pk"), flat=True).distinct()


class ChargeQuerySet(OfPostQuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Those of the own counties: everybody there reads who is in charge of what (M002-05)."""
        counties = counties_of(user, at=at)
        return self.filter(Q(unit__county__in=counties) | Q(unit__in=counties))


class Charge(DatedEntry):
    """责任分工: a post is in charge of (分管) or linked with (联系) a unit or section (M002-05)."""

    class Kind(models.TextChoices):
        IN_CHARGE = "in_charge", _("in charge of")
        LINKED = "linked", _("linked with")

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="charges")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="charges")
    kind = models.CharField(max_length=10, choices=Kind)

    objects = ChargeQuerySet.as_manager()

    class Meta:
        constraints = [
            never_two_at_once(name="charge_once_at_a_time", of=["post_id", "unit_id"]),
            taken_back_means_empty(name="charge_taken_back_is_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.kind} {self.unit}"


class SupervisionLinkQuerySet(DatedQuerySet):
    def managed_by(self, user, *, at: datetime) -> Self:
        """Those of the counties whose commission office `user` works in."""
        return self.filter(unit__in=Unit.objects.managed_by(user, at=at))


class SupervisionLink(DatedEntry):
    """监督关系: a discipline body supervises a unit (M000-16)."""

    class How(models.TextChoices):
        STATIONED = "stationed", _("stationed in")
        LINKED = "linked", _("linked supervision")
        TOWNSHIP = "township", _("township commission")

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="supervises")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="supervised_by")
    how = models.CharField(max_length=10, choices=How)

    objects = SupervisionLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            never_two_at_once(name="supervisionlink_once_at_a_time", of=["body_id", "unit_id"]),
            taken_back_means_empty(name="supervisionlink_taken_back_is_empty"),
            models.CheckConstraint(
                name="supervisionlink_not_oneself", condition=~models.Q(body=models.F("unit"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.how} {self.unit}"
