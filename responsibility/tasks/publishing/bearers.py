"""Who owes an entry of a plan, and whom it must reach: the one place in SQL that knows.

Publishing inserts from it and the previews count from it, so they cannot differ. `BEARERS` reads
the parameters `roles`, `county` and `today`, `posts` (only these; null: all) and `given_on` (null:
none), and gives the relation

    bearer    the posts of the roles that are not closed, each with `owes_from`: the day from which
              it owes the list (decision 0016), that is the first on which the post stood and
              somebody was in it, though not before `given_on`; of one nobody was ever in, the day
              it was opened. `seated`: whether somebody ever was in it.

`OWED` reads besides `entries` (JSON rows of plan.rows_for_sql, with those of plan.with_begun for
all days of `Bearers.days`) and gives

    entry     the entries
    reached   basis, bearer_id, post_id or unit_id: the counterparts of the bearers
    owed      an entry x a post that owes it, with `asked`, the count it is asked for

A counterpart is a post that somebody holds today: nobody can be asked to talk with a vacancy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from pages.days import day_of

BEARERS = """
seat AS MATERIALIZED (  -- since when somebody is or was in a post; a clerk is not
    SELECT post_id, min(lower(period)) AS first_on
    FROM (SELECT post_id, period FROM responsibility_appointment
          UNION ALL
          SELECT post_id, period FROM responsibility_membership WHERE role <> 'clerk')
    WHERE NOT isempty(period)
    GROUP BY post_id
), bearer AS MATERIALIZED (
    SELECT p.id, p.role_kind_id, p.unit_id, p.opened_on, p.closed_on, u.path, r.supervises,
           seat.post_id IS NOT NULL AS seated,
           greatest(p.opened_on, seat.first_on, %(given_on)s::date) AS owes_from
    FROM responsibility_post p
    JOIN responsibility_unit u ON u.id = p.unit_id
    JOIN responsibility_rolekind r ON r.id = p.role_kind_id
    LEFT JOIN seat ON seat.post_id = p.id
    WHERE p.role_kind_id = ANY (%(roles)s) AND %(county)s IN (u.id, u.county_id)
      AND (p.closed_on IS NULL OR p.closed_on > %(today)s)
      AND (%(posts)s::bigint[] IS NULL OR p.id = ANY (%(posts)s::bigint[]))
)"""
OWED = f"""
{BEARERS}, entry AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(%(entries)s::jsonb) AS entry (
        n int, item_id bigint, item_code text, category_id bigint, task_kind text,
        count_basis text, required int, applies_to bigint[], only_post bigint, owed_from date,
        period_start date, period_end date, occasion text, due_on date, provisional boolean,
        colours smallint, opens_at timestamptz, warns_at timestamptz, late_at timestamptz,
        closes_at timestamptz, lamp text)
), held AS MATERIALIZED (
    SELECT p.id, p.unit_id, u.path, r.leads_unit, r.on_team, r.heads_section
    FROM responsibility_post p
    JOIN responsibility_rolekind r ON r.id = p.role_kind_id
    JOIN responsibility_unit u ON u.id = p.unit_id
    WHERE %(county)s IN (u.id, u.county_id)
      AND (r.leads_unit OR r.on_team OR r.heads_section)
      AND EXISTS (SELECT FROM responsibility_appointment a
                  WHERE a.post_id = p.id AND a.period @> %(today)s::date)
), field AS MATERIALIZED (  -- the units a bearer answers for: its own, or those it supervises
    SELECT b.id AS bearer_id, b.unit_id, b.path, false AS supervised
    FROM bearer b WHERE NOT b.supervises
    UNION ALL
    SELECT b.id, u.id, u.path, true
    FROM bearer b
    JOIN responsibility_supervisionlink l
      ON l.body_id = b.unit_id AND l.period @> %(today)s::date
    JOIN responsibility_unit u ON u.id = l.unit_id
    WHERE b.supervises AND (u.closed_on IS NULL OR u.closed_on > %(today)s)
), reached (basis, bearer_id, post_id, unit_id) AS MATERIALIZED (
    SELECT 'per_team_member', f.bearer_id, h.id, NULL::bigint
    FROM field f JOIN held h ON h.unit_id = f.unit_id
    WHERE h.on_team AND h.id <> f.bearer_id
    UNION
    SELECT 'per_section_head', b.id, h.id, NULL
    FROM bearer b
    JOIN responsibility_charge c
      ON c.post_id = b.id AND c.kind = 'in_charge' AND c.period @> %(today)s::date
    JOIN held h ON h.unit_id = c.unit_id
    WHERE h.heads_section OR h.leads_unit
    UNION
    SELECT 'per_subordinate_head', f.bearer_id, h.id, NULL
    FROM field f JOIN held h ON h.path LIKE f.path || '_%%'
    WHERE h.leads_unit OR (f.supervised AND h.heads_section)
    UNION
    SELECT 'per_supervised_unit', f.bearer_id, NULL, f.unit_id FROM field f WHERE f.supervised
), counted AS (
    SELECT bearer_id, jsonb_object_agg(basis, counterparts) AS counts
    FROM (SELECT basis, bearer_id, count(*) AS counterparts FROM reached GROUP BY 1, 2)
    GROUP BY bearer_id
), bearing AS MATERIALIZED (
    SELECT bearer.*, counted.counts
    FROM bearer LEFT JOIN counted ON counted.bearer_id = bearer.id
), owed AS (
    SELECT entry.*, bearing.id AS post_id, bearing.unit_id,
           coalesce((bearing.counts ->> entry.count_basis)::int, entry.required) AS asked
    FROM entry
    JOIN bearing ON CASE
          WHEN entry.only_post IS NOT NULL
          THEN entry.only_post = bearing.id AND bearing.opened_on < entry.period_end
          WHEN entry.owed_from IS NULL THEN bearing.owes_from <= entry.period_start
          ELSE entry.owed_from = bearing.owes_from END
      AND (bearing.closed_on IS NULL OR bearing.closed_on > entry.period_start)
      AND (cardinality(entry.applies_to) = 0 OR bearing.unit_id = ANY (entry.applies_to))
    WHERE entry.count_basis = 'record' OR bearing.counts ? entry.count_basis
)"""

DAYS = f"""
WITH {BEARERS}
SELECT DISTINCT owes_from FROM bearer ORDER BY 1
"""


@dataclass(frozen=True)
class Bearers:
    """Which posts: those of a role in a county, or `posts` of them; `given_on` is the day on which
    those that joined later are given their tasks."""

    role_kind_id: int
    county_id: int
    posts: Sequence[int] | None = None
    given_on: date | None = None

    def params(self, *, now: datetime) -> dict:
        """What the SQL reads, but for the entries."""
        return {
            "role": self.role_kind_id,
            "roles": [self.role_kind_id],
            "county": self.county_id,
            "posts": None if self.posts is None else list(self.posts),
            "given_on": self.given_on,
            "today": day_of(now),
        }

    def days(self, *, now: datetime) -> list[date]:
        """The days from which they owe the list, in order."""
        with connection.cursor() as cursor:
            cursor.execute(DAYS, self.params(now=now))
            return [day for (day,) in cursor.fetchall()]
