"""On which days of a year a list falls due, as a picture: a bar for each week (SVG attributes)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alerts.workdays.calendar import DAY
from responsibility.lists.models import DutyItem
from responsibility.tasks.publishing.plan import Timetable, plan_of

WIDTH, HEIGHT, FOOT = 822, 99, 78.5  # of the drawing; bars stand on FOOT
WEEKS, TALLEST, LEAST = 53, 62.0, 2.0
BAR = 10.0


@dataclass(frozen=True)
class Bar:
    """A week: how many items fall due in it, and where its bar is drawn."""

    count: int
    first: date
    x: float
    y: float
    height: float


@dataclass(frozen=True)
class Spread:
    """Due days of one post of the role for which all items apply, in `year`."""

    year: int
    days: Counter[date]
    bars: list[Bar]
    months: list[tuple[date, float]]

    @property
    def whole(self) -> int:
        """Due days in the year, each item and period one."""
        return sum(self.days.values())

    @property
    def busiest(self) -> tuple[date, int] | None:
        """The day on which most is due, the first of several, and how much."""
        if not self.days:
            return None
        return min(self.days.items(), key=lambda pair: (-pair[1], pair[0]))

    @property
    def share(self) -> int:
        """The part of the year that falls due on the busiest day, in per cent."""
        return round(100 * self.busiest[1] / self.whole) if self.busiest else 0


def spread_of(items: Iterable[DutyItem], *, year: int, timetable: Timetable) -> Spread:
    """The due days of `items` in `year`; what waits for a holiday or an appointment is left out."""
    plan = plan_of(items=items, year=year, timetable=timetable)
    due = (entry.period.due_on for entry in plan if entry.period and entry.period.due_on)
    days = Counter(due)
    return Spread(year, days, _bars(days, year), _months(year))


def _bars(days: Counter[date], year: int) -> list[Bar]:
    first = date(year, 1, 1)
    weeks: Counter[int] = Counter()
    for day, count in days.items():
        # What rolls into the next year stands in the last week.
        weeks[min((day - first).days // 7, WEEKS - 1)] += count
    most = max(weeks.values(), default=1)
    step = WIDTH / WEEKS
    bars = []
    for week, count in sorted(weeks.items()):
        height = max(LEAST, round(TALLEST * count / most, 1))
        x = round(week * step + (step - BAR) / 2, 1)
        bars.append(Bar(count, first + 7 * week * DAY, x, round(FOOT - height, 1), height))
    return bars


def _months(year: int) -> list[tuple[date, float]]:
    firsts = [date(year, month, 1) for month in range(1, 13)]
    days = (date(year + 1, 1, 1) - firsts[0]).days
    return [(day, round(WIDTH * (day - firsts[0]).days / days, 1)) for day in firsts]
