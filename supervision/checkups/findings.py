"""What is answered in a checkup, and what who checks writes down about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from responsibility.organisation.posts.models import Post
from supervision.checkups.models import Checkup, CheckupStep
from supervision.checkups.states import Value
from supervision.checkups.template.models import TemplateQuestion
from supervision.problems.models import Problem

PERSON = settings.AUTH_USER_MODEL


class CheckupAnswer(models.Model):
    """The answer to a question, as it was handed in by the act `step`; never changed."""

    step = models.ForeignKey(CheckupStep, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(TemplateQuestion, on_delete=models.PROTECT, related_name="+")
    value = models.CharField(max_length=8, choices=Value)
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="checkupanswer_once", fields=["step", "question"]),
            models.CheckConstraint(
                name="checkupanswer_says_what_is_missing",
                condition=~Q(value__in=[Value.PARTLY, Value.NO]) | ~Q(remark=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.value}"

    @property
    def sign(self) -> str:
        return Value(self.value).sign


class CheckupFinding(models.Model):
    """What who checks finds about a question. It becomes a `problem` of the ledger once, or is
    taken back with a reason."""

    checkup = models.ForeignKey(Checkup, on_delete=models.PROTECT, related_name="findings")
    question = models.ForeignKey(TemplateQuestion, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()
    problem = models.OneToOneField(
        Problem, null=True, on_delete=models.PROTECT, related_name="checkup_finding"
    )
    dropped_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    dropped_because = models.CharField(max_length=300, null=True)  # noqa: DJ001

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="checkupfinding_number_once", fields=["checkup", "number"]
            ),
            models.UniqueConstraint(name="checkupfinding_once", fields=["made_by", "nonce"]),
            models.CheckConstraint(name="checkupfinding_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="checkupfinding_dropped_says_why",
                condition=Q(dropped_at=None, dropped_by=None, dropped_because=None)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False, dropped_because__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """Its number as it is written, also at the problem it became."""
        return f"{self.checkup.called}-{self.number}"
