"""Which open deadlines follow a calendar, and where they come to: worked out, nothing written.

The trial of a change and the change itself read the same here, so that what was shown is what
happens (docs/decisions/0017).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from responsibility.lists.models import DutyItem
from responsibility.tasks.models import Task, TaskQuerySet
from responsibility.tasks.publishing.plan import Entry, Timetable

# What tasks have in common that move together.
SAME = ("item", "period_start", "occasion", "due_on", "provisional", "owed_from")


@dataclass(frozen=True)
class Move:
    """The open `tasks` of one item due on one day, and the announced `entry` they follow. Where
    its day is not later than theirs they stay, and their day is no longer provisional."""

    tasks: TaskQuerySet
    entry: Entry
    due_on: date

    @property
    def is_later(self) -> bool:
        return self.entry.period.due_on > self.due_on

    @property
    def facts(self) -> dict:
        """What the tasks become, as facts of a deadline."""
        instants = self.entry.instants
        return {
            "due_on": self.entry.period.due_on,
            "warns_at": instants.warns_at,
            "late_at": instants.late_at,
            "closes_at": instants.closes_at,
            "provisional": False,
        }


@dataclass
class _Days:
    """The entries of items by the year of their period, in each of the calendars of a county."""

    timetable: Timetable
    items: Mapping[int, DutyItem]
    tables: dict[int, Timetable] = field(default_factory=dict)
    entries: dict[tuple, Sequence[Entry]] = field(default_factory=dict)

    def of(self, row: dict) -> Entry | None:
        """The entry of tasks that have the values of `row` in common."""
        item, start, unit = self.items[row["item"]], row["period_start"], row.get("unit")
        unit = unit if unit in self.timetable.calendar.closed_units else None
        year = start if item.cadence == DutyItem.Cadence.ONE_OFF else start.year
        key = (item.pk, year, unit)
        if key not in self.entries:
            self.entries[key] = _entries(self._table(unit), item, start)
        made_as = {"start": start, "occasion": row["occasion"]}
        found = (entry for entry in self.entries[key] if entry.period.is_that_of(**made_as))
        entry = next(found, None)
        if entry and row["owed_from"]:
            return self._table(unit).begun(entry, row["owed_from"])
        return entry

    def _table(self, unit: int | None) -> Timetable:
        if unit is None:
            return self.timetable
        if unit not in self.tables:
            own = self.timetable.calendar.of_unit(unit)
            self.tables[unit] = replace(self.timetable, calendar=own)
        return self.tables[unit]


def open_tasks(*, now: datetime) -> TaskQuerySet:
    """The tasks that follow the calendar: what somebody decided (an extension, a dispatch:
    `day_decided`), what is done, exempt or late stays."""
    following = Task.objects.filter(item__isnull=False, day_decided=False, late_at__gt=now)
    return following.open_still().order_by()


def moves_of(tasks: TaskQuerySet, *, timetable: Timetable) -> Iterator[Move]:
    """What becomes of the open `tasks` of one county in `timetable`; two queries for all.

    A day only ever moves later, and only to one that is announced.
    """
    same = (*SAME, "unit") if timetable.calendar.closed_units else SAME
    items = DutyItem.objects.in_bulk(tasks.values_list("item", flat=True).distinct())
    days = _Days(timetable, items)
    for row in list(tasks.values(*same).distinct()):
        entry = days.of(row)
        if entry is None or entry.period.due_on is None or entry.period.provisional:
            continue
        if row["provisional"] or entry.period.due_on > row["due_on"]:
            yield Move(tasks.filter(**row), entry, row["due_on"])


def _entries(timetable: Timetable, item: DutyItem, start: date) -> Sequence[Entry]:
    """The entries of `item` in the year of `start`, as the calendar is."""
    if item.cadence == DutyItem.Cadence.ONE_OFF:
        return [timetable.since(item, start)]
    return timetable.recurring(item, start.year)
