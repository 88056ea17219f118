"""The passages of records: how one text is found to say what another says."""

from django.db import models

from responsibility.records.models import DutyRecord


class Passage(models.Model):
    """段落指纹: that a record has a sentence of at least twenty characters with this fingerprint.

    Written by a trigger (passages.sql) when a record is, and kept when it ends. `length` is in
    characters, without blanks and signs. Append-only.
    """

    record = models.ForeignKey(DutyRecord, on_delete=models.PROTECT, related_name="passages")
    fingerprint = models.BigIntegerField()
    length = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="passage_once", fields=["fingerprint", "record"])
        ]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.length}"
