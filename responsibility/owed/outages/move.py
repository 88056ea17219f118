"""What an outage moves: whatever is due on a day on which the platform could not be used, of any
kind of deadline, is due on the next working day after it (feature 11)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import F, Q

from alerts.deadlines.discovery import deadline_models
from alerts.deadlines.models import Deadline
from alerts.deadlines.readers import DeadlineQuerySet
from alerts.decisions.shifts import note_shifts
from alerts.decisions.turn import turn_lamps
from alerts.reminders.owe import owe_reminders
from alerts.workdays.calendar import DAY, Calendar, calendar_of
from alerts.workdays.models import Outage
from pages.days import midnight
from responsibility.owed.outages.kind import OUTAGE

SHORTEST = timedelta(minutes=30)  # of a day; less keeps nobody from anything


def days_lost(outage: Outage) -> list[date]:
    """The days on which the platform could not be used for at least half an hour."""
    return [day for day in outage.days if _lost(outage, day) >= SHORTEST]


def _lost(outage: Outage, day: date) -> timedelta:
    start, end = max(outage.starts_at, midnight(day)), min(outage.ends_at, midnight(day + DAY))
    return end - start


def rows_of(outage: Outage) -> list[DeadlineQuerySet]:
    """What is due on those days in its county and is not exempt: still to be done, or done after
    its deadline. What was done in time is left alone."""
    open_or_late = Q(fulfilled_at=None) | Q(fulfilled_at__gte=F("late_at"))
    days = {"due_on__in": days_lost(outage), "county_id": outage.county_id, "exempt": False}
    return [model.objects.filter(open_or_late, **days) for model in deadline_models()]


def move_deadlines(outage: Outage, *, now: datetime) -> int:
    """Move what was due within `outage`; how many were moved.

    Only later, and only where that helps: what was not done on the later day either stays red as
    it is. A lamp keeps the day on which it turns yellow. What was red stays in the ledger; from
    `now` the lamp follows the new day. Whose deadline moved is told, once for each outage.
    """
    calendar, moved = calendar_of(outage.county_id), 0
    for rows in rows_of(outage):
        changes = list(_changes(rows, outage, calendar, now))
        note_shifts(changes=changes, now=now, cause=OUTAGE, because=outage.reason)
        turn_lamps(changes=changes, now=now, cause=OUTAGE)
        ids = [row.pk for row, _facts in changes if row.fulfilled_at is None]
        owe_reminders(model=rows.model, ids=ids, stage=OUTAGE, now=now, slot=f"{outage.pk}")
        moved += len(changes)
    return moved


def _changes(
    rows: DeadlineQuerySet, outage: Outage, calendar: Calendar, now: datetime
) -> Iterator[tuple[Deadline, dict]]:
    last = outage.days[-1]
    for row in rows.order_by("pk").select_for_update(no_key=True):
        due_on = calendar.of_unit(getattr(row, "unit_id", 0)).after_working_days(last, 1)
        late_at = midnight(due_on + DAY)
        if late_at > row.late_at and (row.fulfilled_at or now) < late_at:
            closes_at = row.closes_at and row.closes_at + (late_at - row.late_at)
            yield row, {"due_on": due_on, "late_at": late_at, "closes_at": closes_at}
