"""Who may remind by hand (履责提醒; M002-15, M002-21). Nobody of their own tasks."""

from datetime import datetime

from responsibility.organisation.posts import Grant, RoleKind
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
    if task.post_id in standing.desk_posts | standing.log_posts:
        return None
    return min(_posts(standing, task), default=None)


def _posts(standing: Standing, task: Task) -> frozenset[int]:
    if task.county_id in standing.office_counties:
        return standing.roles[RoleKind.COMMISSION_OFFICE]
    urging = standing.grants.get(Grant.URGE, frozenset())
    bodies = frozenset().union(*(standing.roles.get(role, ()) for role in SUPERVISING)) & urging
    if bodies and task.unit_id in standing.supervised_units:
        return bodies
    if task.unit_id in standing.led_units:
        return standing.roles[RoleKind.PRINCIPAL_OFFICER]
    return frozenset()
