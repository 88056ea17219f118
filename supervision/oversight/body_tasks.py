"""The own duty list of a body that supervises, with its lamps: for whom it supervises too."""

from collections import Counter
from datetime import datetime

from pages.quarter import Quarter
from responsibility.tasks.models import Task, TaskQuerySet
from supervision.oversight.rights import bodies_seen


def tasks_of_bodies(user, *, at: datetime) -> TaskQuerySet:
    """The opened tasks of the bodies that the person may look at."""
    posts = bodies_seen(user, at=at).values("pk")
    return Task.objects.filter(post__in=posts).opened(now=at)


def lamps_of(body_id: int, quarter: Quarter, *, user, now: datetime) -> Counter:
    """How many tasks of a body have which lamp in a quarter."""
    tasks = tasks_of_bodies(user, at=now).filter(quarter.tasks, post=body_id)
    return Counter({lamp: n for (lamp,), n in tasks.lamp_counts(now=now).items()})
