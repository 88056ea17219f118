"""Closing a post, and a unit with its posts, with what becomes of their tasks."""

from datetime import date, datetime

from django.db import transaction

from alerts.audit.actor import Actor
from responsibility.organisation.posts import close as organisation
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit
from responsibility.tasks.closing.end import exempt_tasks_of_closed_posts


@transaction.atomic
def close_post(*, post_id: int, last_on: date, by: Actor, now: datetime) -> tuple[Post, int]:
    """Close a post as responsibility.organisation.posts.close does. If its last day is over, what
    falls due later is exempt at once; else from the day after, as a daily duty.

    Returns the post and how many tasks are exempt. Raises what that raises.
    """
    post = organisation.close_post(post_id=post_id, last_on=last_on, by=by, now=now)
    posts = Post.objects.filter(pk=post.pk)
    return post, exempt_tasks_of_closed_posts(posts=posts, by=by, now=now)


@transaction.atomic
def close_unit(*, unit_id: int, last_on: date, by: Actor, now: datetime) -> tuple[Unit, int]:
    """The same for a unit with all its posts.

    Returns the unit and how many tasks are exempt. Raises what
    responsibility.organisation.posts.close.close_unit raises.
    """
    unit = organisation.close_unit(unit_id=unit_id, last_on=last_on, by=by, now=now)
    posts = Post.objects.filter(unit=unit)
    return unit, exempt_tasks_of_closed_posts(posts=posts, by=by, now=now)
