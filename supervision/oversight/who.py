"""Which post is to decide on a request for an extension: the one whose lamp waits for it."""

from collections.abc import Collection
from datetime import datetime

from alerts.deadlines.kind import EXTENSION_WAITS
from pages.days import day_of
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Appointment, Membership, Post
from responsibility.organisation.relations.deciders import OWN_ROLES
from responsibility.owed.models import OwedByPost
from supervision.problems.assign import bodies_over


def deciding_post(owed: OwedByPost, *, asked_by: int, at: datetime) -> Post | None:
    """Of the posts of those who may decide: one that supervises the unit, then the commission
    office, then any other (a principal officer who demanded an answer). None where nobody may.
    """
    pairs = type(owed).recipients_of([owed.pk], stage=EXTENSION_WAITS, at=at)
    people = {person for _owed, person in pairs} - {asked_by}
    over = set(bodies_over(owed.unit, at=at).values_list("pk", flat=True))
    posts = list(_posts_of(people, at).exclude(pk=owed.post_id))
    posts.sort(key=lambda post: (post.pk not in over, not post.role_kind.keeps_office, post.pk))
    return next(iter(posts), None)


def _posts_of(people: Collection[int], at: datetime):
    """The posts in which they have a place that is not a clerk's."""
    there = in_force(at)
    appointed = Appointment.objects.filter(there, user__in=people).values("post")
    joined = Membership.objects.filter(there, user__in=people, role__in=OWN_ROLES).values("post")
    posts = Post.objects.filter(pk__in=appointed.union(joined).values("post"))
    return posts.standing_on(day_of(at)).select_related("role_kind", "unit")
