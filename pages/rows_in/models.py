"""A file on its way in: kept between trying it out and importing it."""

from datetime import datetime, timedelta
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models

from pages.rows_in.outcome import Outcome

KEPT = timedelta(days=3)


class UploadQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The person's own, as long as they are kept."""
        return self.filter(owner=user, uploaded_at__gt=at - KEPT)


class Upload(models.Model):
    """A file of rows, seen by who uploaded it alone; its content goes once it is imported.

    `sheet` is the code of its declaration, `outcome` what trying it out, or importing it, gave.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sheet = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    outcome = models.JSONField()
    uploaded_at = models.DateTimeField(db_index=True)
    imported_at = models.DateTimeField(null=True)

    objects = UploadQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def result(self) -> Outcome:
        """The outcome as it was worked out."""
        return Outcome.of(self.outcome)
