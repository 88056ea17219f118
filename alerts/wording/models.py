"""The words of messages as the office edits them: every version is kept."""

from django.conf import settings
from django.db import models


class Wording(models.Model):
    """One version of one template's words, in the shape of alerts/wording/wording.toml.

    Versions count up from the shipped one. The newest activated version is in use; what a message
    was made from never changes (trigger: only `activated_*` go from null to a value, once).
    """

    template = models.CharField(max_length=24)
    version = models.PositiveSmallIntegerField()
    words = models.JSONField()
    note = models.CharField(max_length=200, blank=True, default="")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    activated_at = models.DateTimeField(null=True)
    activated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="wording_version_once", fields=["template", "version"]),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.version}"


class ProviderTemplate(models.Model):
    """The template a provider approved for one version of our words.

    `params` names, for each parameter of the provider's template, ours. A version without one
    cannot be used with a channel of templates.
    """

    channel = models.CharField(max_length=12)
    template = models.CharField(max_length=24)
    version = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    signature = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    approved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="providertemplate_once", fields=["channel", "template", "version"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.code}"
