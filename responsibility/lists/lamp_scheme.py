"""The lamp rules of a county: when a lamp turns yellow, when late entry closes (M000-13)."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from responsibility.organisation.periods import DatedQuerySet, never_two_at_once
from responsibility.organisation.standing import standing_of


class LampSchemeQuerySet(DatedQuerySet):
    def managed_by(self, user, *, at: datetime) -> Self:
        """Those of the counties whose commission office `user` works in."""
        return self.filter(county_id__in=standing_of(user, at=at).office_counties)


class LampScheme(models.Model):
    """A county's lamp rules during a period (M000-13). A change never rewrites the ledger.

    `warn_days` before the deadline it turns yellow; `closes_after_days` after it late entry
    closes (null: stays open). Both are counts of calendar days. `for_open`: on its first day it is
    applied to what is open then as well (owed/schemes/apply.py). `foreseen` lamps were to turn
    otherwise by that when it was entered, `turned` did when it was applied at `applied_at`.
    """

    county_id = models.BigIntegerField()
    name = models.CharField(max_length=40)
    colours = models.PositiveSmallIntegerField(default=4)
    warn_days = models.PositiveSmallIntegerField(default=7)
    closes_after_days = models.PositiveSmallIntegerField(null=True)
    period = DateRangeField()
    reason = models.CharField(max_length=100, blank=True, default="", db_default="")
    for_open = models.BooleanField(default=False, db_default=False)
    foreseen = models.PositiveIntegerField(null=True)
    applied_at = models.DateTimeField(null=True)
    turned = models.PositiveIntegerField(null=True)

    objects = LampSchemeQuerySet.as_manager()

    class Meta:
        constraints = [never_two_at_once(name="lampscheme_one_at_a_time", of=["county_id"])]

    def __str__(self) -> str:
        return self.name
