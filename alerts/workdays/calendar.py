"""The working-day calendar as a value: pure, so that rules can be tested as tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from alerts.workdays.models import LocalClosure, WorkDay

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """Which days are off. Days not in `days` follow the week and count as provisional.

    `days` maps a date to (off, holiday name, provisional); `closed` are local closures.
    """

    days: Mapping[date, tuple[bool, str, bool]] = field(default_factory=dict)
    closed: frozenset[date] = frozenset()

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

        `holiday` is the name in the stored days. An arrangement may begin a holiday before its
        feast, New Year's Day even in December.
        """
        first, last = date(year - 1, 12, 20), date(year, 12, 20)
        named = [
            day
            for day, (off, name, _) in self.days.items()
            if first <= day < last and off and name == holiday
        ]
        return min(named, default=None)

    def eve_of(self, holiday: str, year: int) -> date | None:
        """The last working day before `holiday` of `year`; None while its date is not known."""
        day = self.first_of(holiday, year)
        while day and self.is_off(day):
            day -= DAY
        return day


def calendar_of(county_id: int) -> Calendar:
    """The stored calendar with the county's local closures, in two queries."""
    days = WorkDay.objects.values_list("day", "off", "holiday", "provisional")
    closures = LocalClosure.objects.filter(county_id=county_id).values_list("day", flat=True)
    return Calendar(
        days={day: (off, name, provisional) for day, off, name, provisional in days},
        closed=frozenset(closures),
    )
