"""Who hears of what a post owes, by the audiences of the table of stages.

The table is alerts/reminders/stages.py. Each audience answers with pairs (row, person). Closed
accounts hear nothing. What concerns the unit of a section's row is asked of the body that the
section belongs to as well.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db.models import F, Q, QuerySet

from alerts.reminders.stages import Audience, rule_of
from responsibility.organisation.links.models import Charge
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Grant, Membership, RoleKind
from responsibility.organisation.units.models import Unit

SUPERVISING = [RoleKind.STATIONED_GROUP, RoleKind.TOWNSHIP_COMMISSION]
OWN_ROLES = [role for role in Membership.Role if role != Membership.Role.CLERK]
Pairs = list[QuerySet]
Answer = Callable[[QuerySet, datetime], Pairs]


def hearers(
    owed: QuerySet,
    *,
    stage: str,
    at: datetime,
    audiences: Mapping[Audience, Answer] | None = None,
    but: str = "",
) -> QuerySet:
    """Pairs (row, person) without duplicates: whom a reminder of `stage` of `owed` goes to.

    `audiences` are those a kind understands otherwise; `but` is a field of the rows with a person
    who is not told.
    """
    answers = AUDIENCES | (audiences or {})
    first, *others = [
        pairs.exclude(person=F(but)) if but else pairs
        for audience in sorted(rule_of(stage).to)
        for pairs in answers[audience](owed, at)
    ]
    return first.union(*others) if others else first.distinct()


def pairs_of(owed: QuerySet, path: str) -> QuerySet:
    """Pairs (row, person); `path` leads from the row to the person."""
    return owed.annotate(person=F(path)).values_list("pk", "person")


def _holder(owed: QuerySet, at: datetime) -> Pairs:
    """Who holds the post; of a collective one its head and who may log; clerks who may log."""
    return [_holding(owed, at), _members(owed, at, _hears())]


def _self(owed: QuerySet, at: datetime) -> Pairs:
    """The same without clerks. "Not a clerk" would leave out all of a post with one."""
    own = Q(post__memberships__role__in=OWN_ROLES)
    return [_holding(owed, at), _members(owed, at, _hears() & own)]


def _holding(owed: QuerySet, at: datetime) -> QuerySet:
    held = owed.filter(
        in_force(at, "post__appointments__"), post__appointments__user__is_active=True
    )
    return pairs_of(held, "post__appointments__user")


def _members(owed: QuerySet, at: datetime, which: Q) -> QuerySet:
    joined = owed.filter(
        in_force(at, "post__memberships__"), which, post__memberships__user__is_active=True
    )
    return pairs_of(joined, "post__memberships__user")


def _hears() -> Q:
    return Q(post__memberships__grants__contains=[Grant.LOG]) | Q(
        post__memberships__role=Membership.Role.HEAD
    )


def _principal(owed: QuerySet, at: datetime) -> Pairs:
    """The unit's principal officer; of a section's row the body's. Not of what the officer owes."""
    return [
        pairs_of(
            some.filter(
                in_force(at, f"{unit}__posts__appointments__"),
                ~Q(post=F(f"{unit}__posts")),
                **{
                    f"{unit}__posts__role_kind__code": RoleKind.PRINCIPAL_OFFICER,
                    f"{unit}__posts__appointments__user__is_active": True,
                },
            ),
            f"{unit}__posts__appointments__user",
        )
        for unit, some in _units(owed)
    ]


def _in_charge(owed: QuerySet, at: datetime) -> Pairs:
    """The leader in charge of the unit (分管), not one who is only linked with it."""
    return [
        pairs_of(
            some.filter(
                in_force(at, f"{unit}__charges__"),
                in_force(at, f"{unit}__charges__post__appointments__"),
                **{
                    f"{unit}__charges__kind": Charge.Kind.IN_CHARGE,
                    f"{unit}__charges__post__appointments__user__is_active": True,
                },
            ),
            f"{unit}__charges__post__appointments__user",
        )
        for unit, some in _units(owed)
    ]


def _supervisor(owed: QuerySet, at: datetime) -> Pairs:
    """In the body that supervises the unit its head, and who may remind; no clerks."""
    pairs = []
    for unit, some in _units(owed):
        body = f"{unit}__supervised_by__"
        member = f"{body}body__posts__memberships__"
        hears = Q(**{f"{member}role": Membership.Role.HEAD}) | Q(
            **{f"{member}grants__contains": [Grant.URGE]}
        )
        found = some.filter(
            in_force(at, body),
            in_force(at, member),
            hears,
            **{
                f"{body}body__posts__role_kind__code__in": SUPERVISING,
                f"{member}role__in": OWN_ROLES,
                f"{member}user__is_active": True,
            },
        )
        pairs.append(pairs_of(found, f"{member}user"))
    return pairs


def _units(owed: QuerySet) -> list[tuple[str, QuerySet]]:
    """The paths to the unit concerned, and the rows each is for."""
    of_sections = owed.filter(unit__kind=Unit.Kind.SECTION)
    return [("unit", owed), ("unit__parent", of_sections)]


AUDIENCES: dict[Audience, Answer] = {
    Audience.HOLDER: _holder,
    Audience.SELF: _self,
    Audience.PRINCIPAL: _principal,
    Audience.IN_CHARGE: _in_charge,
    Audience.SUPERVISOR: _supervisor,
}
