"""Which posts joined after a publication and have no tasks of it."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from pages.days import day_of
from responsibility.tasks.joining.published import Published
from responsibility.tasks.publishing.bearers import BEARERS

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
    who owes from a later day is. One query for each county.
    """
    of_counties: dict[int, list[Published]] = {}
    for one in published:
        of_counties.setdefault(one.duty_list.county_id, []).append(one)
    found = []
    for county_id, some in of_counties.items():
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
            found += [Waiting(some[n], post, day) for n, post, day in cursor.fetchall()]
    return found


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
