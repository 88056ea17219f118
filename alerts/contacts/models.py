"""What is known of reaching a person: numbers that fail, calls made by hand, own wishes."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models

PERSON = settings.AUTH_USER_MODEL


class NumberFlag(models.Model):
    """A number that texts came back from twice: nothing is sent to it until the flag is lifted.

    A corrected number is another number. A lifted flag stays; a new one is another row.
    """

    number = models.CharField(max_length=16)
    reason = models.CharField(max_length=40)
    flagged_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="numberflag_one_in_force",
                fields=["number"],
                condition=models.Q(lifted_at=None),
            ),
            models.CheckConstraint(
                name="numberflag_lifted_by_someone",
                condition=models.Q(lifted_at=None, lifted_by=None)
                | models.Q(lifted_at__isnull=False, lifted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.reason}"


class HandCall(models.Model):
    """That a person was told by telephone what a message could not bring them. Append-only."""

    message = models.OneToOneField(
        "alerts.Message", on_delete=models.PROTECT, related_name="hand_call"
    )
    called_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.message_id} by {self.called_by_id}"


class PreferenceQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """One's own."""
        return self.filter(user=user.pk)


class Preference(models.Model):
    """How a person wishes to be told, within what duty allows: without a row, by text of all.

    `quiet_stages` are the stages of which no text is wanted, each one that the table of stages
    lets a person do without; `mail` asks for an e-mail beside each text.
    """

    user = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="preference")
    quiet_stages = models.JSONField(default=list)
    mail = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    objects = PreferenceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.user_id}: {self.quiet_stages}"
