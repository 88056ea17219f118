"""Which posts joined after a publication and have no tasks of it."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection

from pages.days import day_of
from responsibility.tasks.joining.published import Published
from responsibility.tasks.publishing.bearers import BEARERS
from responsibility.tasks.publishing.plan import Timetable, plan_of, timetable_of

# Only where the list has something for the post: else it would wait for ever.
WITHOUT_TASKS = f"""
WITH {BEARERS}, of_year AS (
    SELECT * FROM jsonb_to_recordset(%(published)s::jsonb) AS of_year (
        n int, role bigint, list bigint, codes text[], since date, finished boolean, first date,
        over date)
)
SELECT of_year.n, bearer.id, bearer.owes_from
FROM bearer
JOIN of_year ON of_year.role = bearer.role_kind_id
    AND (of_year.finished OR bearer.owes_from > of_year.since)
WHERE bearer.seated AND bearer.owes_from <= %(today)s
  AND EXISTS (
    SELECT FROM responsibility_dutyitem item
    WHERE item.duty_list_id = of_year.list AND item.code = ANY (of_year.codes)
      AND item.cadence <> 'one_off' AND item.count_basis = 'record'
      AND (cardinality(item.applies_to) = 0 OR bearer.unit_id = ANY (item.applies_to)))
  AND NOT EXISTS (
    SELECT FROM responsibility_task task
    JOIN responsibility_dutyitem item ON item.id = task.item_id
    WHERE task.post_id = bearer.id
      AND task.period_start >= of_year.first AND task.period_start < of_year.over
      AND item.cadence <> 'one_off')
ORDER BY of_year.n, bearer.owes_from, bearer.id
"""


@dataclass(frozen=True)
class Waiting:
    """A post without tasks of what is published, which it owes from a day on."""

    published: Published
    post_id: int
    owes_from: date


def without_tasks(
    published: Iterable[Published], *, now: datetime, posts: Collection[int] | None = None
) -> list[Waiting]:
    """The posts (of `posts`) that joined after what is `published` and have no tasks of it.

    Joined has who stands and has, or had, somebody in it by today. A post nobody was ever in
    waits until somebody is. While a list is being published, those it reaches are not waiting: only
    who owes from a later day is. Nor is a post of which nothing is left to ask. One query for each
    county where nobody waits.
    """
    of_counties: dict[int, list[Published]] = {}
    for one in published:
        of_counties.setdefault(one.duty_list.county_id, []).append(one)
    found = []
    for county_id, some in of_counties.items():
        if not _waiting(county_id, some, now=now, posts=posts):
            continue
        timetable = timetable_of(county_id, now=now)
        left = [replace(one, codes=_left(one, timetable, now)) for one in some]
        rows = _waiting(county_id, left, now=now, posts=posts)
        found += [Waiting(some[n], post, day) for n, post, day in rows]
    return found


def _waiting(
    county_id: int, some: list[Published], *, now: datetime, posts: Collection[int] | None
) -> list[tuple[int, int, date]]:
    """The place in `some`, the post and the day from which it owes."""
    values = {
        "published": json.dumps([_row(n, one) for n, one in enumerate(some)]),
        "roles": [one.duty_list.role_kind_id for one in some],
        "county": county_id,
        "posts": None if posts is None else list(posts),
        "given_on": None,
        "today": day_of(now),
    }
    with connection.cursor() as cursor:
        cursor.execute(WITHOUT_TASKS, values)
        return cursor.fetchall()


def _left(one: Published, timetable: Timetable, now: datetime) -> frozenset[str]:
    """The items of which a post that is given its tasks today would have any."""
    today = day_of(now)
    plan = plan_of(items=one.recurring(), year=one.year, timetable=timetable)
    whole = [entry for entry in plan if entry.period and entry.period.start >= today]
    begun = [share for entry in plan if (share := timetable.begun(entry, today))]
    return frozenset(e.item.code for e in [*whole, *begun] if e.may_be_made(now=now))


def _row(number: int, one: Published) -> dict:
    return {
        "n": number,
        "role": one.duty_list.role_kind_id,
        "list": one.duty_list.pk,
        "codes": sorted(one.codes),
        "since": one.since.isoformat(),
        "finished": one.finished,
        "first": f"{one.year}-01-01",
        "over": f"{one.year + 1}-01-01",
    }
