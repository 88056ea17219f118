"""What a person stands for at an instant: posts, units and counties, in one query.

Rights follow from the appointments, memberships, charges and supervision links in force
(architecture 7). Every `visible_to` asks here, so the sources of a right are said once.
It reads by SQL rather than through the models, because their querysets ask it in turn.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from pages.days import day_of

QUERY = """
WITH mine AS (
    SELECT p.id, p.unit_id, p.role_kind_id, 'holder' AS how,
           ARRAY['log', 'view', 'approve']::text[] AS grants
    FROM responsibility_appointment a
    JOIN responsibility_post p ON p.id = a.post_id
    WHERE a.user_id = %(user)s AND a.period @> %(day)s::date
      AND (p.closed_on IS NULL OR p.closed_on > %(day)s)
    UNION ALL
    SELECT p.id, p.unit_id, p.role_kind_id, m.role, m.grants::text[]
    FROM responsibility_membership m
    JOIN responsibility_post p ON p.id = m.post_id
    WHERE m.user_id = %(user)s AND m.period @> %(day)s::date
      AND (p.closed_on IS NULL OR p.closed_on > %(day)s)
), serving AS (  -- a clerk has the rights of the grants alone, never those of the office
    SELECT mine.id, mine.unit_id, coalesce(u.county_id, u.id) AS county, r.leads_unit, r.on_team,
           r.supervises, r.keeps_office, r.leads_county, r.leads_charges
    FROM mine
    JOIN responsibility_unit u ON u.id = mine.unit_id
    JOIN responsibility_rolekind r ON r.id = mine.role_kind_id
    WHERE how <> 'clerk'
), reach (what, root) AS (
    SELECT 'led_units', unit_id FROM serving WHERE leads_unit
    UNION
    SELECT 'charged_units', c.unit_id FROM serving
    JOIN responsibility_charge c ON c.post_id = serving.id AND c.period @> %(day)s::date
    WHERE leads_charges
    UNION
    SELECT 'supervised_units', l.unit_id FROM serving
    JOIN responsibility_supervisionlink l
      ON l.body_id = serving.unit_id AND l.period @> %(day)s::date
    WHERE supervises
)
SELECT 'own_posts', id FROM mine WHERE how <> 'clerk'
UNION SELECT 'clerk_posts', id FROM mine WHERE how = 'clerk' AND 'view' = ANY (grants)
UNION SELECT 'log_posts', id FROM mine
    WHERE 'log' = ANY (grants) AND (how <> 'clerk' OR 'view' = ANY (grants))
UNION SELECT 'confirm_posts', id FROM mine WHERE 'approve' = ANY (grants) AND how <> 'clerk'
UNION SELECT 'own_units', unit_id FROM mine WHERE how <> 'clerk' OR 'view' = ANY (grants)
UNION SELECT 'office_posts', id FROM serving WHERE keeps_office
UNION SELECT 'leading_posts', id FROM serving WHERE leads_unit
UNION SELECT 'team_posts', id FROM serving WHERE on_team
UNION SELECT 'supervising_posts', id FROM serving WHERE supervises
UNION SELECT 'grants:' || granted, id FROM mine, unnest(grants) AS granted
UNION SELECT 'office_counties', county FROM serving WHERE keeps_office
UNION SELECT 'leader_counties', county FROM serving WHERE leads_county
UNION SELECT what, below.id FROM reach
JOIN responsibility_unit root ON root.id = reach.root
JOIN responsibility_unit below ON below.path LIKE root.path || '%%'
"""

IN_ONE_VALUE = f"""
SELECT coalesce(json_object_agg(what, ids), '{{}}') FROM (
    SELECT what, array_agg(id) AS ids FROM ({QUERY}) found (what, id) GROUP BY what
) sets
"""


@dataclass(frozen=True)
class Standing:
    """Ids of what a person stands for on one day.

    `own_posts` are held or belonged to, `clerk_posts` clerked for with a view of their tasks; for
    `log_posts` the person may log (nobody for what they may not see), for `confirm_posts` confirm
    what another logged. Of the own
    posts `office_posts`, `leading_posts`, `team_posts` and `supervising_posts` are those whose
    role kind keeps the office, leads the unit, sits on its team, supervises. Unit sets include
    what lies beneath.
    """

    own_posts: frozenset[int] = frozenset()
    clerk_posts: frozenset[int] = frozenset()
    log_posts: frozenset[int] = frozenset()
    confirm_posts: frozenset[int] = frozenset()
    office_posts: frozenset[int] = frozenset()
    leading_posts: frozenset[int] = frozenset()
    team_posts: frozenset[int] = frozenset()
    supervising_posts: frozenset[int] = frozenset()
    own_units: frozenset[int] = frozenset()
    led_units: frozenset[int] = frozenset()
    supervised_units: frozenset[int] = frozenset()
    charged_units: frozenset[int] = frozenset()
    office_counties: frozenset[int] = frozenset()
    leader_counties: frozenset[int] = frozenset()
    is_system_administrator: bool = False
    is_auditor: bool = False
    grants: dict[str, frozenset[int]] = field(default_factory=dict)

    @property
    def desk_posts(self) -> frozenset[int]:
        """Posts whose tasks are on this person's desk: own ones and those clerked for."""
        return self.own_posts | self.clerk_posts

    @property
    def face_units(self) -> frozenset[int]:
        """Units whose lamps and faces of records are open to this person, beside own posts."""
        return self.led_units | self.supervised_units | self.charged_units

    @property
    def face_counties(self) -> frozenset[int]:
        """Counties of which the same holds."""
        return self.office_counties | self.leader_counties

    def may(self, grant: str) -> bool:
        """Whether any post in force carries `grant` (organisation.posts.models.Grant)."""
        return bool(self.grants.get(grant))


class Anybody(NamedTuple):
    """In place of a person while a query is prepared (organisation.anybody)."""

    pk: object
    standing: Standing
    is_authenticated: bool = True
    is_active: bool = True


def standing_of(user, *, at: datetime) -> Standing:
    """What `user` stands for at the aware instant `at`; nothing for anonymous or closed accounts.

    Kept on the user object for the day, so one request asks once.
    """
    if isinstance(user, Anybody):
        return user.standing
    if not user.is_authenticated or not user.is_active:
        return Standing()
    day = day_of(at)
    kept = getattr(user, "_standing", None)
    if kept is None:  # on the person itself, also where `user` is a request's lazy stand-in
        kept = user._standing = {}
    if day not in kept:
        kept[day] = _read(user, day)
    return kept[day]


def person_with_standing(model, pk: int, *, day: date):
    """The person `pk` of the user model `model` with what they stand for on `day`, in one query;
    None where there is no such account."""
    fields = model._meta.concrete_fields
    columns = ", ".join(f'person."{each.column}"' for each in fields)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT ({IN_ONE_VALUE}), {columns} FROM {table} person WHERE person.id = %(user)s",
            {"user": pk, "day": day},
        )
        row = cursor.fetchone()
    if row is None:
        return None
    person = model.from_db(connection.alias, [each.attname for each in fields], row[1:])
    person._standing = {day: _standing(person, row[0])}
    return person


def _read(user, day: date) -> Standing:
    with connection.cursor() as cursor:
        cursor.execute(IN_ONE_VALUE, {"user": user.pk, "day": day})
        return _standing(user, cursor.fetchone()[0])


def _standing(user, found: Mapping[str, Collection[int]]) -> Standing:
    sets = {what: frozenset(ids) for what, ids in found.items()}
    return Standing(
        **{what: ids for what, ids in sets.items() if ":" not in what},
        grants={what.removeprefix("grants:"): ids for what, ids in sets.items() if ":" in what},
        is_system_administrator=user.is_system_administrator,
        is_auditor=user.is_auditor,
    )
