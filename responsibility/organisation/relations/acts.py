"""Who may act towards a post from outside it: remind (履责提醒) and demand (督办).

M002-15, M002-21, M000-05. Nobody of what is their own.
"""

from datetime import datetime
from typing import Protocol

from responsibility.organisation.posts.models import Grant, Post
from responsibility.organisation.standing import Standing, standing_of


class Owed(Protocol):
    """What a post owes, in a unit of a county: a task."""

    post_id: int
    unit_id: int
    county_id: int


def may_urge(*, user, owed: Owed, at: datetime) -> bool:
    """Whether `user` may remind of what is `owed` and open: see `acting_post`."""
    return acting_post(user=user, owed=owed, at=at) is not None


def acting_post(*, user, owed: Owed, at: datetime) -> int | None:
    """The post in which `user` reminds of what is `owed`, None where there is none.

    The commission office reminds in its county; in the body that supervises the unit who has
    the grant to remind; the principal officer within the unit. Nobody reminds of what is on the
    own desk.
    """
    standing = standing_of(user, at=at)
    return _towards(standing, owed.post_id, unit_id=owed.unit_id, county_id=owed.county_id)


def acting_post_towards(*, user, post: Post, at: datetime) -> int | None:
    """The post in which `user` demands of `post`, read with its unit; as for what it owes."""
    unit = post.unit
    standing = standing_of(user, at=at)
    return _towards(standing, post.pk, unit_id=unit.pk, county_id=unit.the_county_id)


def may_urge_anybody(standing: Standing) -> bool:
    """Whether there is anybody whom the person may remind."""
    return bool(standing.office_counties or standing.led_units or urged_units(standing))


def urging_posts(standing: Standing) -> frozenset[int]:
    """The posts of supervising bodies in which the person may remind."""
    return standing.supervising_posts & standing.grants.get(Grant.URGE, frozenset())


def demanding_posts(standing: Standing) -> frozenset[int]:
    """The posts in which the person may demand an answer of somebody."""
    return standing.office_posts | urging_posts(standing) | standing.leading_posts


def urged_units(standing: Standing) -> frozenset[int]:
    """The supervised units, if the person may remind in a body that supervises."""
    return standing.supervised_units if urging_posts(standing) else frozenset()


def _towards(standing: Standing, post_id: int, *, unit_id: int, county_id: int) -> int | None:
    if post_id in standing.desk_posts | standing.log_posts:
        return None
    return min(_posts(standing, unit_id, county_id), default=None)


def _posts(standing: Standing, unit_id: int, county_id: int) -> frozenset[int]:
    if county_id in standing.office_counties:
        return standing.office_posts
    if unit_id in urged_units(standing):
        return urging_posts(standing)
    if unit_id in standing.led_units:
        return standing.leading_posts
    return frozenset()
