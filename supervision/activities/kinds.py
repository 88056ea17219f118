"""The kinds of activities that a county knows: data (M001-27, M004-08)."""

from django.db import models

from responsibility.organisation.bilingual import in_language


class ActivityKind(models.Model):
    """What kind of activity a county knows: data. What is out of use stays readable."""

    county_id = models.BigIntegerField()
    code = models.CharField(max_length=24)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField()
    in_use = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="activitykind_once", fields=["county_id", "code"])
        ]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)
