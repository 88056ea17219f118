"""Who may not decide on an objection, and why: noted when it is made (edge case 11)."""

from django.conf import settings
from django.db import models

from supervision.objections.states import Why


class ObjectionBar(models.Model):
    """回避: that a person does not decide on an objection. Append-only."""

    objection = models.ForeignKey(
        "supervision.Objection", on_delete=models.PROTECT, related_name="bars"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=12, choices=Why)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="objectionbar_once", fields=["objection", "person"])
        ]

    def __str__(self) -> str:
        return f"{self.objection_id}: {self.person_id} {self.why}"
