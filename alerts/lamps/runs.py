"""Looking after the notes that the sweep leaves."""

from datetime import datetime, timedelta

from alerts.lamps.models import SweepRun

KEPT = timedelta(days=30)


def forget_old_runs(*, now: datetime) -> int:
    """Delete the notes of runs older than a month (the ledger keeps the turns); how many."""
    return SweepRun.objects.filter(started_at__lt=now - KEPT).delete()[0]
