"""When days off are announced or changed, open deadlines are worked out anew (architecture 4)."""

from datetime import datetime

from django.db import transaction

from alerts.audit.record import record_audit
from alerts.decisions.turn import turn_lamps
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.kind import CALENDAR
from responsibility.tasks.publishing.moves import Move, moves_of, open_tasks
from responsibility.tasks.publishing.plan import timetable_of


def reschedule(*, now: datetime, county_id: int | None = None) -> int:
    """Work out anew the open deadlines that follow the calendar, as it is known at `now`.

    A notice that came, a notice that was changed, a local closure: a day only ever moves later,
    nobody owes anything earlier than was told; and only to a day that is announced. What somebody
    decided (an extension, a dispatch: `day_decided`), what is done, exempt or late stays. The
    tasks of one item and day are one transaction, with an audit entry where they move. Safe to
    repeat, so a daily duty; for one county where given. Returns the number of tasks that moved.
    """
    tasks, moved = open_tasks(now=now), 0
    if county_id:
        tasks = tasks.filter(county_id=county_id)
    for county in list(tasks.values_list("county_id", flat=True).distinct()):
        timetable = timetable_of(county, now=now)
        for move in moves_of(tasks.filter(county_id=county), timetable=timetable):
            moved += _settle(move, now)
    return moved


@transaction.atomic
def _settle(move: Move, now: datetime) -> int:
    """Take the day of `move`, now announced, for its tasks; how many moved."""
    if not move.is_later:
        move.tasks.update(provisional=False)
        return 0
    locked = Task.objects.lock(list(move.tasks.values_list("pk", flat=True)))
    turn_lamps(changes=[(task, move.facts) for task in locked], now=now, cause=CALENDAR)
    record_audit(
        by=None,
        now=now,
        action="task.reschedule",
        about=move.entry.item,
        before={"due_on": move.due_on},
        after={"due_on": move.entry.period.due_on, "tasks": len(locked)},
    )
    return len(locked)
