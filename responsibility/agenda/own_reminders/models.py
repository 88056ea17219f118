"""What somebody wants to be reminded of on a day of their own choice (周四提醒我)."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class OwnReminderQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The own ones: nobody else's business."""
        return self.filter(person=user.pk)

    def pending(self) -> Self:
        """Those whose day has not come and that stand."""
        return self.filter(came_at=None, taken_back_at=None)


class OwnReminder(models.Model):
    """That `person` is to be reminded on the day `on` of what a post owes, named by its kind and
    id as a reminder names it. It turns no lamp and stands for no other reminder.

    `came_at`: when its day came; the person was told then, unless nothing was left to do.
    """

    county_id = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    owed_id = models.BigIntegerField()
    on = models.DateField()
    made_at = models.DateTimeField()
    came_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    objects = OwnReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="ownreminder_one_pending",
                fields=["person", "kind", "owed_id"],
                condition=Q(came_at=None, taken_back_at=None),
            ),
            models.CheckConstraint(
                name="ownreminder_came_or_taken_back",
                condition=Q(came_at=None) | Q(taken_back_at=None),
            ),
            models.CheckConstraint(
                name="ownreminder_ends_after_it_was_made",
                condition=(Q(came_at=None) | Q(came_at__gte=F("made_at")))
                & (Q(taken_back_at=None) | Q(taken_back_at__gte=F("made_at"))),
            ),
        ]
        indexes = [
            models.Index(
                name="ownreminder_of_day",
                fields=["on"],
                condition=Q(came_at=None, taken_back_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.owed_id} on {self.on} -> {self.person_id}"
