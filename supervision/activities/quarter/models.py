"""What a body plans for a quarter, line by line (M003-06)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from pages.quarter import Quarter
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.activities.kinds import ActivityKind

PERSON = settings.AUTH_USER_MODEL


def _by(**more) -> models.ForeignKey:
    return models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", **more)


class PlanLineQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Those of the own body; all of them for the county's office and leaders."""
        standing = standing_of(user, at=at)
        return self.filter(
            Q(post__in=standing.supervising_posts | standing.office_posts)
            | Q(county_id__in=standing.face_counties)
        )

    def standing(self) -> Self:
        return self.filter(dropped_at=None)

    def planned_within(self, days: timedelta, *, of_posts: Collection[int], on: date) -> Self:
        """What the bodies `of_posts` planned for the day `on` or so many days after, and is not
        done; by day."""
        mine = self.standing().filter(post__in=of_posts, planned_on__range=(on, on + days))
        undone = mine.exclude(activities__ended_at=None, activities__isnull=False)
        return undone.select_related("unit", "kind").order_by("planned_on", "pk")

    def of_quarter(self, quarter: Quarter) -> Self:
        return self.filter(year=quarter.year, quarter=quarter.number)


class ActivityPlanLine(models.Model):
    """季度监督计划: what a body plans for a quarter, on a day or any day of it (M003-06).

    It has no lamp of its own: that the body is to do such things, and by when, say the tasks of its
    list (docs/decisions/0035). Dropped with a reason, never changed.
    """

    county_id = models.BigIntegerField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    kind = models.ForeignKey(ActivityKind, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    planned_on = models.DateField(null=True)
    text = models.CharField(max_length=200, blank=True)
    made_by = _by()
    made_at = models.DateTimeField()
    nonce = models.UUIDField()
    dropped_by = _by(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_because = models.CharField(max_length=300, null=True)  # noqa: DJ001 - an ending

    objects = PlanLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="activityplanline_once", fields=["made_by", "nonce"]),
            models.CheckConstraint(
                name="activityplanline_dropped_says_why",
                condition=Q(dropped_at=None, dropped_by=None, dropped_because=None)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False, dropped_because__gt=""),
            ),
        ]
        indexes = [
            models.Index(fields=["post", "year", "quarter"], name="activityplanline_of_quarter")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit_id}"
