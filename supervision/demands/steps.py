"""The log of a demand, from its draft on."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from supervision.demands.drafts.models import DemandDraft
from supervision.demands.models import Demand
from supervision.demands.states import Act, DraftState, State
from supervision.papers.steps import Step


class DemandStep(Step):
    """One act on a draft or a demand; those of a draft are the demand's too, once it is sent.
    `made_by` is null for what the platform does by itself."""

    draft = models.ForeignKey(
        DemandDraft, null=True, on_delete=models.PROTECT, related_name="steps"
    )
    demand = models.ForeignKey(Demand, null=True, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=24, choices=Act)
    state = models.CharField(max_length=12, choices=[*State.choices, *DraftState.choices])
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="demandstep_of_something",
                condition=Q(draft__isnull=False) | Q(demand__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.demand_id}: {self.act}"
