"""The days of a month with what is due on each, working days and holidays."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from alerts.workdays.calendar import Calendar, calendar_of
from pages.days import WEEKDAYS, day_of
from responsibility.agenda.month import Month
from responsibility.organisation.posts.models import Post
from responsibility.owed.across import Owed
from responsibility.owed.models import OwedByPost


@dataclass(frozen=True)
class Day:
    """`note` names the holiday or says why the office is closed; a weekend that is worked is a
    working day. `outside`: it fills a week and belongs to another month."""

    day: date
    outside: bool
    off: bool
    today: bool
    note: str = ""
    owed: Sequence[OwedByPost] = field(default_factory=list)

    @property
    def weekday(self) -> str:
        return WEEKDAYS[self.day.weekday()]()

    @property
    def look(self) -> str:
        """How it is drawn: classes of static/ui/notebook.css."""
        looks = {"out": self.outside, "off": self.off, "today": self.today, "none": not self.owed}
        return " ".join(name for name, holds in looks.items() if holds)

    @property
    def made_up(self) -> bool:
        """Whether it is a weekend on which people work."""
        return not self.off and self.day.weekday() >= 5


@dataclass(frozen=True)
class Page:
    """One month of the notebook; its `days` fill whole weeks."""

    month: Month
    days: Sequence[Day]

    @property
    def weeks(self) -> list[Sequence[Day]]:
        return [self.days[start : start + 7] for start in range(0, len(self.days), 7)]

    @property
    def own_days(self) -> list[Day]:
        return [day for day in self.days if not day.outside]

    @property
    def working(self) -> int:
        """How many working days it has."""
        return sum(not day.off for day in self.own_days)

    @property
    def owed(self) -> list[OwedByPost]:
        """What is due in it."""
        return [each for day in self.own_days for each in day.owed]

    @property
    def with_something(self) -> list[Day]:
        """The days on which something is due."""
        return [day for day in self.own_days if day.owed]


def month_page(month: Month, *, user, post: Post, now: datetime) -> Page:
    """A month of what `post`, on the desk of `user`, owes and was opened by `now`."""
    days = month.days
    within = (days[0], days[-1])
    owed = Owed.on_desk_of(user, at=now, post=post.pk)
    due = defaultdict(list)
    for row in owed.of_each(lambda rows: rows.filter(due_on__range=within)).rows():
        due[row.due_on].append(row)
    calendar = calendar_of(post.unit.the_county_id, within=within).of_unit(post.unit_id)
    today = day_of(now)
    return Page(
        month,
        [
            Day(
                day=day,
                outside=Month.of(day) != month,
                off=calendar.is_off(day),
                today=day == today,
                note=_note(calendar, day),
                owed=due[day],
            )
            for day in days
        ],
    )


def _note(calendar: Calendar, day: date) -> str:
    if day in calendar.closed:
        return calendar.closed[day]
    off, holiday, _provisional = calendar.days.get(day, (False, "", False))
    return holiday if off else ""
