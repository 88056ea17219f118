"""Drafts: what is typed and not yet lodged."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from pages.numbers import number


class Draft(models.Model):
    """What a person has typed into one form and not yet lodged, kept on the server (M000-08).

    `nonce` is that of the form; the record lodged from it bears the same. `fields` holds the
    form's raw values by name, as lists of text; `record` among them where it corrects one.
    `version` counts how often it was saved, `page` is the open page that saved it last: a page that
    knows neither does not overwrite it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    nonce = models.UUIDField()
    fields = models.JSONField()
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, db_default=1)
    page = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="draft_of_a_form", fields=["user", "nonce"])]

    def __str__(self) -> str:
        return f"{self.user_id} {self.saved_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        """Its form."""
        if self.record_id:
            return f"{reverse('record-correct', args=[self.record_id])}?draft={self.pk}"
        return f"{reverse('record-new')}?draft={self.pk}"

    @property
    def record_id(self) -> int | None:
        """The record that it corrects."""
        return number(next(iter(self.fields.get("record", [])), None))

    @property
    def text(self) -> str:
        """What it says was done."""
        return "".join(self.fields.get("text", []))

    @property
    def tasks(self) -> list[str]:
        """The ids of the tasks ticked, as text."""
        return self.fields.get("tasks", [])
