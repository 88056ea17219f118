"""That the times of deadlines changed by what holds for many (lamp rules, an outage)."""

from django.db import models

from alerts.decisions.models import DecisionQuerySet
from alerts.kinds.codes import CodeField
from alerts.kinds.collected import cause_choices


class Shift(models.Model):
    """The times of one deadline before and after a change for many; never changed or deleted.

    It names its deadline as an extension does. `because` says what it rests on, in the words of
    who entered that.
    """

    kind = models.CharField(max_length=12)
    deadline_id = models.BigIntegerField()
    made_at = models.DateTimeField()
    cause = CodeField(max_length=20, choices=cause_choices)
    because = models.CharField(max_length=100, blank=True, default="")
    was_due_on = models.DateField()
    due_on = models.DateField()
    was_warns_at = models.DateTimeField()
    warns_at = models.DateTimeField()
    was_closes_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "deadline_id"], name="shift_of_deadline")]

    def __str__(self) -> str:
        return f"{self.kind} {self.deadline_id}: {self.cause}"
