"""What the people who run the platform must look at, and the signs of life of its loops."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alerts.kinds.codes import CodeField


class Alarm(models.Model):
    """Something out of order; raised again while open, it counts up. Closed, it stays.

    `key` tells two alarms of a kind apart (a channel, a provider's code); `detail` is for the
    reader. An alarm without a county concerns the whole installation.
    """

    class Kind(models.TextChoices):
        SWEEP_LATE = "sweep_late", _("the lamps are not being turned")
        LAMP_STUCK = "lamp_stuck", _("a lamp cannot be turned")
        DRAIN_LATE = "drain_late", _("the outbox is not being looked into")
        CLOCK_JUMPED = "clock_jumped", _("the clock jumped")
        CHANNEL_PAUSED = "channel_paused", _("a channel is paused")
        WORDS_PAUSED = "words_paused", _("a provider filters our words")
        SENDER_STUCK = "sender_stuck", _("a sender stands still")
        UNMAPPED_CODE = "unmapped_code", _("the provider answered with an unknown code")
        UNMATCHED_RECEIPT = "unmatched", _("a receipt for a message that is not ours")
        FORGED_RECEIPT = "forged", _("a receipt that the provider did not sign")
        QUOTA_NEAR = "quota_near", _("the month's texts are nearly used up")
        QUOTA_SPENT = "quota_spent", _("the month's texts are used up")
        STORM = "storm", _("an unusual number of texts is held")
        RESTORED = "restored", _("the database was restored or copied")

    kind = CodeField(max_length=16, choices=Kind)
    key = models.CharField(max_length=40, blank=True, default="")
    county_id = models.BigIntegerField(null=True)
    detail = models.CharField(max_length=200, blank=True, default="")
    count = models.PositiveIntegerField(default=1)
    raised_at = models.DateTimeField()
    last_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="alarm_one_open",
                fields=["kind", "key", "county_id"],
                condition=models.Q(closed_at=None),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Heartbeat(models.Model):
    """That a loop of the platform (`sweep`, `drain`, `look_up`, `ticker`) lives: when last."""

    loop = models.CharField(max_length=16, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.loop} {self.at}"
