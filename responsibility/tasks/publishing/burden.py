"""What publishing would ask of people, before it is done (M003-13: show the burden)."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Q

from alerts.workdays.holidays import holiday_name
from responsibility.lists.models import DutyItem, DutyList
from responsibility.organisation.posts.models import Post
from responsibility.tasks.appointing.appointed import entries_of_new_holders
from responsibility.tasks.publishing.bearers import OWED, Bearers
from responsibility.tasks.publishing.plan import (
    Entry,
    plan_of,
    rows_for_sql,
    timetable_of,
    with_begun,
)

A_RECORD = timedelta(minutes=5)  # what lodging one takes
BUSIEST = 5  # days shown

# One row for each entry and one for each post: records of recurring items, tasks, tasks not made.
COUNT = f"""
WITH {OWED}
SELECT owed.n, owed.post_id, coalesce(sum(asked) FILTER (WHERE only_post IS NULL), 0),
       count(*), count(*) FILTER (WHERE task.id IS NULL AND owed.late_at > %(now)s)
FROM owed
LEFT JOIN responsibility_task task
  ON (task.post_id, task.item_code, task.occasion)
   = (owed.post_id, owed.item_code, owed.occasion)
  AND (owed.occasion <> '' OR task.period_start = owed.period_start)
GROUP BY GROUPING SETS ((owed.n), (owed.post_id))
"""


@dataclass
class ItemBurden:
    """What one item asks of all posts: records a year, and tasks not made yet."""

    posts: int = 0
    records: int = 0
    new_tasks: int = 0

    @property
    def each(self) -> float:
        """Records a year of one post on average."""
        return self.records / self.posts if self.posts else 0


@dataclass
class Burden:
    """What items ask of the posts of a role in a year.

    `least`, `mean` and `most` are records a year of one post, of recurring items, whether the
    periods are over or not. `new_tasks` counts what publishing now would make; `due` the tasks
    still ahead by the day they are due, made or not. `waiting` names the holidays not announced,
    `provisional`: the notice of the year's days off has not come, so days may still move.
    """

    posts: int = 0
    records: int = 0
    least: int = 0
    most: int = 0
    new_tasks: int = 0
    due: Counter[date] = field(default_factory=Counter)
    waiting: list[tuple[DutyItem, str]] = field(default_factory=list)
    provisional: bool = False
    items: dict[str, ItemBurden] = field(default_factory=dict)

    @property
    def mean(self) -> float:
        """Records a year of one post on average."""
        return self.records / self.posts if self.posts else 0

    @property
    def hours(self) -> float:
        """What a year's lodging takes the holder of one post on average, in hours."""
        return self.mean * A_RECORD / timedelta(hours=1)

    @property
    def months(self) -> list[tuple[date, int]]:
        """Tasks due in each month from the first to the last, by its first day."""
        months = Counter()
        for day, count in self.due.items():
            months[day.replace(day=1)] += count
        return sorted(months.items())

    @property
    def busiest(self) -> list[tuple[date, int]]:
        """The days on which most is due, busiest first."""
        return sorted(self.due.items(), key=lambda pair: (-pair[1], pair[0]))[:BUSIEST]

    @property
    def busiest_month(self) -> int:
        """Tasks due in the fullest month."""
        return max((count for _, count in self.months), default=0)

    @property
    def holidays(self) -> list[tuple[str, int]]:
        """The holidays waited for, in words, and the number of items that wait for each."""
        waited_for = Counter(holiday_name(holiday) for _, holiday in self.waiting)
        return list(waited_for.items())


def burden_of(
    *,
    duty_list: DutyList,
    items: Iterable[DutyItem],
    year: int,
    now: datetime,
    posts: Sequence[int] | None = None,
) -> Burden:
    """Count what `items` of `duty_list` would ask in `year`, as publishing at `now` would; of all
    posts of the role, or of `posts` among them."""
    items = list(items)
    timetable = timetable_of(duty_list.county_id, now=now)
    plan = plan_of(items=items, year=year, timetable=timetable)
    recurring = [entry for entry in plan if entry.period]
    one_off = entries_of_new_holders(
        items=[entry.item for entry in plan if entry.period is None],
        role_kind_id=duty_list.role_kind_id,
        county_id=duty_list.county_id,
        timetable=timetable,
    )
    meant = _posts(duty_list, timetable.today)
    count = (meant if posts is None else meant.filter(pk__in=posts)).count()
    burden = Burden(posts=count, items={item.code: ItemBurden(count) for item in items})
    burden.waiting = [
        (entry.item, entry.period.waits_for) for entry in recurring if entry.period.waits_for
    ]
    burden.provisional = timetable.calendar.is_provisional(date(year, 1, 1))
    bearers = Bearers(duty_list.role_kind_id, duty_list.county_id, posts=posts)
    entries = with_begun(recurring, days=bearers.days(now=now), timetable=timetable)
    of_posts = _count(burden, entries + one_off, bearers, now)
    burden.most = max(of_posts, default=0)
    burden.least = min(of_posts, default=0) if len(of_posts) >= count else 0
    return burden


def _count(burden: Burden, entries: list[Entry], bearers: Bearers, now: datetime) -> list[int]:
    """Add what the database counts to `burden`; the records a year of each post."""
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT,
            {
                "entries": json.dumps(rows_for_sql(entries, now=now, also_over=True)),
                **bearers.params(now=now),
                "now": now,
            },
        )
        rows = cursor.fetchall()
    for number, post_id, records, tasks, new in rows:
        if post_id is None:
            _add(burden, entries[number], int(records), tasks, new, now)
    return [int(records) for _, post_id, records, _, _ in rows if post_id is not None]


def _add(burden: Burden, entry: Entry, records: int, tasks: int, new: int, now: datetime) -> None:
    burden.records += records
    burden.new_tasks += new
    burden.items[entry.item.code].records += records
    burden.items[entry.item.code].new_tasks += new
    if entry.may_be_made(now=now):
        burden.due[entry.period.due_on] += tasks


def _posts(duty_list: DutyList, today: date):
    in_county = Q(unit__county=duty_list.county_id) | Q(unit=duty_list.county_id)
    standing = Q(closed_on=None) | Q(closed_on__gt=today)
    return Post.objects.filter(in_county, standing, role_kind=duty_list.role_kind_id)
