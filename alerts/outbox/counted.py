"""What a message counts: matters, or what the stage says is counted instead (records, tasks)."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from datetime import datetime
from pkgutil import resolve_name

from alerts.kinds.stages import rule_of
from alerts.reminders.models import Reminder

Counted = Mapping[int, Collection[Hashable]]


def counted_of(reminders: Collection[Reminder], *, now: datetime) -> Counted:
    """By the id of each of `reminders`, what it counts; some queries per stage.

    Two reminders that count the same thing count it once.
    """
    counted: dict[int, Collection[Hashable]] = {
        reminder.pk: {(reminder.kind, reminder.deadline_id)} for reminder in reminders
    }
    by_path: dict[str, list[Reminder]] = defaultdict(list)
    for reminder in reminders:
        if path := rule_of(reminder.stage).counted:
            by_path[path].append(reminder)
    for path, some in by_path.items():
        counted |= resolve_name(path)(some, at=now)
    return counted
