"""The working-day calendar as a value: pure, so that rules can be tested as tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import DateField, F, Value

from alerts.workdays.holidays import BETWEEN
from alerts.workdays.models import EnteredQuerySet, LocalClosure, WorkDay, YearNotice

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """Which days are off. Days not in `days` follow the week and count as provisional.

    `days` maps a date to (off, holiday name, provisional). `closed` are the days on which all
    offices are closed, with the reason, `closed_units` those of single units.
    """

    days: Mapping[date, tuple[bool, str, bool]] = field(default_factory=dict)
    closed: Mapping[date, str] = field(default_factory=dict)
    closed_units: Mapping[int, Mapping[date, str]] = field(default_factory=dict)

    def of_unit(self, unit_id: int) -> "Calendar":
        """The calendar of one unit, with its own closures."""
        own = self.closed_units.get(unit_id)
        return replace(self, closed={**self.closed, **own}, closed_units={}) if own else self

    def with_closure(self, closure: LocalClosure) -> "Calendar":
        """The calendar with `closure` as well, stored or not."""
        days = dict.fromkeys(closure.days, closure.reason)
        if not closure.unit_ids:
            return replace(self, closed={**self.closed, **days})
        units = {unit: {**self.closed_units.get(unit, {}), **days} for unit in closure.unit_ids}
        return replace(self, closed_units={**self.closed_units, **units})

    def with_days(self, days: Mapping[date, tuple[bool, str, bool]]) -> "Calendar":
        """The calendar with other `days`: a year's notice."""
        return replace(self, days={**self.days, **days})

    def is_off(self, day: date) -> bool:
        """Whether nobody works on `day`: a weekend, a holiday, a local closure."""
        if day in self.closed:
            return True
        return self.days[day][0] if day in self.days else day.weekday() >= 5

    def is_provisional(self, day: date) -> bool:
        """Whether the arrangement for `day` was not yet announced."""
        return self.days[day][2] if day in self.days else True

    def roll_forward(self, day: date) -> date:
        """`day`, or the next working day after it."""
        while self.is_off(day):
            day += DAY
        return day

    def after_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`."""
        while count:
            day += DAY
            count -= not self.is_off(day)
        return day

    def first_of(self, holiday: str, year: int) -> date | None:
        """The first day off of `holiday` of `year`; None while its date is not known.

        `holiday` is the name in the stored days, or one of several ("国庆节、中秋"). An
        arrangement may begin a holiday before its feast, New Year's Day even in December.
        """
        first, last = date(year - 1, 12, 20), date(year, 12, 20)
        named = [
            day
            for day, (off, name, _) in self.days.items()
            if first <= day < last and off and holiday in name.split(BETWEEN)
        ]
        return min(named, default=None)

    def eve_of(self, holiday: str, year: int) -> date | None:
        """The last working day before `holiday` of `year`; None while its date is not known."""
        day = self.first_of(holiday, year)
        while day and self.is_off(day):
            day -= DAY
        return day


def calendar_of(county_id: int, *, within: tuple[date, date] | None = None) -> Calendar:
    """The stored calendar of a county, its own notices and closures included, in two queries.

    `within` are the first and the last day that are asked for; without it, all there are.
    """
    days, closures = WorkDay.objects.all(), LocalClosure.objects.filter(county_id=county_id)
    if within:
        days = days.filter(day__range=within)
        closures = closures.filter(first_on__lte=within[1], last_on__gte=within[0])
    rows = days.values_list("day", "off", "holiday", "provisional")
    calendar = Calendar(days={day: (off, name, waits) for day, off, name, waits in rows})
    notices, closed = _entered(county_id, closures)
    for _year, notice in sorted(notices.items()):
        calendar = calendar.with_days(notice.arrangement)
    for closure in closed:
        calendar = calendar.with_closure(closure)
    return calendar


def _entered(
    county_id: int, closures: EnteredQuerySet
) -> tuple[dict[int, YearNotice], list[LocalClosure]]:
    """What the county's office entered and did not take back, in one query: the newest notice of
    each year, and those of `closures`."""
    no_day = Value(None, output_field=DateField())
    number = {"of_year": Value(0), "of_version": Value(0)}
    both = closures.in_force().annotate(says=F("unit_ids"), **number)
    columns = ("of_year", "of_version", "says", "from_on", "until_on", "because")
    both = both.annotate(from_on=F("first_on"), until_on=F("last_on"), because=F("reason"))
    notices = YearNotice.objects.filter(county_id=county_id).in_force()
    notices = notices.annotate(of_year=F("year"), of_version=F("version"), says=F("days"))
    notices = notices.annotate(from_on=no_day, until_on=no_day, because=F("basis"))
    newest: dict[int, YearNotice] = {}
    closed = []
    rows = both.values_list(*columns).union(notices.values_list(*columns), all=True)
    for year, version, says, first_on, last_on, reason in rows:
        if first_on:
            closed.append(
                LocalClosure(first_on=first_on, last_on=last_on, reason=reason, unit_ids=says)
            )
        elif year not in newest or newest[year].version < version:
            newest[year] = YearNotice(year=year, version=version, days=says)
    return newest, closed
