"""What a post owes by a day: the deadline with a post, a unit, and who sees and hears of it."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from alerts.deadlines.models import Deadline
from alerts.deadlines.readers import DeadlineQuerySet
from pages.days import day_of
from pages.quarter import Quarter
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.decides import extended_within, extending, may_exempt
from responsibility.organisation.relations.hears import AUDIENCES
from responsibility.organisation.standing import Standing, standing_of
from responsibility.organisation.units.models import Unit
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
    passes_on = True  # who follows in the post owes what is still to be done
    whose = in_time_of = holder_then = ""  # whose.py names them for a row that is shown

    audiences = AUDIENCES
    read_with = ("post", "unit")

    # Without an index each: every turn of a lamp would pay for it, and those below lead with them.
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="%(class)ss", db_index=False
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="%(class)ss", db_index=False
    )

    objects = OwedQuerySet.as_manager()

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

    def answered_on(self, *, now: datetime) -> date:
        """The day whose holder answers for the lamp as it is at `now`: when it was fulfilled in
        time, else its last day, else today."""
        return min(self.due_on, day_of(self.fulfilled_at or now))

    def is_owed_by(self, user, *, at: datetime) -> bool:
        return self.post_id in standing_of(user, at=at).log_posts

    def why_owed_by_nobody(self, *, now: datetime) -> str:
        if not self.post.stands_on(day_of(now)):
            return _("The post is closed: nobody is left who could owe it.")
        return ""

    def moved_to(self, due_on: date, *, now: datetime) -> dict:
        return moved_to(self, due_on, unit_id=self.unit_id, now=now)

    @classmethod
    def extends(cls, user, *, at: datetime) -> Q:
        return cls.extended_within(**cls.extending(standing_of(user, at=at)))

    @classmethod
    def extending(cls, standing: Standing) -> dict[str, frozenset[int]]:
        """Where the person decides on extensions: what `extended_within` takes."""
        return extending(standing)

    @classmethod
    def extended_within(cls, **where) -> Q:
        """The rows there."""
        return extended_within(**where)

    def is_exempted_by(self, user, *, at: datetime) -> bool:
        return may_exempt(user=user, owed=self, at=at)
