"""Drafts: what is typed and not yet lodged."""

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """What a person has typed and not yet lodged; one a person, kept on the server (M000-08).

    `fields` holds the form's raw values by name, as lists of text.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="draft"
    )
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} {self.saved_at:%Y-%m-%d %H:%M}"
