"""What a post owes by a day: the deadline with a post, a unit, and who sees and hears of it."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from alerts.deadlines.models import Deadline, DeadlineQuerySet
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.owed.audiences import hearers


class OwedQuerySet(DeadlineQuerySet):
    """Rows of one kind; each kind says in `visible_to(user, *, at)` who sees them."""

    def on_desk_of(self, user, *, at: datetime) -> Self:
        """Opened ones of the posts `user` holds, belongs to or clerks for."""
        posts = standing_of(user, at=at).desk_posts
        return self.filter(post__in=posts).opened(now=at)


class OwedByPost(Deadline):
    """A deadline that a post is to meet: a task, a demand, and what is still to come.

    `unit` is the post's when it was made. A concrete kind has a queryset of `OwedQuerySet` with
    `visible_to(user, *, at)`, a `title`, and answers `pages_of` and `titles_of`.
    """

    read_with = ("post", "unit")

    # Without an index each: every turn of a lamp would pay for it, and those below lead with them.
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="%(class)ss", db_index=False
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="%(class)ss", db_index=False
    )

    class Meta(Deadline.Meta):
        abstract = True
        indexes = [
            *Deadline.Meta.indexes,
            # The desk: what a post owes by deadline.
            models.Index(fields=["post", "late_at"], name="%(class)s_of_post"),
            models.Index(fields=["unit", "late_at"], name="%(class)s_of_unit"),
            # What any year left undone.
            models.Index(
                fields=["county_id", "late_at"],
                name="%(class)s_unfulfilled",
                condition=Q(fulfilled_at=None, exempt=False),
            ),
        ]

    @classmethod
    def recipients_of(cls, ids, *, stage: str, at: datetime):
        """By the audiences of `stage`: responsibility.owed.audiences."""
        return hearers(cls.objects.filter(pk__in=ids), stage=stage, at=at)
