"""What is not to be used for now: a channel, or a part of what goes by it."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class ChannelPauseQuerySet(models.QuerySet):
    def in_force(self, *, at: datetime) -> Self:
        """Those that have not run out at `at`."""
        return self.filter(Q(until=None) | Q(until__gt=at))

    def of_message(self) -> Self:
        """In a query of messages: those of a part of the channel that the message goes by."""
        county = Q(county_id=models.OuterRef("county_id"))
        words = Q(template=models.OuterRef("template"), version=models.OuterRef("template_version"))
        return self.filter(county | words, channel=models.OuterRef("channel"))


class ChannelPause(models.Model):
    """A channel that is not to be used: because its account or settings are wrong, for all; for
    one county, whose office paused it; or one version of a template, which a provider filters.

    `key` says which of them. Without `until` it lasts until a person resumes it.
    """

    key = models.SlugField(max_length=60, primary_key=True)
    channel = models.CharField(max_length=12)
    county_id = models.BigIntegerField(null=True)
    template = models.CharField(max_length=24, blank=True, default="")
    version = models.PositiveSmallIntegerField(null=True)
    until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=80)
    paused_at = models.DateTimeField(null=True)
    paused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ChannelPauseQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.key} until {self.until}: {self.reason}"

    def in_force_at(self, at: datetime) -> bool:
        """Whether it has not run out at `at`."""
        return self.until is None or self.until > at
