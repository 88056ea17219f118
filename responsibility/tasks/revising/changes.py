"""What a version changes in a year that is published already: items added, changed, taken out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from responsibility.lists.models import DutyItem, DutyList
from responsibility.lists.succession import items_before
from responsibility.lists.versions.values import values_of

# What may differ without anything to be owed otherwise.
NO_MATTER = {"position", "core"}
# What the days and the instants of a task follow from.
OF_THE_DAYS = ("cadence", "due_rule", "rolls_forward", "warn_days")


@dataclass(frozen=True)
class Changes:
    """Of one year: `added` and `changed` items of the new version, `gone` ones of the former by
    their code; `before` are all that were owed, by their code, `codes` all that are from now on."""

    year: int
    added: Sequence[DutyItem]
    changed: Sequence[DutyItem]
    gone: dict[str, DutyItem]
    before: dict[str, DutyItem]
    codes: list[str]

    def days_differ(self, item: DutyItem) -> bool:
        """Whether an item that changed falls due by another rule."""
        was = self.before[item.code]
        return any(getattr(was, name) != getattr(item, name) for name in OF_THE_DAYS)


def changes_of(
    duty_list: DutyList, *, years: Sequence[int], codes: Collection[str]
) -> list[Changes]:
    """What the items `codes` of a version change in each of `years`; of the items that were not
    owed before in any of these years, those in `codes` come in all of them."""
    items = list(
        duty_list.items.select_related("category")
        .prefetch_related("evidence")
        .order_by("position", "pk")
    )
    before = {year: items_before(duty_list, year=year) for year in years}
    ever = {code for items_then in before.values() for code in items_then}
    return [_of_year(year, items, before[year], ever, codes) for year in years]


def new_items(duty_list: DutyList, *, years: Sequence[int]) -> list[DutyItem]:
    """The items that come with a version: neither owed in these years before, nor in the version
    before it without being owed."""
    earlier = DutyList.objects.filter(
        county=duty_list.county_id,
        role_kind=duty_list.role_kind_id,
        version__lt=duty_list.version,
        published_at__isnull=False,
    )
    last = earlier.order_by("-version")[:1]
    known = set(DutyItem.objects.filter(duty_list__in=list(last)).values_list("code", flat=True))
    known |= {code for year in years for code in items_before(duty_list, year=year)}
    items = duty_list.items.exclude(code__in=known).select_related("category")
    return list(items.order_by("category__position", "position"))


def _of_year(
    year: int,
    items: Sequence[DutyItem],
    before: dict[str, DutyItem],
    ever: Collection[str],
    codes: Collection[str],
) -> Changes:
    here = {item.code for item in items}
    added = [item for item in items if item.code in codes and item.code not in ever]
    same = [item for item in items if item.code in before]
    changed = [item for item in same if _says(item) != _says(before[item.code])]
    gone = {code: item for code, item in before.items() if code not in here}
    return Changes(
        year, added, changed, gone, before, [item.code for item in items if item in [*same, *added]]
    )


def _says(item: DutyItem) -> dict[str, Any]:
    return {name: value for name, value in values_of(item).items() if name not in NO_MATTER}
