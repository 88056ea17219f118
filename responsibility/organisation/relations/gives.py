"""Who gives something out to posts (a task, an announcement), to which, and in which own post.

The commission office to all posts of its county; who may remind in a supervising body to the posts
it supervises (M000-05); a principal officer to those of the unit (M000-07). The last two never to
a post of their own.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from pages.days import day_of
from responsibility.organisation.people.models import User, UserQuerySet
from responsibility.organisation.posts.models import Appointment, Membership, Post, PostQuerySet
from responsibility.organisation.relations.acts import (
    demanding_posts,
    may_urge_anybody,
    urged_units,
    urging_posts,
)
from responsibility.organisation.standing import Standing, standing_of


def gives_out(standing: Standing) -> bool:
    """Whether there is any post to which the person gives something out."""
    return may_urge_anybody(standing)


def giving_posts(standing: Standing) -> frozenset[int]:
    """The own posts in which the person gives something out."""
    return demanding_posts(standing)


def posts_given_to(user, *, at: datetime) -> PostQuerySet:
    """The posts standing at `at` to which `user` may give something out."""
    standing = standing_of(user, at=at)
    counties = standing.office_counties
    own = standing.desk_posts | standing.log_posts
    within = Q(unit__in=urged_units(standing) | standing.led_units) & ~Q(pk__in=own)
    posts = Post.objects.filter(Q(unit__county__in=counties) | Q(unit__in=counties) | within)
    return posts.standing_on(day_of(at))


def people_given_to(user, *, at: datetime) -> UserQuerySet:
    """The people who hold, belong to or clerk for a post to which `user` may give; not oneself."""
    posts = posts_given_to(user, at=at)
    held, joined = (
        rows.in_force(at=at).filter(post__in=posts).values("user")
        for rows in (Appointment.objects, Membership.objects)
    )
    people = User.objects.filter(Q(pk__in=held) | Q(pk__in=joined), is_active=True)
    return people.exclude(pk=user.pk)


def units_of_people(people: Collection[int], posts: PostQuerySet, *, at: datetime) -> set[int]:
    """The units in which the `people` (ids) have one of `posts`."""
    units: set[int] = set()
    for rows in (Appointment.objects, Membership.objects):
        there = rows.in_force(at=at).filter(user__in=people, post__in=posts)
        units |= set(there.values_list("post__unit", flat=True))
    return units


def giving_post(standing: Standing, *, units: Collection[int], county_id: int) -> int | None:
    """The post in which the person gives something to posts of `units`; None where there is none:
    the office's in its county, else the supervising body's, else that which leads the unit."""
    if county_id in standing.office_counties:
        return min(standing.office_posts)
    if units and set(units) <= standing.led_units:
        return min(standing.leading_posts)
    within = set(units) <= urged_units(standing) | standing.led_units
    return min(urging_posts(standing), default=None) if within else None
