"""Who hears of a revision, and until when it is news."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q

from pages.days import day_of
from responsibility.lists.models import DutyList
from responsibility.lists.revisions import Revision
from responsibility.organisation.posts.models import Post, PostQuerySet
from responsibility.organisation.relations.hears import told_of_posts


def posts_of(duty_list: DutyList, *, now: datetime) -> PostQuerySet:
    """The posts that bear the list at the aware instant `now`."""
    county = duty_list.county_id
    in_county = Post.objects.filter(Q(unit__county=county) | Q(unit=county))
    return in_county.filter(role_kind=duty_list.role_kind_id).standing_on(day_of(now))


def people_told(duty_list: DutyList, *, now: datetime) -> list[int]:
    """The ids of who answers for a post that bears the list."""
    return sorted(told_of_posts(posts_of(duty_list, now=now), at=now))


def still_stands(ids: Collection[int], *, kind: str, at: datetime) -> Iterable[int]:
    """Which revisions `ids` are not taken back."""
    return Revision.objects.filter(pk__in=ids).standing().values_list("pk", flat=True)
