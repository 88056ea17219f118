"""When days off are announced, open deadlines are worked out anew (architecture 4)."""

from datetime import date, datetime

from django.db import transaction

from alerts.audit.record import record_audit
from alerts.decisions.turn import turn_lamp
from responsibility.lists.models import DutyItem
from responsibility.tasks.models import Task, TaskQuerySet
from responsibility.tasks.publishing.kind import CALENDAR
from responsibility.tasks.publishing.plan import Entry, Timetable, timetable_of


def reschedule(*, now: datetime) -> int:
    """Work out anew the open deadlines whose days off were provisional and are announced now.

    A day only ever moves later: nobody owes anything earlier than was told. A day that somebody
    decided (an extension) stays. The tasks of one item and period are one transaction, with an
    audit entry where they move. Safe to repeat. Returns the number of tasks that moved.
    """
    moved = 0
    open_tasks = Task.objects.filter(
        provisional=True,
        item__isnull=False,
        revision=0,
        fulfilled_at=None,
        exempt=False,
        late_at__gt=now,
    )
    for county_id in open_tasks.order_by().values_list("county_id", flat=True).distinct():
        of_county = open_tasks.filter(county_id=county_id)
        timetable = timetable_of(county_id, now=now)
        items = DutyItem.objects.in_bulk(of_county.values_list("item", flat=True).distinct())
        same = of_county.order_by().values_list("item", "period_start", "due_on").distinct()
        for item_id, start, due_on in list(same):
            entry = _entry(timetable, items[item_id], start)
            if entry and not entry.period.provisional:
                tasks = of_county.filter(item=item_id, period_start=start, due_on=due_on)
                moved += _settle(tasks, entry, due_on, now)
    return moved


def _entry(timetable: Timetable, item: DutyItem, start: date) -> Entry | None:
    """The entry of `item` for the period that began on `start`, as the calendar is now."""
    if item.cadence == DutyItem.Cadence.ONE_OFF:
        return timetable.since(item, start)
    entries = timetable.recurring(item, start.year)
    return next((entry for entry in entries if entry.period.start == start), None)


@transaction.atomic
def _settle(tasks: TaskQuerySet, entry: Entry, due_on: date, now: datetime) -> int:
    """Take the day of `entry`, now announced, for `tasks` due on `due_on`; how many moved."""
    if entry.period.due_on <= due_on:
        tasks.update(provisional=False)
        return 0
    instants = entry.instants
    locked = Task.objects.lock(list(tasks.values_list("pk", flat=True)))
    for task in locked:
        turn_lamp(
            deadline=task,
            now=now,
            cause=CALENDAR,
            due_on=entry.period.due_on,
            warns_at=instants.warns_at,
            late_at=instants.late_at,
            closes_at=instants.closes_at,
            provisional=False,
        )
    record_audit(
        by=None,
        now=now,
        action="task.reschedule",
        about=entry.item,
        before={"due_on": due_on},
        after={"due_on": entry.period.due_on, "tasks": len(locked)},
    )
    return len(locked)
