"""What the page of a draft shows: its items by category with what each asks, and its state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from pages.days import day_of
from responsibility.lists.models import Category, DutyItem, DutyList
from responsibility.lists.versions.states import EDITABLE, State, state_of
from responsibility.tasks.editor.spread import Spread, spread_of
from responsibility.tasks.publishing.burden import A_RECORD, Burden, ItemBurden, burden_of
from responsibility.tasks.publishing.plan import timetable_of


@dataclass(frozen=True)
class Line:
    """An item and what it asks of a post a year."""

    item: DutyItem
    asked: ItemBurden
    first: bool
    last: bool

    @property
    def minutes(self) -> float:
        return self.asked.each * A_RECORD.total_seconds() / 60


@dataclass(frozen=True)
class Group:
    """The items of a category, and the records a year that they ask of a post."""

    category: Category
    lines: list[Line]

    @property
    def records(self) -> float:
        return sum(line.asked.each for line in self.lines)


def items_of(duty_list: DutyList) -> list[DutyItem]:
    """Its items as they are shown: by category, in their order."""
    items = duty_list.items.select_related("category").prefetch_related("evidence")
    return list(items.order_by("category__position", "position"))


def year_of(duty_list: DutyList, *, now: datetime) -> int:
    """The year whose days a page shows: the one the list is meant for, or this one if later."""
    return max(duty_list.year or 0, day_of(now).year)


def groups_of(items: Sequence[DutyItem], burden: Burden) -> list[Group]:
    groups = []
    for category, together in groupby(items, key=lambda item: item.category):
        some = list(together)
        lines = [
            Line(item, burden.items[item.code], item is some[0], item is some[-1]) for item in some
        ]
        groups.append(Group(category, lines))
    return groups


def steps_of(duty_list: DutyList) -> list[tuple[str, bool]]:
    """The states of a version in their order, and whether it is in it."""
    state = state_of(duty_list)
    shown = State.RETURNED if state == State.RETURNED else State.DRAFT
    return [(one, one == state) for one in (shown, State.SUBMITTED, State.PUBLISHED, State.CLOSED)]


def page_of(duty_list: DutyList, *, now: datetime) -> dict:
    """The context of the page."""
    items, year = items_of(duty_list), year_of(duty_list, now=now)
    burden = burden_of(duty_list=duty_list, items=items, year=year, now=now)
    spread: Spread = spread_of(
        items, year=year, timetable=timetable_of(duty_list.county_id, now=now)
    )
    return {
        "duty_list": duty_list,
        "state": state_of(duty_list),
        "steps": steps_of(duty_list),
        "editable": state_of(duty_list) in EDITABLE,
        "groups": groups_of(items, burden),
        "count": len(items),
        "burden": burden,
        "minutes": burden.mean * A_RECORD.total_seconds() / 60,
        "spread": spread,
        "year": year,
    }
