"""待约谈提醒: that a person's lamps turned red, for somebody to decide about a talk (M002-14)."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.acts import urged_units
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task
from supervision.talks.models import Talk

PERSON = settings.AUTH_USER_MODEL


class Outcome(models.TextChoices):
    """What was decided about it; never a measure of accountability."""

    TALK = "talk", pgettext_lazy("prompt", "a talk is held")
    MERGED = "merged", _("taken up in another talk")
    NOT_NEEDED = "not_needed", _("no talk needed")


class TalkPromptQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Who supervises the unit and may remind it, and the commission office; never of oneself
        or of the own unit."""
        standing = standing_of(user, at=at)
        reach = Q(unit__in=urged_units(standing)) | Q(county_id__in=standing.office_counties)
        return self.filter(reach).exclude(user=user.pk).exclude(unit__in=standing.own_units)

    def for_rows(self) -> Self:
        rows = self.select_related("user", "post", "unit", "talk").prefetch_related("duties")
        return rows.annotate(reds_counted=models.Count("reds", distinct=True))


class TalkPrompt(models.Model):
    """One open entry a person, with all that turned red since; `talk` is what was decided on."""

    county_id = models.BigIntegerField()
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    talk = models.ForeignKey(Talk, null=True, on_delete=models.PROTECT, related_name="prompts")
    ended_as = models.CharField(max_length=12, choices=Outcome, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    owed: Any = None  # the newest `TalkDuty` of it, with its lamp; set by its list

    objects = TalkPromptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="talkprompt_one_open", fields=["user"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="talkprompt_ended_in_full",
                condition=Q(ended_at=None, ended_by=None, ended_as="", talk=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False)
                & (
                    Q(ended_as=Outcome.NOT_NEEDED, talk=None, ended_because__gt="")
                    | Q(ended_as__in=[Outcome.TALK, Outcome.MERGED], talk__isnull=False)
                ),
            ),
        ]
        indexes = [models.Index(fields=["county_id", "-opened_at"], name="talkprompt_of_county")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.opened_at}"

    def get_absolute_url(self) -> str:
        return reverse("talk-prompt", args=[self.pk])


class PromptRed(models.Model):
    """The first red of a task, once for ever."""

    prompt = models.ForeignKey(TalkPrompt, on_delete=models.PROTECT, related_name="reds")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.prompt_id}: {self.task_id}"
