"""What publishing items for a year would ask: one entry for each item and period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from alerts.lamps.rule import LampFacts, lamp_for
from alerts.workdays.calendar import Calendar, calendar_of
from pages.days import day_of, midnight
from responsibility.lists.due import (
    Instants,
    Period,
    instants_of,
    period_after_appointment,
    periods_of,
)
from responsibility.lists.lamp_scheme import LampScheme
from responsibility.lists.models import DutyItem
from responsibility.lists.pro_rata import share_of
from responsibility.organisation.posts.models import Appointment


@dataclass(frozen=True)
class Entry:
    """An item in one period. `post_id` is given for one-off items: the post of a new holder.

    `period` is None for a one-off item as such, which opens when someone is appointed. `owed_from`
    is given where the period had begun before the posts meant by it owed anything; `required` is
    then what is asked of them instead of what the item asks.
    """

    item: DutyItem
    period: Period | None
    instants: Instants | None = None
    colours: int = 4
    post_id: int | None = None
    owed_from: date | None = None
    required: int | None = None

    def may_be_made(self, *, now: datetime) -> bool:
        """Whether its day is known and not over at `now`: no task is born red."""
        return self.instants is not None and now < self.instants.late_at


@dataclass(frozen=True)
class Timetable:
    """What turns a rule into instants: the county's calendar and its lamp schemes by date."""

    calendar: Calendar
    schemes: Sequence[LampScheme]
    today: date

    def scheme_for(self, opens_on: date) -> LampScheme:
        """The scheme in force when a task begins to live: at its opening, or today if later."""
        day = max(opens_on, self.today)
        found = (scheme for scheme in self.schemes if day in scheme.period)
        return next(found, LampScheme())

    def recurring(self, item: DutyItem, year: int) -> list[Entry]:
        """The entries of `item` in `year`; a one-off item is one entry without a period."""
        if item.cadence == DutyItem.Cadence.ONE_OFF:
            return [Entry(item, None)]
        periods = periods_of(
            cadence=item.cadence,
            due_rule=item.due_rule,
            year=year,
            calendar=self.calendar,
            rolls_forward=item.rolls_forward,
        )
        return [self._entry(item, period) for period in periods]

    def one_off(self, item: DutyItem, appointments: Iterable[Appointment]) -> list[Entry]:
        """The entries of a one-off item for those who were appointed."""
        return [
            self.since(item, appointment.period.lower, appointment.post_id)
            for appointment in appointments
        ]

    def since(self, item: DutyItem, appointed_on: date, post_id: int | None = None) -> Entry:
        """The entry of a one-off item for who was appointed on that day."""
        period = period_after_appointment(
            due_rule=item.due_rule,
            appointed_on=appointed_on,
            calendar=self.calendar,
            rolls_forward=item.rolls_forward,
        )
        return self._entry(item, period, post_id)

    def begun(self, entry: Entry, owed_from: date) -> Entry | None:
        """`entry` for posts that owe the list from a day within its period (pro_rata.py); None
        where that is no day within it, or nothing of it is left to owe."""
        item, period = entry.item, entry.period
        if period is None or entry.post_id or owed_from <= period.start:
            return None
        share = share_of(
            period=period,
            required=item.required,
            since=owed_from,
            calendar=self.calendar,
            divisible=item.count_basis == DutyItem.CountBasis.RECORD,
        )
        if share is None:
            return None
        period = replace(period, due_on=share.due_on, provisional=share.provisional)
        made = self._entry(item, period, opens_on=owed_from)
        return replace(made, owed_from=owed_from, required=share.required)

    def _entry(
        self,
        item: DutyItem,
        period: Period,
        post_id: int | None = None,
        *,
        opens_on: date | None = None,
    ) -> Entry:
        if period.due_on is None:
            return Entry(item, period, post_id=post_id)
        opens_on = opens_on or period.start
        scheme = self.scheme_for(opens_on)
        instants = instants_of(
            opens_at=midnight(opens_on),
            due_on=period.due_on,
            warn_days=item.warn_days or scheme.warn_days,
            closes_after_days=scheme.closes_after_days,
        )
        return Entry(item, period, instants, scheme.colours, post_id)


def timetable_of(county_id: int, *, now: datetime) -> Timetable:
    """The timetable of a county as it is known at `now`, in three queries."""
    schemes = list(LampScheme.objects.filter(county_id=county_id))
    return Timetable(calendar_of(county_id), schemes, day_of(now))


def plan_of(*, items: Iterable[DutyItem], year: int, timetable: Timetable) -> list[Entry]:
    """All entries of `items` in `year`, item by item; also those that are over or wait."""
    return [entry for item in items for entry in timetable.recurring(item, year)]


def with_begun(plan: Iterable[Entry], *, days: Iterable[date], timetable: Timetable) -> list[Entry]:
    """`plan`, and for each of its entries those for posts that owe the list from one of `days`."""
    days = list(days)
    entries = []
    for entry in plan:
        begun = (timetable.begun(entry, day) for day in days)
        entries += [entry, *(one for one in begun if one)]
    return entries


def by_item(plan: Sequence[Entry], *, at_most: int) -> list[list[Entry]]:
    """`plan` in runs of about `at_most` entries; the entries of one item stay together."""
    runs: list[list[Entry]] = []
    for _, entries in groupby(plan, key=lambda entry: entry.item.pk):
        entries = list(entries)
        if not runs or len(runs[-1]) + len(entries) > at_most:
            runs.append([])
        runs[-1] += entries
    return runs


def rows_for_sql(entries: Iterable[Entry], *, now: datetime, also_over: bool = False) -> list[dict]:
    """`entries` that may be made at `now`, with the lamp they are born with, as JSON values.

    `n` is the place of an entry in `entries`. With `also_over`, every entry whose day is known.
    """
    return [
        _row(number, entry, now)
        for number, entry in enumerate(entries)
        if entry.may_be_made(now=now) or (also_over and entry.instants)
    ]


def _row(number: int, entry: Entry, now: datetime) -> dict:
    item, period, instants = entry.item, entry.period, entry.instants
    facts = LampFacts(warns_at=instants.warns_at, late_at=instants.late_at)
    return {
        "n": number,
        "item_id": item.pk,
        "item_code": item.code,
        "category_id": item.category_id,
        "task_kind": item.task_kind,
        "count_basis": item.count_basis,
        "required": item.required if entry.required is None else entry.required,
        "owed_from": entry.owed_from and entry.owed_from.isoformat(),
        "applies_to": item.applies_to,
        "only_post": entry.post_id,
        "period_start": period.start.isoformat(),
        "period_end": period.end.isoformat(),
        "occasion": period.occasion,
        "due_on": period.due_on.isoformat(),
        "provisional": period.provisional,
        "colours": entry.colours,
        "opens_at": instants.opens_at.isoformat(),
        "warns_at": instants.warns_at.isoformat(),
        "late_at": instants.late_at.isoformat(),
        "closes_at": instants.closes_at and instants.closes_at.isoformat(),
        "lamp": lamp_for(facts, now=now),
    }
