"""What a post owes by a day: the deadline with a post, a unit, and who sees and hears of it."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from alerts.deadlines.models import Deadline, DeadlineQuerySet
from pages.days import day_of
from pages.quarter import Quarter
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.owed.audiences import hearers
from responsibility.owed.deciders import may_exempt, may_extend
from responsibility.owed.instants import moved_to


class OwedQuerySet(DeadlineQuerySet):
    """Rows of one kind; each kind says in `visible_to(user, *, at)` who sees them."""

    def on_desk_of(self, user, *, at: datetime) -> Self:
        """Opened ones of the posts `user` holds, belongs to or clerks for."""
        posts = standing_of(user, at=at).desk_posts
        return self.filter(post__in=posts).opened(now=at)

    def loggable_by(self, user, *, at: datetime) -> Self:
        """Opened ones `user` may do something about: log a record, answer."""
        posts = standing_of(user, at=at).log_posts
        return self.filter(post__in=posts).opened(now=at)

    def extendable_by(self, user, *, at: datetime) -> Self:
        """Those on whose extension `user` decides."""
        return self.filter(may_extend(user, at=at))

    def exemptable_by(self, user, *, at: datetime) -> Self:
        """Those of which `user` may say that nothing is owed."""
        return self.filter(may_exempt(user, at=at))

    def open_still(self) -> Self:
        """Those for which something is still to be done."""
        return self.filter(fulfilled_at=None, exempt=False)

    def called(self, typed: str) -> Self:
        """Those whose title contains `typed`."""
        raise NotImplementedError

    def for_rows(self, *, now: datetime) -> Self:
        """Everything one row of a list shows, in one query."""
        rows = self.with_lamp(now=now).select_related(*self.model.shown_with)
        return rows.order_by("late_at", "pk")


class OwedByPost(Deadline):
    """A deadline that a post is to meet: a task, a demand, and what is still to come.

    `unit` is the post's when it was made. A concrete kind has a queryset of `OwedQuerySet` with
    `visible_to(user, *, at)`, a `title`, and answers `pages_of` and `titles_of`.
    """

    shown_with: tuple[str, ...] = ("post__role_kind", "unit")  # the relations that a row shows
    role_path = "post__role_kind"  # where the kind of bearer stands
    rolls_forward = False  # an extended day moves past days off
    closes = False  # late entry ends some day, as the county's lamp rules say

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

    @property
    def kind_word(self) -> str:
        """What kind of thing it is, more nearly where the kind has kinds of its own."""
        return str(self.kind_name)

    @property
    def act(self) -> tuple[str, str]:
        """Where whoever acts for the post does what is owed, and the word on that button; of a
        row read `with_lamp`."""
        raise NotImplementedError

    @property
    def who_extends(self) -> str:
        """A sentence: who decides when an extension is asked for."""
        raise NotImplementedError

    @classmethod
    def in_quarter(cls, quarter: Quarter) -> Q:
        """What belongs to `quarter`: by the day it is due."""
        return Q(due_on__gte=quarter.start, due_on__lt=quarter.end)

    @classmethod
    def before_quarter(cls, quarter: Quarter) -> Q:
        """What belongs to an earlier one."""
        return Q(due_on__lt=quarter.start)

    def is_owed_by(self, user, *, at: datetime) -> bool:
        return self.post_id in standing_of(user, at=at).log_posts

    def why_owed_by_nobody(self, *, now: datetime) -> str:
        if not self.post.stands_on(day_of(now)):
            return _("The post is closed: nobody is left who could owe it.")
        return ""

    def moved_to(self, due_on: date, *, now: datetime) -> dict:
        return moved_to(self, due_on, now=now)

    @classmethod
    def recipients_of(cls, ids, *, stage: str, at: datetime):
        """By the audiences of `stage`: responsibility.owed.audiences."""
        return hearers(cls.objects.filter(pk__in=ids), stage=stage, at=at)
