"""Whom a dispatch would reach, before it is done."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from pages.days import day_of
from responsibility.organisation.posts.models import Post, RoleKind
from responsibility.organisation.relations.hears import told_of_posts
from responsibility.organisation.units.models import Unit
from responsibility.tasks.dispatches.models import Dispatch

RECENTLY = timedelta(days=14)  # what was asked since then may clash


@dataclass(frozen=True)
class Clash:
    """Something of the same category asked of the same posts lately, or due at the same time."""

    title: str
    made_at: datetime
    posts: int


@dataclass(frozen=True)
class Reach:
    """Counts of posts, by role kind, and of the people who would be told."""

    posts: list[Post]
    by_role: dict[RoleKind, int]
    people: int
    clashes: list[Clash]


def reach_of(*, posts, category_id: int | None, now: datetime) -> Reach:
    """What a dispatch to the queryset `posts` would mean."""
    found = list(posts.order_by("unit__order_key", "position", "pk"))
    return Reach(
        posts=found,
        by_role=dict(Counter(post.role_kind for post in found)),
        people=len(told_of_posts(posts, at=now)),
        clashes=_clashes(found, category_id, now) if category_id else [],
    )


def _clashes(posts: list[Post], category_id: int, now: datetime) -> list[Clash]:
    """What waits to go out counts too; what was taken back does not."""
    acts = Dispatch.objects.filter(
        category=category_id, dispatched_at__gt=now - RECENTLY, taken_back_at=None
    )
    acts = acts.filter(posts__in=[post.pk for post in posts]).annotate(asked=Count("posts"))
    return [
        Clash(title=act.title, made_at=act.dispatched_at, posts=act.asked)
        for act in acts.order_by("-asked", "pk")
    ]


def units_by_branch(
    *, county_id: int, now: datetime, within: Collection[int] | None = None
) -> list[tuple[Unit, list[Unit]]]:
    """The units of the county under their branches, in the organisation's order; under the county
    itself what stands in no branch. With `within` only those units (ids).

    Every unit with a post that may owe something is there, at whatever depth, so that all of them
    ticked reach all of the county's posts; besides the bodies of a branch that have none yet.
    """
    today = day_of(now)
    owing = Post.objects.standing_on(today).bearing_duties().filter(unit=OuterRef("pk"))
    county = Q(pk=county_id) | Q(county=county_id)
    standing = Unit.objects.filter(county).standing_on(today).annotate(owes=Exists(owing))
    units = list(standing.in_order())
    heads = {
        unit.pk: unit for unit in units if unit.pk == county_id or unit.kind == Unit.Kind.BRANCH
    }
    groups: dict[int, list[Unit]] = {pk: [] for pk in heads}
    for unit in units:
        if within is not None and unit.pk not in within:
            continue
        if (
            unit.owes
            or within is not None
            or (unit.parent_id in heads and unit.parent_id != county_id)
        ):
            above = [int(pk) for pk in unit.path.strip("/").split("/")]
            groups[next(pk for pk in reversed(above) if pk in heads)].append(unit)
    county_last = sorted(groups, key=lambda pk: pk == county_id)
    return [(heads[pk], groups[pk]) for pk in county_last if groups[pk]]
