"""An item by its values: copied, taken out of a draft and put back, noted in the audit."""

from collections.abc import Iterable, Mapping
from typing import Any

from responsibility.lists.models import DutyItem, DutyList, EvidenceKind

# What an item says beside where it stands; its evidence kinds go by their ids.
FIELDS = (
    "category_id",
    "text",
    "text_en",
    "cadence",
    "due_rule",
    "rolls_forward",
    "required",
    "count_basis",
    "applies_to",
    "zero_report",
    "core",
    "task_kind",
    "sensitivity",
    "event_key",
    "basis",
    "goal",
    "measure",
    "warn_days",
)
PLACE = ("code", "position")


def values_of(item: DutyItem) -> dict[str, Any]:
    """All that `item` says and where it stands, as JSON takes it."""
    values = {name: getattr(item, name) for name in (*PLACE, *FIELDS)}
    return values | {"evidence": sorted(kind.pk for kind in item.evidence.all())}


def make_items(duty_list: DutyList, rows: Iterable[Mapping[str, Any]]) -> list[DutyItem]:
    """Items of `duty_list` with these values, as `values_of` gives them."""
    rows = list(rows)
    items = DutyItem.objects.bulk_create(
        DutyItem(duty_list=duty_list, **{name: row[name] for name in (*PLACE, *FIELDS)})
        for row in rows
    )
    link, kinds = DutyItem.evidence.through, set(EvidenceKind.objects.values_list("pk", flat=True))
    link.objects.bulk_create(
        link(dutyitem_id=item.pk, evidencekind_id=kind)
        for item, row in zip(items, rows, strict=True)
        for kind in row["evidence"]
        if kind in kinds
    )
    return items


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict, dict]:
    """What differs, as it was and as it is."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}
