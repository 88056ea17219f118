"""The audit ledger: who did what, when, from where. Append-only (trigger)."""

from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from alerts.audit.words import act_in_words, object_in_words


class AuditEntryQuerySet(models.QuerySet):
    def visible_to(self, user, *, at) -> Self:
        """Entries for the auditor alone."""
        if not getattr(user, "is_auditor", False):
            return self.none()
        return self

    def by_people(self, by_command: Collection[str]) -> Self:
        """Without what the platform did by itself: commands, which are known by their acts, and
        what was tried at the door by nobody known, have been somebody's."""
        return self.exclude(~Q(action__in=by_command), user=None, address="")


class AuditEntry(models.Model):
    """One act. Holds ids and codes, never the content of a record (architecture 6).

    `user` is empty for what the platform did itself (a command, the sweep).
    `before` and `after` map field names to plain values; sensitive fields are left out.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    post_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    noted_at = models.DateTimeField(db_default=Now())
    address = models.CharField(max_length=45, blank=True)
    action = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        indexes = [
            # The history of one object, and one person's acts.
            models.Index(fields=["kind", "object_id", "id"], name="auditentry_of_object"),
            models.Index(fields=["user", "at"], name="auditentry_of_user"),
            # Days: rows come in the order of time, so a few blocks' ranges are enough.
            BrinIndex(fields=["at"], name="auditentry_at"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.kind} {self.object_id}"

    @property
    def act(self) -> str:
        """What was done, in words."""
        return act_in_words(self.action)

    @property
    def what(self) -> str:
        """What it was done to, in words."""
        return object_in_words(self.kind)
