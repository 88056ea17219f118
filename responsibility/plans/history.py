"""What was done with a plan and how far its items are: only ever added to."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.plans.models import PlanItem, WorkPlan

PERSON = settings.AUTH_USER_MODEL


class PlanStepQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """All of the county for its office; for everybody else those of the items they see."""
        managed = Q(plan__county__in=standing_of(user, at=at).office_counties)
        items = PlanItem.objects.visible_to(user, at=at)
        return self.filter(managed | Q(item__in=items.values("pk")))


class PlanStep(models.Model):
    """One thing that was done with a plan, or with one `item` of it: only ever added to.

    `before` and `after` are of the day (ISO), of the words, or of the post. `by` is None for what
    the platform did by itself.
    """

    class Step(models.TextChoices):
        SUBMITTED = "submitted", _("submitted it")
        TAKEN_BACK = "taken_back", _("took the submission back")
        RETURNED = "returned", _("returned it")
        ISSUED = "issued", _("issued it")
        STOPPED = "stopped", _("took the issue back")
        SENT = "sent", _("it went out")
        ADDED = "added", _("added an item")
        BROKEN_DOWN = "broken_down", _("broke it down")
        DAY_MOVED = "day_moved", _("moved the deadline")
        WORDS_CHANGED = "words_changed", _("changed its words")
        HANDED_OVER = "handed_over", _("gave it to another post")
        LEADERS_CHANGED = "leaders_changed", _("changed who leads or pushes")
        WITHDRAWN = "withdrawn", _("withdrew the item")
        GIVEN_AGAIN = "given_again", _("gave it out again")

    plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="steps")
    item = models.ForeignKey(PlanItem, null=True, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=16, choices=Step)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    objects = PlanStepQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.plan_id} {self.step}"


class PlanProgressQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Those of the items the person sees: who leads and pushes reads all of theirs."""
        items = PlanItem.objects.visible_to(user, at=at)
        return self.filter(item__in=items.values("pk"))


class PlanProgress(models.Model):
    """How far an item is, on the day `on`: counts nothing and turns nothing (M001-05).

    Only ever added to. An entry is taken back by another one (`takes_back`), whose text is the
    reason.
    """

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="progress")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    on = models.DateField()
    text = models.CharField(max_length=1000)
    takes_back = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="taken_back_by"
    )

    objects = PlanProgressQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.item_id} {self.on}"
