"""When days off are announced or changed, open deadlines are worked out anew (architecture 4)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from alerts.audit.record import record_audit
from alerts.decisions.turn import turn_lamp
from responsibility.lists.models import DutyItem
from responsibility.tasks.models import Task, TaskQuerySet
from responsibility.tasks.publishing.kind import CALENDAR
from responsibility.tasks.publishing.plan import Entry, Timetable, timetable_of

# What tasks have in common that move together.
SAME = ("item", "period_start", "occasion", "due_on", "provisional", "owed_from")


def reschedule(*, now: datetime, county_id: int | None = None) -> int:
    """Work out anew the open deadlines that follow the calendar, as it is known at `now`.

    A notice that came, a notice that was changed, a local closure: a day only ever moves later,
    nobody owes anything earlier than was told; and only to a day that is announced. What somebody
    decided (an extension, a dispatch: `day_decided`), what is done, exempt or late stays. The
    tasks of one item and day are one transaction, with an audit entry where they move. Safe to
    repeat, so a daily duty; for one county where given. Returns the number of tasks that moved.
    """
    open_tasks = Task.objects.filter(item__isnull=False, day_decided=False, late_at__gt=now)
    open_tasks = open_tasks.open_still().order_by()
    if county_id:
        open_tasks = open_tasks.filter(county_id=county_id)
    counties = list(open_tasks.values_list("county_id", flat=True).distinct())
    return sum(_of_county(open_tasks.filter(county_id=county), county, now) for county in counties)


def _of_county(tasks: TaskQuerySet, county_id: int, now: datetime) -> int:
    """The same for the open `tasks` of one county; one query for all that stays."""
    timetable = timetable_of(county_id, now=now)
    items = DutyItem.objects.in_bulk(tasks.values_list("item", flat=True).distinct())
    entries: dict[tuple, Sequence[Entry]] = {}
    moved = 0
    for row in list(tasks.values(*SAME).distinct()):
        item, start = items[row["item"]], row["period_start"]
        year = (item.pk, start if item.cadence == DutyItem.Cadence.ONE_OFF else start.year)
        if year not in entries:
            entries[year] = _entries(timetable, item, start)
        made_as = {"start": start, "occasion": row["occasion"]}
        entry = next((one for one in entries[year] if one.period.is_that_of(**made_as)), None)
        if entry and row["owed_from"]:
            entry = timetable.begun(entry, row["owed_from"])
        if entry is None or entry.period.due_on is None or entry.period.provisional:
            continue
        if row["provisional"] or entry.period.due_on > row["due_on"]:
            moved += _settle(tasks.filter(**row), entry, row["due_on"], now)
    return moved


def _entries(timetable: Timetable, item: DutyItem, start: date) -> Sequence[Entry]:
    """The entries of `item` in the year of `start`, as the calendar is now."""
    if item.cadence == DutyItem.Cadence.ONE_OFF:
        return [timetable.since(item, start)]
    return timetable.recurring(item, start.year)


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
