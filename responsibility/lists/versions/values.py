"""An item by its values: copied, taken out of a draft and put back, noted in the audit."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils import translation

from responsibility.lists.models import DutyItem, DutyList, EvidenceKind
from responsibility.lists.wording import due_in_words

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


def noted(values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` as the audit notes them: the due rule in words, of whatever reader's language."""
    named = {"wording" if name == "text" else name: value for name, value in values.items()}
    if "due_rule" in named and "cadence" in named:
        with translation.override(settings.LANGUAGE_CODE):
            named["due_rule"] = due_in_words(named["cadence"], named["due_rule"])
    return named


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict, dict]:
    """What differs, as it was and as it is, as the audit notes it."""
    was, becomes = noted(before), noted(after)
    names = [name for name in becomes if was.get(name) != becomes[name]]
    return {name: was.get(name) for name in names}, {name: becomes[name] for name in names}
