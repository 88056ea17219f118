"""Who is in charge of which unit, and which discipline body supervises it."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from responsibility.organisation.periods import (
    DatedEntry,
    DatedQuerySet,
    never_two_at_once,
    taken_back_means_empty,
)
from responsibility.organisation.posts.models import OfPostQuerySet, Post
from responsibility.organisation.units.models import Unit


class Charge(DatedEntry):
    """责任分工: a post is in charge of (分管) or linked with (联系) a unit or section (M002-05)."""

    class Kind(models.TextChoices):
        IN_CHARGE = "in_charge", _("in charge of")
        LINKED = "linked", _("linked with")

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="charges")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="charges")
    kind = models.CharField(max_length=10, choices=Kind)

    objects = OfPostQuerySet.as_manager()

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
