"""Who decides about tasks: extensions, exemptions. Nobody about their own (architecture 7)."""

from datetime import datetime

from responsibility.organisation.posts import Grant, RoleKind
from responsibility.organisation.standing import Standing, standing_of
from responsibility.tasks.models import Task

SUPERVISING = (RoleKind.STATIONED_GROUP, RoleKind.TOWNSHIP_COMMISSION)


def may_decide_extensions(*, user, task: Task, at: datetime) -> bool:
    """The commission office, and who may urge in the body that supervises the unit."""
    standing = standing_of(user, at=at)
    urges = standing.grants.get(Grant.URGE, frozenset())
    supervising = any(urges & standing.roles.get(role, frozenset()) for role in SUPERVISING)
    return not _own(standing, task) and (
        task.county_id in standing.office_counties
        or (supervising and task.unit_id in standing.supervised_units)
    )


def may_exempt(*, user, task: Task, at: datetime) -> bool:
    """The commission office."""
    standing = standing_of(user, at=at)
    return not _own(standing, task) and task.county_id in standing.office_counties


def _own(standing: Standing, task: Task) -> bool:
    return task.post_id in standing.desk_posts | standing.log_posts
