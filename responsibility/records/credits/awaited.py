"""Whether a holder has still to confirm what was logged for the post."""

from collections.abc import Collection, Iterable
from datetime import datetime

from responsibility.records.models import Credit


def still_awaited(ids: Collection[int], *, at: datetime) -> Iterable[int]:
    """Which of the tasks `ids` have a record that awaits its confirmation."""
    return Credit.objects.filter(task__in=ids).awaiting().values_list("task", flat=True)
