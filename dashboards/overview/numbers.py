"""The numbers of the overview, each of them the count of rows a person may open."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Self

from django.db.models import Count, Q
from django.urls import reverse

from alerts.deadlines.readers import all_rows, grouped
from alerts.lamps.summary import Summary, summarise
from dashboards.matrix.attention import Waiting, left_over, needing_attention
from dashboards.matrix.columns import all_categories
from dashboards.matrix.narrowed import narrowed, narrowed_posts
from dashboards.matrix.scope import Scope
from dashboards.matrix.segments import ALL
from dashboards.matrix.selection import OfClosing, Selection
from dashboards.overview.closed import ClosedQuarters
from dashboards.overview.weeks import lamps_at, week_ends
from pages.days import day_of
from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.lists.models import Category
from responsibility.organisation.posts.models import RoleKind
from responsibility.organisation.units.models import Unit
from responsibility.owed.across import Owed
from responsibility.tasks.models import TaskQuerySet
from supervision.closings.models import Closing

QUARTERS = 8
CHAINS = (RoleKind.Chain.PRINCIPAL, RoleKind.Chain.SUPERVISION)


@dataclass(frozen=True)
class Numbers:
    """One quarter of a scope, of what the filters leave of it; `selection` chooses the rows behind.

    `trend` is by quarter and chain, `weeks` by instant; quarters before the first task are left
    out of `trend`. `left` counts the tasks that earlier quarters left overdue, by category. Of a
    closed quarter the figures are the frozen ones with their corrections, and nothing of today is
    added to them. `roles` and `duties` are all there are to choose from.
    """

    selection: Selection
    running: bool
    posts: list[tuple[RoleKind, int]]
    units: list[tuple[Unit, Counter]]
    categories: list[tuple[Category, Counter]]
    waiting: Waiting
    left: Counter
    trend: list[tuple[Quarter, dict[str, Summary]]]
    weeks: list[tuple[datetime, Counter]]
    colours: int
    closed: ClosedQuarters
    roles: list[RoleKind]
    duties: list[Category]

    @property
    def quarter(self) -> Quarter:
        return self.selection.quarter

    @property
    def closing(self) -> Closing | None:
        """That of the quarter, if it is closed."""
        return self.closed.closings.get(self.quarter)

    @property
    def rows_address(self) -> str:
        """Where the rows behind the figures are, with a query to be gone on with."""
        if self.closing is None:
            return f"{reverse('board-rows')}?{self.selection.query}"
        return f"{reverse('closed-tasks')}?{OfClosing(self.closing, self.selection).query}"

    @property
    def units_address(self) -> str:
        """Where a unit is looked at: the board, or the rows that were frozen."""
        if self.closing:
            return self.rows_address
        of_board = self.selection.but(segment=None, chain="", branch=None)
        return f"{reverse('board')}?{of_board.query}"

    @property
    def left_by_unit(self) -> Counter:
        """What earlier quarters left overdue; nothing beside the figures of a closed quarter."""
        return Counter() if self.closing else self.waiting.earlier

    @cached_property
    def lamps(self) -> Counter:
        return sum((lamps for _unit, lamps in self.units), Counter())

    @property
    def whole(self) -> Summary:
        return summarise(self.lamps)

    @property
    def post_count(self) -> int:
        return sum(n for _role, n in self.posts)

    @property
    def chains(self) -> list[str]:
        """The chains with tasks in the trend, the subject first."""
        present = {chain for _quarter, by_chain in self.trend for chain in by_chain}
        return [chain for chain in CHAINS if chain in present]

    @classmethod
    def of(cls, scope: Scope, selection: Selection) -> Self:
        """In a fixed number of queries."""
        selection, quarter = selection.but(segment=ALL), selection.quarter
        tasks = narrowed(scope.tasks(), selection)
        quarters = _quarters(quarter)
        closed = ClosedQuarters.of(scope, quarters, selection=selection)
        is_closed = quarter in closed.closings
        by_unit, by_category = closed.units, closed.categories
        if not is_closed:
            by_unit, by_category = _by_unit_and_category(tasks.filter(quarter.tasks), scope.at)
        posts = closed.posts if is_closed else _posts_by_role(scope, selection)
        waiting = _waiting(scope.owed(), selection)
        left = Counter() if is_closed else _left_by_category(tasks, quarter, scope.at)
        ends = week_ends(quarter, now=scope.at)
        weeks = lamps_at(tasks.filter(quarter.tasks), instants=ends)
        units = scope.units().filter(
            pk__in=by_unit.keys() | waiting.red.keys() | waiting.yellow.keys()
        )
        duties, roles = all_categories(), list(RoleKind.objects.bearing_duties())
        return cls(
            selection=selection,
            running=day_of(scope.at) < quarter.end,
            posts=[(role, posts[role.pk]) for role in roles if posts[role.pk]],
            units=[(unit, by_unit.get(unit.pk, Counter())) for unit in units],
            categories=[
                (category, by_category.get(category.pk, Counter()))
                for category in duties
                if category.pk in by_category.keys() | left.keys()
            ],
            waiting=waiting,
            left=left,
            trend=[
                (each, closed.trend.get(each, sums))
                for each, sums in _trend(tasks, quarters, scope)
            ],
            weeks=list(zip(ends, weeks, strict=True)),
            colours=scope.colours(),
            closed=closed,
            roles=roles,
            duties=duties,
        )


def _quarters(last: Quarter) -> list[Quarter]:
    return [last.shifted(by) for by in range(1 - QUARTERS, 1)]


def _by_unit_and_category(tasks: TaskQuerySet, now: datetime) -> tuple[dict, dict]:
    by_unit, by_category = defaultdict(Counter), defaultdict(Counter)
    counts = tasks.lamp_counts(now=now, by=("unit_id", "category_id"))
    for (unit_id, category_id, lamp), n in counts.items():
        by_unit[unit_id][lamp] += n
        by_category[category_id][lamp] += n
    return by_unit, by_category


def _waiting(owed: Owed, selection: Selection) -> Waiting:
    waiting = needing_attention(owed, quarter=selection.quarter)
    waiting = waiting.of_each(lambda rows: narrowed(rows, selection))
    return Waiting.of(waiting, quarter=selection.quarter)


def _left_by_category(tasks: TaskQuerySet, quarter: Quarter, now: datetime) -> Counter:
    left = left_over(tasks.model, quarter, now)
    parts = [part.filter(left) for part in tasks.by_lamp(Lamp.RED, now=now)]
    counts = Counter()
    for category_id, n in grouped(parts, "category_id", n=all_rows):
        counts[category_id] += n
    return counts


def _posts_by_role(scope: Scope, selection: Selection) -> Counter:
    posts = narrowed_posts(scope.posts().bearing_duties(), selection).order_by()
    return Counter(dict(posts.values_list("role_kind").annotate(n=Count("pk"))))


def _trend(tasks: TaskQuerySet, quarters: Sequence[Quarter], scope: Scope):
    """Tasks by quarter (as `Quarter.tasks` has it) and chain, from the first quarter with any."""
    start, end = quarters[0].start, quarters[-1].end
    within = Q(due_on__gte=start, period_end__gt=start)
    within &= Q(due_on__lt=end) | Q(period_end__lte=end)
    by = ("due_on", "period_end", "role_kind__chain")
    counts = tasks.filter(within).lamp_counts(now=scope.at, by=by)
    lamps_of = defaultdict(lambda: defaultdict(Counter))
    for (due_on, period_end, chain, lamp), n in counts.items():
        quarter = Quarter.of(min(due_on, period_end - timedelta(days=1)))
        lamps_of[quarter][chain][lamp] += n
    return [
        (quarter, {chain: summarise(lamps) for chain, lamps in lamps_of[quarter].items()})
        for quarter in quarters
        if lamps_of and quarter >= min(lamps_of)
    ]
