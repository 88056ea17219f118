"""The files of a record."""

from django.db import models

from responsibility.files.models import StoredFile
from responsibility.records.models import DutyRecord


class Evidence(models.Model):
    """佐证: a stored file bound to a record."""

    record = models.ForeignKey(DutyRecord, on_delete=models.PROTECT, related_name="evidence")
    stored_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="evidence")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="evidence_once", fields=["record", "stored_file"])
        ]

    def __str__(self) -> str:
        return str(self.stored_file_id)
