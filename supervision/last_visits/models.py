"""When a supervising person last looked at the morning page: for "since your last visit" alone."""

from django.conf import settings
from django.db import models


class LastVisit(models.Model):
    """Of one person the instant of the newest look, and that of the last one of the stay before.

    Shown to nobody else; no earlier ones are kept, so no time spent is counted (architecture 8).
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="last_visit"
    )
    seen_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.seen_at}"
