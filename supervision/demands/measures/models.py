"""The measures that the answer to a demand consists of."""

from django.db import models

from responsibility.files.models import StoredFile
from supervision.demands.models import Demand
from supervision.papers.measures import LaidMeasure


class DemandMeasure(LaidMeasure):
    """措施: with its own evidence (M003-28)."""

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="measures")
    files = models.ManyToManyField(StoredFile, related_name="demand_measures")
