"""That somebody who lost the device of the second factor does without it: by two people."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from responsibility.organisation.powers.models import decides_powers

PERSON = settings.AUTH_USER_MODEL


class FactorResetQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """All of them for who may propose and decide, those that wait first, then the newest."""
        if not decides_powers(user, at=at):
            return self.none()
        people = self.select_related("user", "proposed_by", "decided_by")
        return people.order_by(F("decided_at").desc(nulls_first=True), "-proposed_at", "-pk")


class FactorReset(models.Model):
    """That the second factor of `user` is to be taken away. Proposed by one, decided by another;
    a command on the machine decides itself and names nobody."""

    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="factor_resets")
    reason = models.CharField(max_length=200)
    proposed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)

    objects = FactorResetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(decided_at=None), name="factor_reset_one_open"
            ),
            models.CheckConstraint(
                name="factor_reset_decided",
                condition=Q(agreed=None, decided_at=None)
                | Q(agreed__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="factor_reset_two_people",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("user")),
                name="factor_reset_not_own",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.proposed_at:%Y-%m-%d}"
