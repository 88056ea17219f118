"""Days off and working days: a versioned copy, so that a library update moves no deadline."""

from django.db import models


class WorkDay(models.Model):
    """One calendar day of the statutory arrangement (法定节假日 and 调休).

    `holiday` is the statutory holiday's name where the day belongs to one. `provisional` marks a
    year whose arrangement was not yet announced: weekends and fixed-date holidays alone.
    `source` names the library version it was copied from.
    """

    day = models.DateField(unique=True)
    off = models.BooleanField()
    holiday = models.CharField(max_length=20, blank=True, default="")
    provisional = models.BooleanField(default=False)
    source = models.CharField(max_length=40)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {'off' if self.off else 'working'}"


class LocalClosure(models.Model):
    """A day on which a county's offices are closed beside the statutory days (snow, flood)."""

    county_id = models.BigIntegerField()
    day = models.DateField()
    reason = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="localclosure_once", fields=["county_id", "day"])
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.reason}"
