"""The lamp ledger (亮灯台账), written by a trigger alone, and the runs of the sweep."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from alerts.kinds.codes import CodeField
from alerts.kinds.collected import cause_choices
from pages.lamp import Lamp


class LampTurn(models.Model):
    """One turn of one lamp.

    `kind` and `deadline_id` name the deadline without a foreign key (architecture 2): deadline
    rows are never deleted, and only the trigger `lamp_turned` writes here. `from_lamp` is null
    for the first turn. `took_effect_at` is when the lamp turned, `noticed_at` when it was written.
    """

    kind = models.CharField(max_length=12)
    deadline_id = models.BigIntegerField()
    county_id = models.BigIntegerField()
    from_lamp = models.CharField(max_length=8, choices=Lamp, null=True)  # noqa: DJ001
    to_lamp = models.CharField(max_length=8, choices=Lamp)
    cause = CodeField(max_length=20, choices=cause_choices)
    took_effect_at = models.DateTimeField()
    noticed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lampturn_turns",
                condition=Q(from_lamp__isnull=True) | ~Q(from_lamp=F("to_lamp")),
            )
        ]
        indexes = [
            # One deadline's ledger, in order.
            models.Index(fields=["kind", "deadline_id", "id"], name="lampturn_of_deadline"),
            # The lamps of a county week by week (dashboards).
            models.Index(fields=["county_id", "kind", "took_effect_at"], name="lampturn_of_county"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.deadline_id}: {self.from_lamp} -> {self.to_lamp}"


class SweepRun(models.Model):
    """One run of the sweep: when, by what clock, how many lamps turned.

    `ended_at` is null while it runs, or if it died; `failed` names the kinds of deadlines of which
    something could not be turned, and what was put off and could not be done (the log has the
    reason). A run by the clock also says on which start of which machine it was and how many
    seconds that had been up (clock_guard.py); `held`: it did nothing, since the clock had jumped.
    """

    started_at = models.DateTimeField(db_default=Now())
    now = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    turned = models.PositiveIntegerField(default=0)
    failed = models.CharField(max_length=200, blank=True, default="")
    boot_id = models.CharField(max_length=36, blank=True, default="")
    uptime = models.FloatField(null=True)
    held = models.BooleanField(default=False)

    class Meta:
        indexes = [
            # The newest run ("reminders last ran 12 seconds ago"), and clearing away old ones.
            models.Index(fields=["-started_at"], name="sweeprun_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.now:%Y-%m-%d %H:%M} {self.turned}"
