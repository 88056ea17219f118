"""The posts of some roles in a county, as tests dispatch to them."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from pages.days import day_of
from responsibility.organisation.posts.models import Post


def posts_for(
    *,
    county_id: int,
    role_codes: Iterable[str],
    unit_ids: Iterable[int] | None,
    now: datetime,
    without: Iterable[int] = (),
):
    """The posts of these roles standing at `now` in these units (None: all of the county).

    `without` names posts that are left out. A post with nobody in it is reached too: the duty
    hangs on the post.
    """
    posts = Post.objects.standing_on(day_of(now)).filter(
        Q(unit__county=county_id) | Q(unit=county_id), role_kind__code__in=list(role_codes)
    )
    if unit_ids is not None:
        posts = posts.filter(unit__in=list(unit_ids))
    return posts.exclude(pk__in=list(without)).select_related("unit", "role_kind")
