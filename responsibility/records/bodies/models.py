"""Named grants to read the text and files of records, and the readings for a stated purpose."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, Q

from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.records.models import DutyRecord

PERSON = settings.AUTH_USER_MODEL


class BodyGrantQuerySet(models.QuerySet):
    def managed_by(self, user, *, at: datetime) -> Self:
        """Those of the counties whose commission office `user` works in."""
        return self.filter(county_id__in=standing_of(user, at=at).office_counties)

    def in_force(self, *, at: datetime) -> Self:
        """Those that allow a reading at `at`."""
        running = Q(ended_at=None) | Q(ended_at__gt=at)
        return self.filter(running, first_on__lte=day_of(at), last_on__gte=day_of(at))

    def with_readings(self) -> Self:
        """With how many `readings_made` there were and the `last_read_at`."""
        return self.annotate(readings_made=Count("readings"), last_read_at=Max("readings__read_at"))


class BodyGrant(models.Model):
    """查阅授权: one person may read the body of one record, or of all records of a post.

    From `first_on` through `last_on`, or until it was ended before. The person sees the faces
    already; a grant opens no more than text and files, for a purpose stated at each reading.
    """

    county_id = models.BigIntegerField()
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="body_grants")
    record = models.ForeignKey(
        DutyRecord, null=True, on_delete=models.PROTECT, related_name="grants"
    )
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    basis = models.CharField(max_length=120)
    given_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = BodyGrantQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="bodygrant_of_a_record_or_a_post",
                condition=Q(record__isnull=False, post=None) | Q(record=None, post__isnull=False),
            ),
            models.CheckConstraint(
                name="bodygrant_to_another_person", condition=~Q(user=F("given_by"))
            ),
            models.CheckConstraint(
                name="bodygrant_days_in_order", condition=Q(last_on__gte=F("first_on"))
            ),
            models.CheckConstraint(
                name="bodygrant_ended_at_iff_by",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["county_id", "-id"], name="bodygrant_of_county")]

    def __str__(self) -> str:
        return f"{self.user} {self.record_id or self.post}"

    def is_over(self, at: datetime) -> bool:
        """Whether it allows nothing any more."""
        return self.ended_at is not None or self.last_on < day_of(at)


class BodyReading(models.Model):
    """查阅: somebody opened a body by a grant, for a purpose. Append-only."""

    grant = models.ForeignKey(BodyGrant, on_delete=models.PROTECT, related_name="readings")
    record = models.ForeignKey(DutyRecord, on_delete=models.PROTECT, related_name="readings")
    purpose = models.CharField(max_length=200)
    read_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="bodyreading_has_a_purpose", condition=~Q(purpose=""))
        ]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.read_at}"
