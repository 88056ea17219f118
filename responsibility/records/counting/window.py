"""From which instant something counts, also in a correction window (补正)."""

from collections import Counter
from datetime import datetime

from django.db.models import F

from alerts.lamps.rule import Hold
from responsibility.records.models import Credit
from responsibility.tasks.models import Task


def counting_instant(*, task: Task, now: datetime) -> datetime:
    """From which instant a record received at `now` counts for the locked `task`: its receipt.

    In a correction window it takes the place of a record found insufficient and counts from
    that one's instant, so what was in time stays in time (edge case 41). Each place is taken
    once; after the window's end, and beyond the places, the receipt counts.
    """
    if task.hold != Hold.IN_CORRECTION or now >= task.held_until:
        return now
    return min(_free_places(task), default=now)


def _free_places(task: Task) -> Counter:
    insufficient = Credit.objects.filter(
        task=task,
        ended_as=Credit.Ending.INSUFFICIENT,
        ended_at__gte=task.held_since,
        counts_at__isnull=False,
    )
    taken = Credit.objects.filter(
        task=task, offered_at__gte=task.held_since, counts_at__lt=F("offered_at")
    ).in_force()
    return Counter(insufficient.values_list("counts_at", flat=True)) - Counter(
        taken.values_list("counts_at", flat=True)
    )
