"""The leading team's duties: members by categories of the own unit (M002-21), and of each unit that
a body supervises (M000-17)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple, Self

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from alerts.lamps.summary import Summary, summarise
from dashboards.matrix.attention import Attention
from dashboards.matrix.bar import Part, parts_of
from dashboards.matrix.columns import Column, all_categories, columns_of
from dashboards.matrix.scope import Scope
from dashboards.matrix.segments import ALL
from dashboards.matrix.selection import OfClosing, Selection
from pages.days import day_of
from pages.quarter import Quarter
from responsibility.organisation.posts.in_office import InOffice
from responsibility.organisation.posts.models import Post, RoleKind
from responsibility.organisation.units.models import Unit
from supervision.closings.models import Closing


class Member(NamedTuple):
    """A post with who was in it in the quarter; its cells stand in the order of the categories."""

    post: Post
    people: list[str]
    cells: list[Summary | None]
    lamps: Counter
    address: str
    rows: str

    @property
    def under(self) -> str:
        """What stands under the names: the post, or that nobody was in it."""
        return self.post.title if self.people else _("(vacant)")

    @property
    def whole(self) -> Summary:
        return summarise(self.lamps)

    @property
    def parts(self) -> list[Part]:
        return parts_of(self.lamps)


@dataclass(frozen=True)
class Team:
    """The posts of the units of `scope` in the quarter of `selection`; its branch is the one unit
    chosen. Who supervises them sees them as who leads them does."""

    selection: Selection
    scope: Scope
    categories: list[Column]
    units: list[tuple[Unit, list[Member]]]
    lamps: Counter
    attention: Attention
    colours: int
    closing: Closing | None
    frozen: Counter

    @property
    def figures(self) -> Selection | OfClosing:
        """What chooses the rows behind the figures, at `figures_at`."""
        return OfClosing(self.closing, self.selection) if self.closing else self.selection

    @property
    def figures_at(self) -> str:
        return reverse("closed-tasks" if self.closing else "team-rows")

    @property
    def whole(self) -> Summary:
        return summarise(self.lamps)

    @property
    def parts(self) -> list[Part]:
        return parts_of(self.lamps)

    @property
    def quarter(self) -> Quarter:
        return self.selection.quarter

    @property
    def title(self) -> str:
        return _("Duties by member") if self.supervised else _("Team duties")

    @property
    def one_unit(self) -> bool:
        """Whether the members of one unit are shown: its name need not stand at each."""
        return len(self.units) < 2 or not self.supervised

    @property
    def supervised(self) -> bool:
        """Whether somebody looks who does not lead all of them."""
        return not self.scope.unit_ids <= self.scope.led_units

    @property
    def overdue_besides(self) -> int:
        """How much is overdue now, where that is more than the lamps of the quarter say."""
        return 0 if self.closing else self.attention.more_overdue_than(self.lamps)

    @property
    def quarters(self) -> list[Quarter]:
        return [self.quarter.shifted(by) for by in (-1, 0, 1)]

    @classmethod
    def of(cls, scope: Scope, quarter: Quarter, *, unit: int | None = None) -> Self:
        """The members as `scope` has them, in a fixed number of queries; with `unit` of that one
        and what lies beneath it."""
        selection = Selection(quarter, ALL, branch=unit)
        closing = scope.closing(quarter)
        counts, frozen = _counts(scope, quarter, closing)
        cells = defaultdict(Counter)
        for (post_id, category_id, lamp), n in counts.items():
            cells[post_id, category_id][lamp] += n
        columns = columns_of({category for _post, category in cells}, all_categories())
        posts = _posts(scope, {post_id for post_id, _category in cells})
        people = people_in({post.pk for post in posts}, quarter, at=scope.at)
        members = [
            _member(post, people[post.pk], columns, cells, quarter, closing) for post in posts
        ]
        return cls(
            selection=selection,
            scope=scope,
            categories=columns,
            units=[
                (unit, list(those)) for unit, those in groupby(members, key=lambda m: m.post.unit)
            ],
            lamps=sum(cells.values(), Counter()),
            attention=Attention.of(scope, selection, units=None),
            colours=scope.colours(),
            closing=closing,
            frozen=frozen,
        )


def _counts(scope: Scope, quarter: Quarter, closing: Closing | None) -> tuple[Counter, Counter]:
    """By post, category and lamp; of a closed quarter as its corrections have it, and by lamp as it
    was frozen."""
    columns = ("post_id", "category_id")
    if closing is None:
        tasks = scope.tasks().filter(quarter.tasks)
        return tasks.lamp_counts(now=scope.at, by=columns), Counter()
    now, before = scope.closed_tasks().filter(closing=closing).counts(*columns)
    frozen = Counter()
    for (_post, _category, lamp), n in before.items():
        frozen[lamp] += n
    return now, frozen


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
    post: Post,
    people: list[str],
    categories: list[Column],
    cells: dict,
    quarter: Quarter,
    closing: Closing | None,
) -> Member:
    counters = [cells.get((post.pk, category.pk)) for category in categories]
    lamps = sum((counter for counter in counters if counter), Counter())
    query = Selection(quarter, ALL).query
    rows, address = reverse("team-post", args=(post.pk,)), ""
    if closing:
        rows, query = reverse("closed-tasks"), f"{OfClosing(closing).query}&post={post.pk}"
        address = f"{rows}?{query}&category=%d"
    return Member(
        post=post,
        people=people,
        cells=[counter and summarise(counter) for counter in counters],
        lamps=lamps,
        address=address or f"{rows}%d/?{query}",
        rows=f"{rows}?{query}",
    )
