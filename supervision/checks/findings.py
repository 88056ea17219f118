"""What is written in a spot check: findings by section, replies with files, conclusions."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from responsibility.files.models import StoredFile
from responsibility.organisation.posts.models import Post
from responsibility.records.models import Credit, DutyRecord
from supervision.checks.models import SpotCheck
from supervision.checks.states import Outcome, Section

PERSON = settings.AUTH_USER_MODEL


class Finding(models.Model):
    """A question or finding about one section of the record; never changed."""

    spot_check = models.ForeignKey(SpotCheck, on_delete=models.PROTECT, related_name="findings")
    section = models.CharField(max_length=10, choices=Section)
    text = models.CharField(max_length=600)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="finding_once_a_section", fields=["spot_check", "section"]
            ),
            models.CheckConstraint(name="finding_says_what", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.text}"


class CheckReply(models.Model):
    """The owner's reply, with files; a further one adds to it. Never changed."""

    spot_check = models.ForeignKey(SpotCheck, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(max_length=2000)
    files = models.ManyToManyField(StoredFile, related_name="check_replies")
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(name="checkreply_once", fields=["made_by", "nonce"])]

    def __str__(self) -> str:
        return self.text


class ConclusionQuerySet(models.QuerySet):
    def standing_still(self) -> Self:
        """Those that nobody lifted."""
        return self.filter(lifted_at=None)


class Conclusion(models.Model):
    """核实结论 about `record`: what a checker concluded, and the credits it ended.

    Lifted with a reason by an act of its own, never changed; the newest that is not lifted counts
    (edge case 43). Lifted, its credits are given again (lift.py).
    """

    spot_check = models.ForeignKey(SpotCheck, on_delete=models.PROTECT, related_name="conclusions")
    record = models.ForeignKey(DutyRecord, on_delete=models.PROTECT, related_name="conclusions")
    outcome = models.CharField(max_length=12, choices=Outcome)
    text = models.TextField(max_length=2000)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    credits = models.ManyToManyField(Credit, related_name="conclusions")
    lifted_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.CharField(max_length=300, null=True)  # noqa: DJ001 - an ending

    objects = ConclusionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="conclusion_says_why", condition=~Q(text="")),
            models.CheckConstraint(
                name="conclusion_lifted_says_why",
                condition=Q(lifted_at=None, lifted_by=None, lifted_because=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False, lifted_because__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.spot_check_id}: {self.outcome}"
