"""Who decides about what a post owes: extensions, exemptions. Nobody about their own
(architecture 7)."""

from datetime import datetime

from django.db.models import Q

from responsibility.organisation.posts.models import Grant, RoleKind
from responsibility.organisation.standing import Standing, standing_of

SUPERVISING = (RoleKind.STATIONED_GROUP, RoleKind.TOWNSHIP_COMMISSION)


def decides_extensions(standing: Standing) -> bool:
    """Whether the person decides on extensions of anybody: has such a page."""
    return bool(standing.office_counties or _urged_units(standing))


def may_extend(user, *, at: datetime) -> Q:
    """What `user` decides about when an extension is asked for: the commission office, and who may
    urge in the body that supervises the unit. A condition on rows of what is owed.
    """
    standing = standing_of(user, at=at)
    within = Q(county_id__in=standing.office_counties) | Q(unit__in=_urged_units(standing))
    return within & ~Q(post__in=_own_posts(standing))


def may_exempt(user, *, at: datetime) -> Q:
    """What `user` may exempt: the commission office."""
    standing = standing_of(user, at=at)
    return Q(county_id__in=standing.office_counties) & ~Q(post__in=_own_posts(standing))


def _urged_units(standing: Standing) -> frozenset[int]:
    """The supervised units, if the person may urge in the body that supervises them."""
    urges = standing.grants.get(Grant.URGE, frozenset())
    supervising = any(urges & standing.roles.get(role, frozenset()) for role in SUPERVISING)
    return standing.supervised_units if supervising else frozenset()


def _own_posts(standing: Standing) -> frozenset[int]:
    return standing.desk_posts | standing.log_posts
