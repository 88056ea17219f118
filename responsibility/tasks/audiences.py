"""Who hears of a task: the audiences of the stages (alerts/kinds/declared.py).

Each answers with pairs (task, person). Closed accounts hear nothing. What concerns the unit of a
section's task is asked of the body that the section belongs to as well.
"""

from collections.abc import Callable
from datetime import datetime

from django.db.models import F, Q, QuerySet

from alerts.kinds.declared import Audience
from alerts.reminders.matter import Pairs
from responsibility.organisation.links.models import Charge
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Grant, Membership, RoleKind
from responsibility.organisation.units.models import Unit

SUPERVISING = [RoleKind.STATIONED_GROUP, RoleKind.TOWNSHIP_COMMISSION]
OWN_ROLES = [role for role in Membership.Role if role != Membership.Role.CLERK]


def _holder(tasks: QuerySet, at: datetime) -> Pairs:
    """Who holds the post; of a collective one its head and who may log; clerks who may log."""
    return [_holding(tasks, at), _members(tasks, at, _hears())]


def _self(tasks: QuerySet, at: datetime) -> Pairs:
    """The same without clerks. "Not a clerk" would leave out all of a post with one."""
    own = Q(post__memberships__role__in=OWN_ROLES)
    return [_holding(tasks, at), _members(tasks, at, _hears() & own)]


def _holding(tasks: QuerySet, at: datetime) -> QuerySet:
    held = tasks.filter(
        in_force(at, "post__appointments__"), post__appointments__user__is_active=True
    )
    return held.values_list("pk", "post__appointments__user")


def _members(tasks: QuerySet, at: datetime, which: Q) -> QuerySet:
    joined = tasks.filter(
        in_force(at, "post__memberships__"), which, post__memberships__user__is_active=True
    )
    return joined.values_list("pk", "post__memberships__user")


def _hears() -> Q:
    return Q(post__memberships__grants__contains=[Grant.LOG]) | Q(
        post__memberships__role=Membership.Role.HEAD
    )


def _principal(tasks: QuerySet, at: datetime) -> Pairs:
    """The unit's principal officer; of a section's task the body's. Not of the own tasks."""
    return [
        some.filter(
            in_force(at, f"{unit}__posts__appointments__"),
            ~Q(post=F(f"{unit}__posts")),
            **{
                f"{unit}__posts__role_kind__code": RoleKind.PRINCIPAL_OFFICER,
                f"{unit}__posts__appointments__user__is_active": True,
            },
        ).values_list("pk", f"{unit}__posts__appointments__user")
        for unit, some in _units(tasks)
    ]


def _in_charge(tasks: QuerySet, at: datetime) -> Pairs:
    """The leader in charge of the unit (分管), not one who is only linked with it."""
    return [
        some.filter(
            in_force(at, f"{unit}__charges__"),
            in_force(at, f"{unit}__charges__post__appointments__"),
            **{
                f"{unit}__charges__kind": Charge.Kind.IN_CHARGE,
                f"{unit}__charges__post__appointments__user__is_active": True,
            },
        ).values_list("pk", f"{unit}__charges__post__appointments__user")
        for unit, some in _units(tasks)
    ]


def _supervisor(tasks: QuerySet, at: datetime) -> Pairs:
    """In the body that supervises the unit its head, and who may remind; no clerks."""
    pairs = []
    for unit, some in _units(tasks):
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
        pairs.append(found.values_list("pk", f"{member}user"))
    return pairs


def _units(tasks: QuerySet) -> list[tuple[str, QuerySet]]:
    """The paths to the unit concerned, and the tasks each is for."""
    of_sections = tasks.filter(unit__kind=Unit.Kind.SECTION)
    return [("unit", tasks), ("unit__parent", of_sections)]


AUDIENCES: dict[Audience, Callable[[QuerySet, datetime], Pairs]] = {
    Audience.HOLDER: _holder,
    Audience.SELF: _self,
    Audience.PRINCIPAL: _principal,
    Audience.IN_CHARGE: _in_charge,
    Audience.SUPERVISOR: _supervisor,
}
