"""All that the page of a year's calendar shows."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from alerts.lamps.summary import Summary, summaries
from alerts.workdays.calendar import Calendar, calendar_of
from alerts.workdays.holidays import holiday_name
from alerts.workdays.models import LocalClosure, Outage, OutageQuerySet, WorkDay, YearNotice
from pages.days import day_of, midnight
from pages.lamp import Lamp
from responsibility.tasks.models import TaskQuerySet

OFF, WORK, SHUT, PART, NEW = "off", "work", "shut", "part", "new"  # CSS: k-<kind>
MAINTENANCE, FAULT = "mnt", "flt"


@dataclass(frozen=True)
class Cell:
    """A day: its kind, what it is called, and the worst lamp of what is due on it."""

    day: date
    kind: str
    name: str
    today: bool
    due: Summary | None

    @property
    def weekend(self) -> bool:
        return self.day.weekday() >= 5

    @property
    def lamp(self) -> str | None:
        return (self.due.lamp or Lamp.EXEMPT) if self.due else None

    @property
    def count(self) -> int:
        return self.due.total + self.due.exempt if self.due else 0


@dataclass(frozen=True)
class MonthOfYear:
    """A month; `blanks` are the cells before its first day, `past` that it is over."""

    start: date
    blanks: range
    cells: Sequence[Cell]
    past: bool


@dataclass(frozen=True)
class Run:
    """Days of one kind that follow each other, with the same name."""

    first_on: date
    last_on: date
    name: str
    works: list[date] = field(default_factory=list)


@dataclass
class YearPage:
    """The year of a county: `source` is what its days were copied from, `notices` the versions
    entered, the newest first; `planned` are the days of a closure that is tried out, `outages`
    those of the platform that hold or wait for a second person."""

    year: int
    today: date
    calendar: Calendar
    due: dict[tuple, Summary]
    source: str
    notices: Sequence[YearNotice]
    closures: Sequence[LocalClosure]
    outages: Sequence[Outage]
    planned: Collection[date] = ()

    @cached_property
    def months(self) -> list[MonthOfYear]:
        return [self._month(number) for number in range(1, 13)]

    @cached_property
    def kinds(self) -> dict[str, int]:
        """How many days there are of each kind."""
        cells = [cell for month in self.months for cell in month.cells]
        return {kind: sum(cell.kind == kind for cell in cells) for kind in (OFF, WORK, SHUT, PART)}

    @cached_property
    def _outage_days(self) -> dict[date, Outage]:
        return {
            day: outage
            for outage in self.outages
            if outage.planned or outage.approved_at
            for day in outage.days
        }

    @property
    def provisional(self) -> bool:
        """Whether the notice of the year has not come."""
        return self.calendar.is_provisional(date(self.year, 6, 30))

    @property
    def in_force(self) -> YearNotice | None:
        """The entered notice that holds."""
        return next((notice for notice in self.notices if notice.taken_back_at is None), None)

    @property
    def past_months(self) -> list[MonthOfYear]:
        """The months that a phone folds away."""
        past = [month for month in self.months if month.past]
        return past if len(past) < 12 else []

    @cached_property
    def runs(self) -> list[Run]:
        """The holidays of the year with the days on which people work for them."""
        runs: list[Run] = []
        works: dict[str, list[date]] = {}
        for day in self._named_days():
            off, name, _provisional = self.calendar.days[day]
            shown = holiday_name(name) or _("day off")
            if not off:
                works.setdefault(shown, []).append(day)
            elif runs and runs[-1].last_on == day - timedelta(days=1):
                same = shown in runs[-1].name
                joined = runs[-1].name if same else f"{runs[-1].name} · {shown}"
                runs[-1] = Run(runs[-1].first_on, day, joined)
            else:
                runs.append(Run(day, day, shown))
        for run in runs:
            for name, days in works.items():
                run.works.extend(days if name in run.name else [])
        return runs

    def _named_days(self) -> Iterable[date]:
        days = sorted(day for day in self.calendar.days if day.year == self.year)
        return [day for day in days if self.calendar.days[day][1] or self._is_weekday_off(day)]

    def _is_weekday_off(self, day: date) -> bool:
        return day.weekday() < 5 and self.calendar.days[day][0]

    def _month(self, number: int) -> MonthOfYear:
        start = date(self.year, number, 1)
        count = monthrange(self.year, number)[1]
        cells = [self._cell(start + timedelta(days=offset)) for offset in range(count)]
        over = start + timedelta(days=count) <= self.today
        return MonthOfYear(start, range(start.weekday()), cells, over)

    def _cell(self, day: date) -> Cell:
        kind, name = self._kind_of(day)
        return Cell(day, kind, name, day == self.today, self.due.get((day,)))

    def _kind_of(self, day: date) -> tuple[str, str]:
        off, name, _provisional = self.calendar.days.get(day, (day.weekday() >= 5, "", True))
        if day in self.planned:
            return NEW, ""
        if day in self.calendar.closed:
            return SHUT, self.calendar.closed[day]
        for days in self.calendar.closed_units.values():
            if day in days:
                return PART, days[day]
        if day in self._outage_days:
            outage = self._outage_days[day]
            return (MAINTENANCE if outage.planned else FAULT), outage.reason
        if off and (name or day.weekday() < 5):
            return OFF, holiday_name(name)
        return (WORK, holiday_name(name)) if not off and day.weekday() >= 5 else ("", "")


def year_page(
    *, county_id: int, year: int, tasks: TaskQuerySet, now: datetime, planned: Sequence[date] = ()
) -> YearPage:
    """The page of `year`; `tasks` are those of the county that the reader may see."""
    span = date(year, 1, 1), date(year, 12, 31)
    closures = LocalClosure.objects.filter(
        county_id=county_id, first_on__lte=span[1], last_on__gte=span[0]
    )
    notices = YearNotice.objects.filter(county_id=county_id, year=year)
    shown = tasks.filter(county_id=county_id, due_on__range=span)
    return YearPage(
        year=year,
        today=day_of(now),
        calendar=calendar_of(county_id, within=span),
        due=summaries(shown.lamp_counts(now=now, by=("due_on",))),
        outages=list(_outages(county_id, span)),
        source=WorkDay.objects.filter(day=span[0]).values_list("source", flat=True).first() or "",
        notices=list(notices.select_related("entered_by").order_by("-version")),
        closures=list(closures.select_related("entered_by").order_by("-first_on", "-pk")),
        planned=frozenset(planned),
    )


def _outages(county_id: int, span: tuple[date, date]) -> OutageQuerySet:
    start, end = midnight(span[0]), midnight(span[1] + timedelta(days=1))
    of_year = Outage.objects.filter(county_id=county_id, starts_at__lt=end, ends_at__gt=start)
    return of_year.filter(taken_back_at=None).order_by("-starts_at")
