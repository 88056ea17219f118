"""What people decide about a deadline: extensions and exemptions.

A row names its deadline by `kind` and `deadline_id`, as a reminder does, without a foreign key:
rows of deadlines are never deleted (architecture 2), and a new kind costs no table.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from alerts.deadlines.discovery import deadline_models
from alerts.deadlines.models import Deadline


class DecisionQuerySet(models.QuerySet):
    def of(self, deadline: Deadline) -> Self:
        """Those about `deadline`."""
        return self.filter(kind=deadline.matter_kind, deadline_id=deadline.pk)

    def about(self, *parts: models.QuerySet) -> Self:
        """Those about the rows of querysets of one kind each."""
        which = Q(pk__in=[])
        for rows in parts:
            which |= Q(kind=rows.model.matter_kind, deadline_id__in=rows.order_by().values("pk"))
        return self.filter(which)


# Neither decided nor taken back.
WAITS = Q(decided_at=None, taken_back_at=None)


class ExtensionQuerySet(DecisionQuerySet):
    def waiting(self) -> Self:
        """Those that somebody is still to decide on."""
        return self.filter(WAITS)

    def visible_to(self, user, *, at: datetime) -> Self:
        """Extensions of the deadlines `user` may see."""
        kinds = {model: model.objects.visible_to(user, at=at) for model in deadline_models()}
        return self._of_any(kinds)

    def to_decide_by(self, user, *, at: datetime) -> Self:
        """What waits for the decision of `user`, who did not ask for it. Where the deadline has
        become exempt nothing is left to decide."""
        kinds = {model: model.extends(user, at=at) for model in deadline_models()}
        return self.to_decide(kinds, besides=user.pk)

    def to_decide(self, within: Mapping[type[Deadline], Q], *, besides: int) -> Self:
        """What waits for a decision about the rows of each kind `within` a condition, not asked
        for by the person `besides`."""
        rows = {model: model.objects.filter(which, exempt=False) for model, which in within.items()}
        return self.waiting()._of_any(rows).exclude(asked_by=besides)

    def _of_any(self, kinds: Mapping[type[Deadline], models.QuerySet]) -> Self:
        """Those about the rows of each kind.

        Each looked up by its key: "in" would read every task there is for a handful of requests.
        """
        of_each = (
            Q(Exists(rows.order_by().filter(pk=OuterRef("deadline_id"))), kind=model.matter_kind)
            for model, rows in kinds.items()
        )
        return self.filter(reduce(or_, of_each, Q(pk__in=[])))


class Extension(models.Model):
    """延期: asked for by who owes it, decided by another by the day `decide_by`, or taken back by
    who owes it. While it waits the clock stands still, if it was asked for in time.

    Where it was granted, `was_due_on` and `due_on` are the days before and after.
    """

    kind = models.CharField(max_length=12)
    deadline_id = models.BigIntegerField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    wanted_on = models.DateField()
    reason = models.CharField(max_length=500)
    decide_by = models.DateField()
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True)
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
        indexes = [
            models.Index(fields=["kind", "deadline_id"], name="extension_of_deadline"),
            # What waits for a decision is little, whatever was decided in all years.
            models.Index(fields=["decide_by"], name="extension_waits", condition=WAITS),
        ]
        constraints = [
            models.UniqueConstraint(
                name="extension_one_waits", fields=["kind", "deadline_id"], condition=WAITS
            ),
            models.CheckConstraint(
                name="extension_taken_back_undecided",
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False, decided_at=None),
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
        return f"{self.kind} {self.deadline_id} -> {self.wanted_on}"

    @property
    def waits(self) -> bool:
        """Whether somebody is still to decide on it."""
        return self.decided_at is None and self.taken_back_at is None


class Exemption(models.Model):
    """免: decided with reason and document, lifted by a later decision."""

    kind = models.CharField(max_length=12)
    deadline_id = models.BigIntegerField()
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

    objects = DecisionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "deadline_id"], name="exemption_of_deadline")]
        constraints = [
            models.UniqueConstraint(
                name="exemption_one_stands",
                fields=["kind", "deadline_id"],
                condition=Q(lifted_at=None),
            ),
            models.CheckConstraint(
                name="exemption_lifted_at_iff_by",
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.deadline_id}: {self.reason}"
