"""Whom the menu is for, read in one statement with what waits for the person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from pages.prepared import IDS, Prepared
from pages.waiting import Asked, Part, Waiting, column, columns, kinds
from responsibility.cards.models import ReminderCard
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post, PostQuerySet, RoleKind
from responsibility.organisation.standing import Standing, standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task


@dataclass(frozen=True)
class Reader:
    """What the person stands for, the posts, the foremost first, and how much waits, by entry.

    Each post says whether its bearer `owes` duties and `has_card`, a reminder card, and whether the
    person only clerks for it (`clerked`). For who has no
    post there are the names of the first two `counties`.
    """

    standing: Standing
    posts: list[Post]
    waiting: Mapping[str, int]
    counties: Sequence[str] = ()

    @classmethod
    def of(cls, user, *, waiting: Mapping[str, Waiting], at: datetime) -> Self:
        """In one query beside that of the standing; counted is what may wait for the person."""
        standing = standing_of(user, at=at)
        asked = Asked.of(waiting, standing)
        values = {"user": user.pk, "now": at, **asked.values}
        posts: list[Post] = []
        if ids := standing.desk_posts | standing.log_posts:
            posts = _posts(asked.parts)(posts=ids, **values)
        (first, *_) = posts or _person(asked.parts)(**values)
        numbers = {part.name: getattr(first, column(part.name)) for part in asked.parts}
        for post in posts:
            post.clerked = post.pk not in standing.own_posts
        posts.sort(key=lambda post: post.clerked)  # the own ones first
        return cls(standing, posts, numbers, getattr(first, "counties", ()))

    @property
    def owes(self) -> bool:
        """Whether a post on the desk bears a list, or was given a task."""
        return any(post.owes and post.pk in self.standing.desk_posts for post in self.posts)

    @property
    def logs(self) -> bool:
        return any(post.owes and post.pk in self.standing.log_posts for post in self.posts)

    @property
    def has_cards(self) -> bool:
        return any(post.has_card and post.pk in self.standing.desk_posts for post in self.posts)

    @property
    def heads(self) -> bool:
        """Whether the person leads a unit."""
        return bool(self.standing.led_units)

    @property
    def sits_on_team(self) -> bool:
        return bool(self.standing.team_posts)

    @property
    def watches(self) -> bool:
        """Whether the person sees units of others by what they do."""
        standing = self.standing
        return bool(standing.supervised_units | standing.charged_units | standing.face_counties)

    @property
    def leads(self) -> bool:
        """Whether the person sees a county, or the units in one's charge."""
        return bool(self.standing.charged_units | self.standing.face_counties)

    @property
    def is_office(self) -> bool:
        return bool(self.standing.office_counties)

    @property
    def keeps_accounts(self) -> bool:
        """Whether the person keeps accounts and channels."""
        return self.is_office or self.standing.is_system_administrator


@cache
def _posts(parts: tuple[Part, ...]) -> Prepared:
    """The posts with what they owe, each with the same numbers beside it."""

    def rows(posts, **places):
        return _what_they_owe(Post.objects.filter(pk__in=posts), at=places["now"]).annotate(
            **columns(parts, **places)
        )

    return Prepared(rows, posts=IDS, **kinds(parts))


@cache
def _person(parts: tuple[Part, ...]) -> Prepared:
    """For who has no post: the numbers alone."""

    def rows(**places):
        people = User.objects.filter(pk=places["user"]).only("pk")
        counties = ArraySubquery(county_names())
        return people.annotate(counties=counties, **columns(parts, **places))

    return Prepared(rows, **kinds(parts))


def county_names() -> QuerySet:
    """The names of the first two counties: whether there is only one."""
    return Unit.objects.filter(kind=Unit.Kind.COUNTY).values_list("name", flat=True)[:2]


def _what_they_owe(posts: PostQuerySet, *, at) -> PostQuerySet:
    bears = ~Q(role_kind__chain=RoleKind.Chain.NONE)
    given = Exists(Task.objects.filter(post=OuterRef("pk"), opens_at__lte=at))
    return (
        posts.select_related("unit__county", "role_kind")
        .annotate(
            owes=ExpressionWrapper(bears | Q(given), BooleanField()),
            has_card=Exists(ReminderCard.objects.filter(post=OuterRef("pk"))),
        )
        .order_by("role_kind__collective", "role_kind__position", "pk")
    )
