"""The browsers on which a person is not asked for the code of the second factor for a while."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

REMEMBERED_FOR = timedelta(days=30)


class RememberedBrowser(models.Model):
    """That `user` ticked it at `at` on the browser with that `mark` (known.py).

    Gone as soon as sessions of the person are ended (end.py), and when it is too old.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="remembered_browsers"
    )
    mark = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "mark"], name="remembered_browser_once"),
            models.CheckConstraint(condition=~models.Q(mark=""), name="remembered_browser_marked"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.at:%Y-%m-%d}"


def remember_browser(*, user, mark: str, now: datetime) -> None:
    """Ask `user` for no code on this browser for 30 days."""
    RememberedBrowser.objects.update_or_create(user=user, mark=mark, defaults={"at": now})


def remembered(user, *, at: datetime) -> models.QuerySet:
    """The browsers on which `user` is asked for no code at `at`."""
    return RememberedBrowser.objects.filter(user=user, at__gt=at - REMEMBERED_FOR, at__lte=at)


def forget_browsers(user) -> int:
    """Ask `user` for the code everywhere again; on how many browsers it was not."""
    return RememberedBrowser.objects.filter(user=user).delete()[0]


def forget_old_browsers(*, now: datetime) -> int:
    """Delete what is too old to count; how many. A daily duty."""
    return RememberedBrowser.objects.filter(at__lte=now - REMEMBERED_FOR).delete()[0]
