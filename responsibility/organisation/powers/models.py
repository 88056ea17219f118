"""The two powers that no post gives, and who proposed and decided to give or withdraw them."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from responsibility.organisation.standing import standing_of

PERSON = settings.AUTH_USER_MODEL


class Power(models.TextChoices):
    """What it is called; its value is the column of the account that holds it."""

    ADMINISTRATOR = "is_system_administrator", _("system administrator")
    AUDITOR = "is_auditor", _("auditor")


class PowerChangeQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """All of them for who may propose and decide, the newest first."""
        if not decides_powers(user, at=at):
            return self.none()
        people = self.select_related("user", "proposed_by", "decided_by")
        return people.order_by(F("decided_at").desc(nulls_first=True), "-proposed_at", "-pk")


class PowerChange(models.Model):
    """That a person is to become system administrator or auditor (`give`), or no longer to be.

    Proposed by one, decided by another. `proposed_by` is None for a command, which decides itself.
    """

    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="power_changes")
    power = models.CharField(max_length=24, choices=Power)
    give = models.BooleanField()
    basis = models.CharField(max_length=120, blank=True, default="")
    proposed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)

    objects = PowerChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "power"], condition=Q(decided_at=None), name="power_change_one_open"
            ),
            models.CheckConstraint(
                name="power_change_decided",
                condition=Q(agreed=None, decided_at=None)
                | Q(agreed__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="power_change_two_people",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("user")),
                name="power_change_not_own",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.power} {self.give}"


def decides_powers(user, *, at: datetime) -> bool:
    """Whether `user` may propose and decide: system administrators and the commission office."""
    standing = standing_of(user, at=at)
    return standing.is_system_administrator or bool(standing.office_counties)


def holders() -> list[tuple[str, models.QuerySet]]:
    """Each power by its name, with the people who hold it."""
    people = get_user_model().objects
    return [(power.label, people.filter(**{power: True})) for power in Power]
