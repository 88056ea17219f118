"""What both sides state about an objection, what is decided on it, and what that corrects."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pages.lamp import Lamp
from responsibility.files.models import StoredFile
from responsibility.organisation.posts.models import Post
from supervision.objections.models import Objection
from supervision.objections.states import Correction, Ruling, Side

PERSON = settings.AUTH_USER_MODEL


class ObjectionStatement(models.Model):
    """The facts of one side, with files. Append-only; both sides read all of them."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="statements")
    side = models.CharField(max_length=12, choices=Side)
    text = models.TextField(max_length=2000)
    files = models.ManyToManyField(StoredFile, related_name="objection_statements")
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="objectionstatement_once", fields=["made_by", "nonce"]),
            models.CheckConstraint(name="objectionstatement_says_what", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.objection_id}: {self.side}"


class ObjectionDecision(models.Model):
    """What was decided on an objection, by whom, with reasons. Append-only."""

    objection = models.OneToOneField(Objection, on_delete=models.PROTECT, related_name="decision")
    ruling = models.CharField(max_length=12, choices=Ruling)
    reason = models.TextField(max_length=1000)
    due_on = models.DateField(null=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    decided_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="objectiondecision_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="objectiondecision_names_a_day",
                condition=Q(ruling__in=["moved", "more_time"], due_on__isnull=False)
                | (~Q(ruling__in=["moved", "more_time"]) & Q(due_on=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.objection_id}: {self.ruling}"

    @property
    def whose_ruling(self) -> Ruling:
        return Ruling(self.ruling)


class ObjectionCorrection(models.Model):
    """One thing that a decision corrects, at once or downstream. Append-only.

    `address` leads to it; the lamps and days are those before and after, where it has such.
    """

    decision = models.ForeignKey(
        ObjectionDecision, on_delete=models.PROTECT, related_name="corrections"
    )
    what = models.CharField(max_length=12, choices=Correction)
    subject = models.CharField(max_length=200)
    address = models.CharField(max_length=120)
    was = models.CharField(max_length=8, choices=Lamp, blank=True)
    becomes = models.CharField(max_length=8, choices=Lamp, blank=True)
    was_due_on = models.DateField(null=True)
    due_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.what}: {self.subject}"
