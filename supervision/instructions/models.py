"""Leaders' instructions (批示): whose, of which day, about what; and of whom an answer is owed."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task
from supervision.demands.models import Demand
from supervision.hearings.models import Hearing
from supervision.instructions.states import Act, Level, State
from supervision.papers.steps import Step
from supervision.problems.models import Problem

PERSON = settings.AUTH_USER_MODEL


class InstructionQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The leader's own, also a predecessor's in the post; the office of the county."""
        standing = standing_of(user, at=at)
        own = Q(leader_post__in=standing.own_posts) | Q(leader=user.pk)
        return self.filter(own | Q(county_id__in=standing.office_counties))

    def with_state(self) -> Self:
        """Rows with `waits`: somebody has yet to answer; and `answered`: an answer is to be
        looked at."""
        asks = InstructionAsk.objects.filter(instruction=OuterRef("pk"), demand__exempt=False)
        asks = asks.filter(demand__closed_at=None)
        return self.annotate(
            waits=Exists(asks.filter(demand__fulfilled_at=None)),
            answered=Exists(asks.filter(demand__fulfilled_at__isnull=False)),
        )


class Instruction(models.Model):
    """批示: what a leader wishes, given on a day, as it stands on the paper with that number where
    there is one. Given by the leader, or recorded for the leader by the office (`made_by`).

    Of each post it is addressed to an answer is demanded (`asks`). `about` says in the words of
    that day what it was about; what that was is named too.
    """

    county_id = models.BigIntegerField()
    leader = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    leader_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="instructions")
    text = models.CharField(max_length=300)
    given_on = models.DateField()
    paper = models.CharField(max_length=80, blank=True)
    about = models.CharField(max_length=200, blank=True)
    task = models.ForeignKey(Task, null=True, on_delete=models.PROTECT, related_name="+")
    problem = models.ForeignKey(Problem, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    hearing = models.ForeignKey(
        Hearing, null=True, on_delete=models.PROTECT, related_name="instructions"
    )
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=300, null=True)  # noqa: DJ001 - an ending

    shown_asks: list  # the rows that a page shows (page.py)
    waits: bool  # of rows `with_state`
    answered: bool

    objects = InstructionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="instruction_once", fields=["made_by", "nonce"]),
            models.CheckConstraint(name="instruction_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="instruction_ended_says_why",
                condition=Q(ended_at=None, ended_by=None, ended_because=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, ended_because__gt=""),
            ),
        ]
        indexes = [
            models.Index(fields=["county_id", "-given_on"], name="instruction_of_county"),
        ]

    def __str__(self) -> str:
        return f"{self.leader_post_id} {self.given_on}"

    def get_absolute_url(self) -> str:
        return reverse("instruction", args=[self.pk])

    @property
    def state(self) -> State:
        """How far it is; of a row `with_state`."""
        if self.ended_at:
            return State.WITHDRAWN
        if self.answered:
            return State.ANSWERED
        return State.OPEN if self.waits else State.DONE


class InstructionAsk(models.Model):
    """That a post is to answer for an instruction, on its level; with its lamp, `demand`."""

    instruction = models.ForeignKey(Instruction, on_delete=models.PROTECT, related_name="asks")
    demand = models.OneToOneField(Demand, on_delete=models.PROTECT, related_name="instructed")
    level = models.CharField(max_length=12, choices=Level)

    def __str__(self) -> str:
        return f"{self.instruction_id}: {self.level}"


class InstructionStep(Step):
    """One act on an instruction."""

    instruction = models.ForeignKey(Instruction, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=24, choices=Act)
    state = models.CharField(max_length=12, choices=State)

    def __str__(self) -> str:
        return f"{self.instruction_id}: {self.act}"
