"""What is changed about a person's account or rights: the person concerned hears of it."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from alerts.deadlines.matter import Matter
from alerts.kinds.codes import CodeField
from responsibility.organisation.account_changes.kind import CHANGES

PERSON = settings.AUTH_USER_MODEL


def change_choices() -> list[tuple[str, str]]:
    return [(code, str(words)) for code, words in CHANGES.items()]


class AccountChangeQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Those about oneself; all for the auditor."""
        return self if user.is_auditor else self.filter(user=user.pk)


class AccountChange(Matter):
    """That `by` (None: a command) did something to the account or the rights of `user`.
    Append-only. `about` is the post it is about, in words; `change` a code of kind.py."""

    matter_kind = "account"

    county_id = models.BigIntegerField()
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    change = CodeField(max_length=24, choices=change_choices)
    about = models.CharField(max_length=200, blank=True, default="")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AccountChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.user_id} {self.change}"

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids).select_related("user")
        pattern = _("%(person)s: %(change)s")
        return {
            row.pk: pattern % {"person": row.user.name, "change": row.get_change_display()}
            for row in rows
        }

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {pk: reverse("account-change", args=[pk]) for pk in ids}
