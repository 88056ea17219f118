"""The secret address under which a calendar program reads somebody's deadlines."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class CalendarFeedQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The person's own, and nobody else's."""
        return self.filter(user=user.pk)

    def in_force(self) -> Self:
        return self.filter(revoked_at=None)


class CalendarFeed(models.Model):
    """An address that works until it is revoked. Its secret is kept nowhere: `digest` is the
    SHA-256 of it (feed/secret.py). A person has one at a time."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calendar_feeds"
    )
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at=None), name="calendarfeed_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=models.F("issued_at")),
                name="calendarfeed_issued_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.issued_at:%Y-%m-%d %H:%M}"
