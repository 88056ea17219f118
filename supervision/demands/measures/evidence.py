"""The files of the measures of a demand: open to who sees the demand."""

from django.db.models import QuerySet

from responsibility.files.models import StoredFile
from supervision.demands.models import Demand


def evidence_of(demand: Demand) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(demand_measures__demand=demand).distinct()
