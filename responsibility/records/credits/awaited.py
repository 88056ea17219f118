"""Whether a holder has still to confirm what was logged for the post, and of which records."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from alerts.reminders.models import Reminder
from responsibility.records.models import Credit

SLOT = "record-"


def still_awaited(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Which of the tasks `ids` have a record that awaits its confirmation."""
    return Credit.objects.filter(task__in=ids).awaiting().values_list("task", flat=True)


def slot_of(record_id: int) -> str:
    """The slot of a reminder about a record, which is a reminder of each of its tasks."""
    return f"{SLOT}{record_id}"


def records_awaited(reminders: Collection[Reminder], *, at: datetime) -> dict[int, Collection[str]]:
    """By a reminder's id: the record it is about while its answer is awaited, by its slot.

    What was told anew before slots said of what counts all that its task awaits.
    """
    tasks = {reminder.deadline_id for reminder in reminders}
    awaited = defaultdict(set)
    for task, record in (
        Credit.objects.filter(task__in=tasks).awaiting().values_list("task", "record")
    ):
        awaited[task].add(slot_of(record))
    found = {}
    for reminder in reminders:
        of_task = awaited[reminder.deadline_id]
        named = reminder.of_slot.startswith(SLOT)
        found[reminder.pk] = of_task & {reminder.of_slot} if named else of_task
    return found


def records_named(reminders: Iterable[Reminder], *, at: datetime) -> dict[int, set[str]]:
    """By a reminder's id: the one record it is about, by its slot; it may fulfil many tasks."""
    return {reminder.pk: {reminder.of_slot} for reminder in reminders}
