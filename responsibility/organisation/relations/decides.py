"""Who decides about what a post owes: extensions, exemptions.

Nobody about their own (architecture 7).
"""

from datetime import datetime

from django.db.models import Q

from responsibility.organisation.relations.acts import Owed, urged_units
from responsibility.organisation.standing import Standing, standing_of


def decides_extensions(standing: Standing) -> bool:
    """Whether the person decides on extensions of anybody: has such a page."""
    return bool(standing.office_counties or urged_units(standing))


def extends(user, *, at: datetime) -> Q:
    """About which rows `user` decides when an extension is asked for: the commission office, and
    who may urge in the body that supervises the unit. A condition on what posts owe.
    """
    return extended_within(**extending(standing_of(user, at=at)))


def extending(standing: Standing) -> dict[str, frozenset[int]]:
    """Where the person decides on extensions: what `extended_within` takes."""
    return {
        "counties": standing.office_counties,
        "units": urged_units(standing),
        "own": _own_posts(standing),
    }


def extended_within(*, counties, units, own) -> Q:
    """What is owed in `counties` and `units`, but not by the `own` posts."""
    return (Q(county_id__in=counties) | Q(unit__in=units)) & ~Q(post__in=own)


def may_exempt(*, user, owed: Owed, at: datetime) -> bool:
    """The commission office."""
    standing = standing_of(user, at=at)
    return owed.county_id in standing.office_counties and owed.post_id not in _own_posts(standing)


def _own_posts(standing: Standing) -> frozenset[int]:
    return standing.desk_posts | standing.log_posts
