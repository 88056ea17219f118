"""Who may remind by hand (履责提醒) and demand an answer (督办): M002-15, M002-21, M000-05.

Nobody of what is their own.
"""

from datetime import datetime

from responsibility.organisation.posts.models import Grant, Post, RoleKind
from responsibility.organisation.standing import Standing, standing_of
from responsibility.tasks.models import Task

SUPERVISING = (RoleKind.STATIONED_GROUP, RoleKind.TOWNSHIP_COMMISSION)


def may_urge(*, user, task: Task, at: datetime) -> bool:
    """Whether `user` may remind of an opened `task`: see `acting_post`."""
    return acting_post(user=user, task=task, at=at) is not None


def acting_post(*, user, task: Task, at: datetime) -> int | None:
    """The post in which `user` reminds of `task`, None where there is none.

    The commission office reminds in its county; in the body that supervises the unit who holds
    the grant to remind; the principal officer within the unit. Nobody reminds of what is on the
    own desk.
    """
    standing = standing_of(user, at=at)
    return _towards(standing, task.post_id, unit_id=task.unit_id, county_id=task.county_id)


def acting_post_towards(*, user, post: Post, at: datetime) -> int | None:
    """The post in which `user` demands of `post`, read with its unit; as for a task of it."""
    standing = standing_of(user, at=at)
    unit = post.unit
    return _towards(standing, post.pk, unit_id=unit.pk, county_id=unit.the_county_id)


def may_urge_anybody(standing: Standing) -> bool:
    """Whether there is anybody whom the person may remind."""
    return bool(
        standing.office_counties
        or standing.led_units
        or (standing.supervised_units and _bodies(standing))
    )


def posts_to_urge_in(standing: Standing) -> frozenset[int]:
    """The posts in which the person may remind or demand, of whomever."""
    office = standing.roles.get(RoleKind.COMMISSION_OFFICE, frozenset())
    return office | _bodies(standing) | standing.roles.get(RoleKind.PRINCIPAL_OFFICER, frozenset())


def _towards(standing: Standing, post_id: int, *, unit_id: int, county_id: int) -> int | None:
    if post_id in standing.desk_posts | standing.log_posts:
        return None
    return min(_posts(standing, unit_id, county_id), default=None)


def _posts(standing: Standing, unit_id: int, county_id: int) -> frozenset[int]:
    if county_id in standing.office_counties:
        return standing.roles[RoleKind.COMMISSION_OFFICE]
    bodies = _bodies(standing)
    if bodies and unit_id in standing.supervised_units:
        return bodies
    if unit_id in standing.led_units:
        return standing.roles[RoleKind.PRINCIPAL_OFFICER]
    return frozenset()


def _bodies(standing: Standing) -> frozenset[int]:
    """The posts of discipline in which the person may remind."""
    urging = standing.grants.get(Grant.URGE, frozenset())
    return frozenset().union(*(standing.roles.get(role, ()) for role in SUPERVISING)) & urging
