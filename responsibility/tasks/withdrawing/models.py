"""Withdrawals of published items, and what became of each."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from responsibility.lists.publications import Publication

PERSON = settings.AUTH_USER_MODEL


class PublicationWithdrawalQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Those of the publications that the person sees."""
        return self.filter(publication__in=Publication.objects.visible_to(user, at=at))

    def in_force(self) -> Self:
        """Those whose items were not given out again."""
        return self.filter(ended_at=None)


class PublicationWithdrawal(models.Model):
    """One act of withdrawing the items `codes` of what is published for a year.

    `tasks` are owed no longer by it; `touched` stay, as something was done about them. Items
    withdrawn are not made anew for anybody until they are given out again (`ended_at`).
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="withdrawals"
    )
    codes = ArrayField(models.CharField(max_length=24))
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    tasks = models.PositiveIntegerField()
    touched = models.PositiveIntegerField()
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = PublicationWithdrawalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="publicationwithdrawal_ended_by_somebody",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {', '.join(self.codes)}"
