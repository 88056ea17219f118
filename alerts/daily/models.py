"""What was done for which day, so that a day is neither missed nor done twice."""

from django.db import models
from django.db.models.functions import Now


class DailyRun(models.Model):
    """That one duty of the day (a dotted path; alerts/kinds) was done for `day`."""

    day = models.DateField()
    duty = models.CharField(max_length=120)
    done_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(name="dailyrun_once", fields=["day", "duty"])]

    def __str__(self) -> str:
        return f"{self.day} {self.duty}"
