"""People with their posts in force, as lists show them."""

from datetime import datetime

from django.db.models import F, Prefetch, Q

from responsibility.organisation.people.models import User, UserQuerySet
from responsibility.organisation.posts.models import Appointment, Membership

# The post of a row in two words: as rows of their own, posts and units would double what a long
# list costs.
ITS_POST = {"unit_name": F("post__unit__name"), "post_title": F("post__title")}


def people_with_posts(user, *, at: datetime) -> UserQuerySet:
    """The people `user` may look up, with `held` and `joined`: their posts in force that `user` may
    look up, as lists of rows with `unit_name` and `post_title`."""
    held, joined = Appointment.objects.visible_to(user, at=at), Membership.objects
    people = User.objects.visible_to(user, at=at)
    return _joined(people, held, joined.visible_to(user, at=at), at)


def with_posts(people: UserQuerySet, *, within: Q, at: datetime) -> UserQuerySet:
    """`people` as `people_with_posts` gives them, with what is `within` a condition."""
    held, joined = Appointment.objects.filter(within), Membership.objects.filter(within)
    return _joined(people, held, joined, at)


def _joined(people: UserQuerySet, held, joined, at: datetime) -> UserQuerySet:
    held = held.in_force(at=at).annotate(**ITS_POST).only("user", "acting")
    joined = joined.in_force(at=at).annotate(**ITS_POST).only("user", "role")
    return people.prefetch_related(
        Prefetch("appointments", held, to_attr="held"),
        Prefetch("memberships", joined, to_attr="joined"),
    )
