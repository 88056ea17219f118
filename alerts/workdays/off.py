"""Where a single day is off, for all counties at once."""

from datetime import date
from typing import NamedTuple

from alerts.workdays.models import LocalClosure, WorkDay, YearNotice


class Off(NamedTuple):
    """Whether nobody works anywhere, and the counties for which that is otherwise."""

    everywhere: bool
    but: frozenset[int]


NOWHERE = Off(everywhere=False, but=frozenset())


def off_on(day: date) -> Off:
    """Where `day` is off; three queries. A day not stored follows the week.

    A closure of single units is no day off: their people are told as ever.
    """
    stored = WorkDay.objects.filter(day=day).values_list("off", flat=True).first()
    everywhere = day.weekday() >= 5 if stored is None else stored
    off: dict[int, bool] = {}
    around = YearNotice.objects.filter(year__in=(day.year, day.year + 1))
    for notice in around.newest_in_force():
        if day in (decided := notice.arrangement):
            off[notice.county_id] = decided[day][0]
    closed = LocalClosure.objects.in_force().filter(first_on__lte=day, last_on__gte=day)
    off |= dict.fromkeys(closed.filter(unit_ids=[]).values_list("county_id", flat=True), True)
    otherwise = (county for county, is_off in off.items() if is_off != everywhere)
    return Off(everywhere, frozenset(otherwise))
