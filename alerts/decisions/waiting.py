"""Of what a request for an extension still waits, so that who decides is still to be told."""

from collections.abc import Collection, Iterable
from datetime import datetime

from alerts.decisions.models import Extension


def still_waits(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """About which of the deadlines `ids` of `kind` somebody is still to decide."""
    waiting = Extension.objects.waiting().filter(kind=kind, deadline_id__in=ids)
    return waiting.values_list("deadline_id", flat=True)
