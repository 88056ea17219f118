"""What the page of a plan shows: its items by who leads, their lamps, their parts beneath them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from pages.days import day_of
from pages.lamp import Lamp
from responsibility.organisation.posts.in_office import InOffice, names
from responsibility.organisation.posts.models import Post
from responsibility.plans.models import PlanItem, WorkPlan
from responsibility.plans.rows import with_lamps


@dataclass
class Group:
    """The items that one post leads, in order; `who` is in that post today."""

    leads: Post
    who: str
    items: list[PlanItem] = field(default_factory=list)


@dataclass(frozen=True)
class PlanPage:
    """`counts` are lamps of the items in force, without their parts; `fulfilled` of `given`."""

    groups: Sequence[Group]
    counts: Sequence[tuple[str, int]]
    given: int
    fulfilled: int

    @classmethod
    def of(cls, plan: WorkPlan, user, *, now: datetime) -> Self:
        """The page as `user` may see it at the aware instant `now`."""
        items = list(items_of(plan, user, now=now))
        wholes = folded(with_lamps(items, now=now), now=now)
        open_still = [item for item in wholes if not item.withdrawn_at]
        lamps = Counter(item.task.lamp_now for item in open_still if item.task)
        return cls(
            groups=_groups(wholes),
            counts=[(lamp, lamps[lamp]) for lamp in Lamp.values if lamps[lamp]],
            given=len(open_still),
            fulfilled=sum(bool(item.task and item.task.fulfilled_at) for item in open_still),
        )


def items_of(plan: WorkPlan, user, *, now: datetime):
    """The items of `plan` that `user` sees, in order, with what is shown of them."""
    seen = PlanItem.objects.visible_to(user, at=now).filter(plan=plan)
    return seen.select_related(
        "plan", "parent", "category", "leads__unit", "pushes__unit", "carries_out__unit"
    ).in_order()


def folded(items: Sequence[PlanItem], *, now: datetime) -> list[PlanItem]:
    """The items that are no parts, each with its `shown_parts`; all with the names of those who are
    in their posts today: `who_leads`, `who_pushes`, `who_carries_out`."""
    posts = {pk for item in items for pk in (item.leads_id, item.pushes_id, item.carries_out_id)}
    in_office, today = InOffice.of(posts - {None}), day_of(now)
    parts = defaultdict(list)
    for item in items:
        item.who_leads = names(in_office.on(item.leads_id, today)) if item.leads_id else ""
        item.who_pushes = names(in_office.on(item.pushes_id, today)) if item.pushes_id else ""
        item.who_carries_out = names(in_office.on(item.carries_out_id, today))
        parts[item.parent_id].append(item)
    for item in items:
        item.shown_parts = parts[item.pk]
        for part in item.shown_parts:
            part.parent = item  # read once
        item.parts_done = sum(
            bool(part.task and part.task.fulfilled_at) for part in item.shown_parts
        )
    return parts[None]


def _groups(items: Sequence[PlanItem]) -> list[Group]:
    groups: dict[int, Group] = {}
    for item in items:
        group = groups.setdefault(item.leads_id, Group(item.leads, item.who_leads))
        group.items.append(item)
    return list(groups.values())
