"""Who decides when more time is asked for, of what is owed: the inverse of decides.py.

Who that is is asked first, for the few rows of a request: joined in one statement from all posts
and links it would hang on how many rows the planner takes for theirs, and run for minutes.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import BigIntegerField, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from alerts.deadlines.matter import Pairs
from responsibility.organisation.links.models import SupervisionLink
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Appointment, Grant, Membership

# "Not a clerk" would leave out all of a post with one.
OWN_ROLES = [role for role in Membership.Role if role != Membership.Role.CLERK]

NOBODY = [(0, {0})]  # no row has this id; a statement that reads nothing, for the union of all


def deciders(owed: QuerySet, at: datetime) -> Pairs:
    """The commission office of the row's county, and who may remind in a body that supervises its
    unit or one above it; no clerks, and nobody who has a place in the post itself."""
    rows = list(owed.order_by().values_list("pk", "post", "county_id", "unit__path"))
    above = {pk: [int(part) for part in path.split("/") if part] for pk, _, _, path in rows}
    offices = people_of_offices(at)
    bodies = _bodies({unit for units in above.values() for unit in units}, at)
    own = _own({post for _, post, _, _ in rows}, at)
    who = defaultdict(set)
    for pk, post, county, _path in rows:
        supervising = {person for unit in above[pk] for person in bodies[unit]}
        for person in (offices[county] | supervising) - own[post]:
            who[person].add(pk)
    return [
        owed.filter(pk__in=ids)
        .annotate(person=Value(person, output_field=BigIntegerField()))
        .values_list("pk", "person")
        for person, ids in sorted(who.items()) or NOBODY
    ]


def people_of_offices(at: datetime) -> dict[int, set[int]]:
    """By county who works in its commission office."""
    there = in_force(at) & Q(post__role_kind__keeps_office=True, user__is_active=True)
    place = (Coalesce("post__unit__county", "post__unit"), "user")
    members = Membership.objects.filter(there, role__in=OWN_ROLES).values_list(*place)
    return _grouped(Appointment.objects.filter(there).values_list(*place).union(members))


def _bodies(units: Iterable[int], at: datetime) -> dict[int, set[int]]:
    """By unit who may remind in the bodies that supervise it."""
    links = SupervisionLink.objects.filter(in_force(at), unit__in=list(units))
    pairs = list(links.values_list("body", "unit"))
    members = Membership.objects.filter(
        in_force(at),
        role__in=OWN_ROLES,
        grants__contains=[Grant.URGE],
        post__role_kind__supervises=True,
        post__unit__in=[body for body, _unit in pairs],
        user__is_active=True,
    )
    of_body = _grouped(members.values_list("post__unit", "user"))
    return _grouped((unit, person) for body, unit in pairs for person in of_body[body])


def _own(posts: Iterable[int], at: datetime) -> dict[int, set[int]]:
    """By post who has a place in it."""
    there = in_force(at) & Q(post__in=list(posts))
    members = Membership.objects.filter(there).values_list("post", "user")
    return _grouped(Appointment.objects.filter(there).values_list("post", "user").union(members))


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    groups: dict[int, set[int]] = defaultdict(set)
    for of, person in pairs:
        groups[of].add(person)
    return groups
