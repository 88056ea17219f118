"""Letting many tasks be owed no longer, in a few statements."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import F, Value
from django.db.models.functions import Greatest

from alerts.decisions.models import Exemption
from pages.lamp import Lamp
from responsibility.organisation.people.models import User
from responsibility.tasks.models import Task


def let_go(ids: Collection[int], *, by: User, now: datetime, reason: str, cause: str) -> None:
    """Exempt the locked tasks `ids`, decided by a person at `now`.

    The turn by a fact as in alerts.lamps.relight, for many rows; the trigger writes the ledger,
    also what the clock owed before.
    """
    kind, made = Task.matter_kind, {"decided_by": by, "decided_at": now, "reason": reason}
    rows = [Exemption(kind=kind, deadline_id=pk, **made) for pk in ids]
    Exemption.objects.bulk_create(rows, batch_size=2000)
    Task.objects.filter(pk__in=ids).update(
        exempt=True,
        lamp=Lamp.EXEMPT,
        lamp_since=Greatest(Value(now), F("lamp_since") + timedelta(microseconds=1)),
        lamp_cause=cause,
    )
