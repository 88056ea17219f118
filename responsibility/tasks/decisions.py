"""What people decide about a task: extensions and exemptions."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from responsibility.organisation.relations.decides import extends
from responsibility.tasks.models import Task


class ExtensionQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Extensions of the tasks `user` may see."""
        return self.filter(task__in=Task.objects.visible_to(user, at=at))

    def to_decide_by(self, user, *, at: datetime) -> Self:
        """What waits for the decision of `user`, who did not ask for it. Where the task has become
        exempt nothing is left to decide."""
        return self.to_decide(extends(user, at=at), besides=user.pk)

    def to_decide(self, within: Q, *, besides: int) -> Self:
        """What waits for a decision about tasks `within`, not asked for by the person `besides`."""
        tasks = Task.objects.filter(within, exempt=False)
        return self.filter(decided_at=None, task__in=tasks).exclude(asked_by=besides)


class Extension(models.Model):
    """延期: asked for by the holder, decided by another. While open the clock stands still.

    Where it was granted, `was_due_on` and `due_on` are the days before and after.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="extensions")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    wanted_on = models.DateField()
    reason = models.CharField(max_length=500)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    was_due_on = models.DateField(null=True)
    due_on = models.DateField(null=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="extension_one_open", fields=["task"], condition=Q(decided_at=None)
            ),
            models.CheckConstraint(
                name="extension_decided_by_someone_else",
                condition=Q(decided_at=None, decided_by=None, granted=None)
                | (
                    Q(decided_at__isnull=False, decided_by__isnull=False, granted__isnull=False)
                    & ~Q(decided_by=models.F("asked_by"))
                ),
            ),
            models.CheckConstraint(
                name="extension_granted_to_a_later_day",
                condition=Q(granted=True, due_on__gt=models.F("was_due_on"))
                | (~Q(granted=True) & Q(was_due_on=None, due_on=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} -> {self.wanted_on}"


class Exemption(models.Model):
    """免: decided with reason and document, lifted by a later decision."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="exemptions")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    document = models.CharField(max_length=120, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="exemption_one_in_force", fields=["task"], condition=Q(lifted_at=None)
            ),
            models.CheckConstraint(
                name="exemption_lifted_at_iff_by",
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.reason}"
