"""What a board counts once for all its segments: lamps by unit and category, and who has posts."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

from dashboards.matrix.narrowed import narrowed, narrowed_closed, narrowed_posts
from dashboards.matrix.scope import Scope
from dashboards.matrix.segments import BY_CODE, SEGMENTS, Segment
from dashboards.matrix.selection import Selection
from pages.lamp import Lamp
from responsibility.organisation.posts.models import RoleKind
from supervision.closings.models import Closing


class Tab(NamedTuple):
    """A segment as it stands in the switch: how many overdue, whether it is shown."""

    segment: Segment
    red: int
    current: bool
    query: str


@dataclass(frozen=True)
class Counted:
    """Lamps by code of segment, unit and category; which segments and units have posts that bear
    duties; all kinds of bearers by id; of a closed quarter the lamps as frozen, by segment and
    unit."""

    cells: dict[str, dict[tuple[int, int], Counter]]
    posts: set[tuple[str, int]]
    roles: dict[int, RoleKind]
    frozen: Mapping[tuple[str, int], Counter]

    @classmethod
    def of(cls, scope: Scope, selection: Selection, closing: Closing | None) -> Self:
        """Of a closed quarter what was frozen, with its corrections."""
        roles = {role.pk: role for role in RoleKind.objects.all()}
        chosen = selection.but(branch=None)  # which units are shown, the board chooses
        counts, before = _counts(scope, chosen, closing)
        frozen = defaultdict(Counter)
        for (role_id, unit_id, _category, lamp), n in before.items():
            frozen[roles[role_id].segment, unit_id][lamp] += n
        cells = {segment.code: defaultdict(Counter) for segment in SEGMENTS}
        for (role_id, unit_id, category_id, lamp), n in counts.items():
            cells[roles[role_id].segment][unit_id, category_id][lamp] += n
        posts = narrowed_posts(scope.posts().bearing_duties(), chosen).order_by()
        pairs = posts.values_list("role_kind_id", "unit_id").distinct()
        posts = {(roles[role_id].segment, unit_id) for role_id, unit_id in pairs}
        return cls(cells, posts, roles, frozen)

    def roles_of(self, code: str) -> list[RoleKind]:
        """The kinds of bearers in a segment."""
        of_segment = [role for role in self.roles.values() if role.segment == code]
        return [role for role in of_segment if role.chain != RoleKind.Chain.NONE]

    @property
    def present(self) -> list[Segment]:
        """Segments to choose from: those with posts, and whatever has tasks."""
        with_posts = {code for code, _unit in self.posts}
        return [BY_CODE[code] for code, cells in self.cells.items() if cells or code in with_posts]

    def segment_shown(self, selection: Selection) -> Segment:
        """That of the role or the one asked for; else the first there is, or the first that has
        the unit."""
        if role := self.roles.get(selection.role or 0):
            return BY_CODE[role.segment]
        if selection.segment and selection.segment.code in self.cells:
            return selection.segment
        unit = selection.unit
        with_it = (
            segment for segment in self.present if not unit or unit in self.units_of(segment.code)
        )
        return next(with_it, SEGMENTS[0])

    def units_of(self, code: str) -> set[int]:
        """Units with tasks in the segment, and those that have posts of its kinds."""
        owing = {unit_id for unit_id, _category in self.cells[code]}
        return owing | {unit_id for its, unit_id in self.posts if its == code}

    def tabs(self, selection: Selection) -> list[Tab]:
        return [
            Tab(
                segment,
                red=sum(cell[Lamp.RED] for cell in self.cells[segment.code].values()),
                current=segment == selection.segment,
                query=selection.but(segment=segment, branch=None, role=None).query,
            )
            for segment in self.present
        ]


def _counts(scope: Scope, selection: Selection, closing: Closing | None) -> tuple[Counter, Counter]:
    """By role, unit, category and lamp; of a closed quarter also as it was frozen."""
    columns = ("role_kind_id", "unit_id", "category_id")
    if closing:
        rows = scope.closed_tasks().filter(closing=closing)
        return narrowed_closed(rows, selection).counts(*columns)
    tasks = narrowed(scope.tasks().filter(selection.quarter.tasks), selection)
    return tasks.lamp_counts(now=scope.at, by=columns), Counter()
