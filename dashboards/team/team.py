"""The leading team's duties: members by categories of the own unit (M002-21, M000-17)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple, Self

from django.db.models import Q
from django.urls import reverse

from alerts.lamps.summary import Summary, summarise
from dashboards.matrix.attention import Attention
from dashboards.matrix.bar import Part, parts_of
from dashboards.matrix.columns import Column, columns_of
from dashboards.matrix.scope import Scope
from dashboards.matrix.segments import ALL
from dashboards.matrix.selection import Selection
from pages.days import day_of
from pages.quarter import Quarter
from responsibility.organisation.posts.in_office import InOffice
from responsibility.organisation.posts.models import Post, RoleKind
from responsibility.organisation.units.models import Unit


class Member(NamedTuple):
    """A post with who was in it in the quarter; its cells stand in the order of the categories."""

    post: Post
    people: list[str]
    cells: list[Summary | None]
    whole: Summary
    address: str
    query: str


@dataclass(frozen=True)
class Team:
    """The posts of the units led, in one quarter."""

    quarter: Quarter
    categories: list[Column]
    units: list[tuple[Unit, list[Member]]]
    lamps: Counter
    attention: Attention
    colours: int

    @property
    def whole(self) -> Summary:
        return summarise(self.lamps)

    @property
    def parts(self) -> list[Part]:
        return parts_of(self.lamps)

    @property
    def selection(self) -> Selection:
        return Selection(self.quarter, ALL)

    @property
    def overdue_besides(self) -> int:
        """How much is overdue now, where that is more than the lamps of the quarter say."""
        return self.attention.more_overdue_than(self.lamps)

    @property
    def quarters(self) -> list[Quarter]:
        return [self.quarter.shifted(by) for by in (-1, 0, 1)]

    @classmethod
    def of(cls, scope: Scope, quarter: Quarter) -> Self:
        """The team as `scope.led` sees it, in a fixed number of queries."""
        tasks = scope.tasks().filter(quarter.tasks)
        counts = tasks.lamp_counts(now=scope.at, by=("post_id", "category_id"))
        cells = defaultdict(Counter)
        for (post_id, category_id, lamp), n in counts.items():
            cells[post_id, category_id][lamp] += n
        columns = columns_of({category for _post, category in cells})
        query = Selection(quarter, ALL).query
        posts = _posts(scope, {post_id for post_id, _category in cells})
        people = people_in({post.pk for post in posts}, quarter, at=scope.at)
        members = [_member(post, people[post.pk], columns, cells, query) for post in posts]
        return cls(
            quarter=quarter,
            categories=columns,
            units=[
                (unit, list(those)) for unit, those in groupby(members, key=lambda m: m.post.unit)
            ],
            lamps=sum(cells.values(), Counter()),
            attention=Attention.of(scope, Selection(quarter, ALL), units=None),
            colours=scope.colours(),
        )


def _posts(scope: Scope, owing: set[int]) -> list[Post]:
    """Posts that bear duties by their kind, and whatever owes something."""
    bears = ~Q(role_kind__chain=RoleKind.Chain.NONE) | Q(pk__in=owing)
    posts = Post.objects.visible_to(scope.user, at=scope.at).filter(pk__in=owing)
    posts = scope.posts().filter(bears) | posts
    posts = posts.select_related("unit", "role_kind")
    return list(posts.order_by("unit__order_key", "position", "pk"))


def people_in(post_ids: set[int], quarter: Quarter, *, at: datetime) -> dict[int, list[str]]:
    """Who was in each post in `quarter` up to `at`, the earliest first; of a quarter to come, who
    is in it today."""
    today = day_of(at)
    last = min(quarter.end - timedelta(days=1), today)
    first = min(quarter.start, last)
    in_office = InOffice.of(post_ids)
    return {
        post_id: [
            person.named_within(first, last) for person in in_office.within(post_id, first, last)
        ]
        for post_id in post_ids
    }


def _member(
    post: Post, people: list[str], categories: list[Column], cells: dict, query: str
) -> Member:
    counters = [cells.get((post.pk, category.pk)) for category in categories]
    lamps = sum((counter for counter in counters if counter), Counter())
    return Member(
        post=post,
        people=people,
        cells=[counter and summarise(counter) for counter in counters],
        whole=summarise(lamps),
        address=f"{reverse('team-post', args=(post.pk,))}%d/?{query}",
        query=query,
    )
