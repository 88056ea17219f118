"""What posts that joined later would be given, before it is done: from the same SQL."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection

from pages.days import day_of
from responsibility.lists.models import DutyItem
from responsibility.organisation.posts.models import Post
from responsibility.tasks.joining.published import Published
from responsibility.tasks.joining.waiting import Waiting
from responsibility.tasks.publishing.bearers import OWED, Bearers
from responsibility.tasks.publishing.plan import (
    Entry,
    plan_of,
    rows_for_sql,
    timetable_of,
    with_begun,
)

SHOW = f"""
WITH {OWED}
SELECT owed.post_id, owed.n, owed.asked
FROM owed
ORDER BY owed.post_id, owed.late_at, owed.n
"""


@dataclass
class ItemToGive:
    """One item: its first task, and how many periods follow as published."""

    item: DutyItem
    asked: int
    due_on: date
    less: bool  # it asks less than the item asks of a whole period
    following: int = 0


@dataclass
class PostToGive:
    """A post that waits, since when, and its items by their first day due."""

    post: Post
    year: int
    owes_from: date
    items: list[ItemToGive] = field(default_factory=list)

    @property
    def tasks(self) -> int:
        return sum(1 + item.following for item in self.items)


def preview(waiting: Iterable[Waiting], *, now: datetime) -> list[PostToGive]:
    """What `waiting` posts would be given at `now`, by unit; one row a post and year."""
    waiting = list(waiting)
    posts = Post.objects.select_related("unit", "role_kind").in_bulk(
        {one.post_id for one in waiting}
    )
    rows: dict[tuple, PostToGive] = {}
    for one in waiting:
        row = PostToGive(posts[one.post_id], one.published.year, one.owes_from)
        rows[one.published, one.post_id] = row
    for published in dict.fromkeys(one.published for one in waiting):
        of_it = [one.post_id for one in waiting if one.published == published]
        for post_id, entry, asked in _entries(published, of_it, now):
            _add(rows[published, post_id], entry, asked)
    return sorted(rows.values(), key=lambda row: (row.post.unit.order_key, row.post.position))


def _entries(published: Published, posts: list[int], now: datetime):
    """By post: the entries it would be given, with the count asked."""
    duty_list = published.duty_list
    timetable = timetable_of(duty_list.county_id, now=now)
    bearers = Bearers(duty_list.role_kind_id, duty_list.county_id, posts, day_of(now))
    entries: list[Entry] = with_begun(
        plan_of(items=published.recurring(), year=published.year, timetable=timetable),
        days=bearers.days(now=now),
        timetable=timetable,
    )
    with connection.cursor() as cursor:
        rows = json.dumps(rows_for_sql(entries, now=now))
        cursor.execute(SHOW, bearers.params(now=now) | {"entries": rows})
        return [(post, entries[n], asked) for post, n, asked in cursor.fetchall()]


def _add(row: PostToGive, entry: Entry, asked: int) -> None:
    for item in row.items:
        if item.item == entry.item:
            item.following += 1
            return
    less = entry.owed_from is not None and asked < entry.item.required
    row.items.append(ItemToGive(entry.item, asked, entry.period.due_on, less))
