"""Publishing a list for a year: the act, and how far its tasks are made."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from responsibility.lists.models import DutyList


class PublicationQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Those of the counties whose commission office `user` works in."""
        return self.filter(duty_list__in=DutyList.objects.managed_by(user, at=at))


class Publication(models.Model):
    """One act of publishing items of a list for a year, and how far their tasks are made.

    `planned` and `made` count (item, period) pairs, so that a broken run shows where it stands
    and goes on from there. `later_joiners`: posts opened or filled later get its tasks by
    themselves (responsibility.tasks.joining); else the office is asked.
    """

    duty_list = models.ForeignKey(DutyList, on_delete=models.PROTECT, related_name="publications")
    year = models.PositiveSmallIntegerField()
    codes = ArrayField(models.CharField(max_length=24))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField()
    planned = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    later_joiners = models.BooleanField(default=False, db_default=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            # Publishing the same again takes up the same publication.
            models.UniqueConstraint(name="publication_once", fields=["duty_list", "year", "codes"])
        ]

    def __str__(self) -> str:
        return f"{self.duty_list} {self.year}"
