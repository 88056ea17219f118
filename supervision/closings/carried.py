"""What was carried over when a quarter was closed, and the log of its closing."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from alerts.decisions.models import Extension
from responsibility.records.models import Credit
from responsibility.tasks.models import Task
from supervision.closings.models import Closing
from supervision.closings.states import Act, State, What
from supervision.objections.models import Objection
from supervision.papers.steps import Step

PERSON = settings.AUTH_USER_MODEL


def _exactly_one() -> Q:
    """That one of the columns names what is carried over, and no other."""
    either = Q()
    for column in What.values:
        either |= Q(**{f"{other}__isnull": other != column for other in What.values})
    return either


class CarriedOver(models.Model):
    """结转: that something unfinished does not hold up the closing of the quarter, and why. A dated
    row beside it, which changes nothing of it; taken back by an act of its own."""

    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="carried")
    extension = models.ForeignKey(
        Extension, null=True, on_delete=models.PROTECT, related_name="carried"
    )
    objection = models.ForeignKey(
        Objection, null=True, on_delete=models.PROTECT, related_name="carried"
    )
    credit = models.ForeignKey(Credit, null=True, on_delete=models.PROTECT, related_name="carried")
    task = models.ForeignKey(Task, null=True, on_delete=models.PROTECT, related_name="carried")
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="carriedover_exactly_one", condition=_exactly_one()),
            models.CheckConstraint(name="carriedover_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="carriedover_ended_at_iff_by",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            *(
                models.UniqueConstraint(
                    name=f"carriedover_{column}_once",
                    fields=["closing", column],
                    condition=Q(ended_at=None),
                )
                for column in What.values
            ),
        ]

    def __str__(self) -> str:
        return f"{self.closing_id}: {self.reason}"

    @property
    def of_what(self) -> tuple[What, int]:
        """What it names."""
        return next((what, pk) for what in What if (pk := getattr(self, f"{what.value}_id")))


class ClosingStep(Step):
    """One act on a closing."""

    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=24, choices=Act)
    state = models.CharField(max_length=12, choices=State)

    def __str__(self) -> str:
        return f"{self.closing_id}: {self.act}"
