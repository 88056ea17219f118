"""The notes that the sweep leaves."""

from datetime import datetime, timedelta

from alerts.lamps.models import SweepRun

KEPT = timedelta(days=30)


def last_sweep() -> datetime | None:
    """When the last sweep began that did its work, or tried to; None: never."""
    runs = SweepRun.objects.filter(held=False).order_by("-started_at")
    return runs.values_list("started_at", flat=True).first()


def forget_old_runs(*, now: datetime) -> int:
    """Delete the notes of runs older than a month (the ledger keeps the turns); how many."""
    return SweepRun.objects.filter(started_at__lt=now - KEPT).delete()[0]
