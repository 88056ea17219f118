"""Who may propose an item for whom: the principal officer of a unit and who clerks there."""

from datetime import datetime

from django.db.models import QuerySet

from pages.days import day_of
from responsibility.organisation.posts.models import Post, PostQuerySet
from responsibility.organisation.standing import Standing, standing_of


def proposing_posts(standing: Standing) -> frozenset[int]:
    """The posts in which a person proposes: those that lead a unit, and those clerked for with the
    right to log."""
    return standing.leading_posts | (standing.clerk_posts & standing.log_posts)


def units_proposed_for(user, *, at: datetime) -> QuerySet:
    """The ids of the units for which `user` may propose items, within the query that asks."""
    posts = Post.objects.filter(pk__in=proposing_posts(standing_of(user, at=at)))
    return posts.values("unit")


def posts_proposed_for(user, *, at: datetime) -> PostQuerySet:
    """The posts of these units for which an item may be proposed: those that bear duties."""
    posts = Post.objects.filter(unit__in=units_proposed_for(user, at=at)).bearing_duties()
    return posts.standing_on(day_of(at)).select_related("unit", "role_kind")
