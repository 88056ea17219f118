"""Changing an item of a draft, and adding one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.lists.models import Category, DutyItem, DutyList
from responsibility.lists.versions.fit import check_fit
from responsibility.lists.versions.locked import locked_draft, locked_item
from responsibility.lists.versions.values import FIELDS, changed, make_items, noted, values_of
from responsibility.organisation.office import audit_office

DEFAULTS = {
    "text_en": "", "rolls_forward": True, "required": 1, "zero_report": False, "core": False,
    "sensitivity": DutyItem.Sensitivity.INTERNAL, "event_key": "", "basis": "", "goal": "",
    "measure": "", "warn_days": None, "applies_to": [], "evidence": [],
    "count_basis": DutyItem.CountBasis.RECORD,
}  # fmt: skip


@transaction.atomic
def change_item(*, item_id: int, values: Mapping[str, Any], by: Actor, now: datetime) -> DutyItem:
    """Give an item of a draft the `values` named: fields of it, and `evidence` as ids of kinds.

    It is an individual task where it names units, and a common one where it names none.

    Raises:
        DutyItem.DoesNotExist: there is none, or `by` does not work in its county's office.
        Refused: the list is no draft, or a value does not fit, at its field.
    """
    item = locked_item(item_id=item_id, by=by, now=now)
    before = values_of(item)
    values = _complete(item.duty_list, before | values)
    for name in FIELDS:
        setattr(item, name, values[name])
    item.save(update_fields=FIELDS)
    if values["evidence"] != before["evidence"]:
        item.evidence.set(values["evidence"])
    was, becomes = changed(before, values)
    if becomes:
        audit_office(
            action="list.change_item", about=item, by=by, now=now, before=was, after=becomes
        )
    return DutyItem.objects.get(pk=item.pk)


@transaction.atomic
def add_item(*, list_id: int, values: Mapping[str, Any], by: Actor, now: datetime) -> DutyItem:
    """Add an item with these `values` at the end of its category; it gets the next free code.

    Raises:
        DutyList.DoesNotExist: there is none, or `by` does not work in its county's office.
        Refused: the list is no draft, or a value does not fit, at its field.
    """
    duty_list = locked_draft(list_id=list_id, by=by, now=now)
    values = _complete(duty_list, DEFAULTS | dict(values))
    code = next_code(duty_list, Category.objects.get(pk=values["category_id"]))
    [item] = make_items(duty_list, [values | {"code": code, "position": next_place(duty_list)}])
    after = {name: values[name] for name in ("text", "cadence", "due_rule", "required")}
    audit_office(action="list.add_item", about=item, by=by, now=now, after=noted(after))
    return item


def next_place(duty_list: DutyList) -> int:
    """The first place after all items of a draft, those taken out of it as well: each keeps its
    place, to be put back there."""
    last = duty_list.items.aggregate(last=Max("position"))["last"] or 0
    return max([last, *(values["position"] for values in duty_list.removed)]) + 1


def next_code(duty_list: DutyList, category: Category) -> str:
    """The first code of its kind that no version of the list has borne, as "PO-C06-08"."""
    initials = "".join(word[0] for word in duty_list.role_kind.code.split("_")).upper()
    stem = f"{initials}-{category.code}-"
    versions = DutyList.objects.filter(county=duty_list.county_id, role_kind=duty_list.role_kind_id)
    borne = set(DutyItem.objects.filter(duty_list__in=versions).values_list("code", flat=True))
    borne |= {row["code"] for version in versions for row in version.removed}
    ends = [code.removeprefix(stem) for code in borne if code.startswith(stem)]
    return f"{stem}{max((int(end) for end in ends if end.isdecimal()), default=0) + 1:02}"


def _complete(duty_list: DutyList, values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` in order, with what follows from them; refused where they do not fit."""
    kinds = DutyItem.TaskKind
    values = dict(values) | {
        "text": values["text"].strip(),
        "applies_to": sorted(values["applies_to"]),
        "evidence": sorted(values["evidence"]),
        "task_kind": kinds.INDIVIDUAL if values["applies_to"] else kinds.COMMON,
    }
    if errors := check_fit(values, duty_list=duty_list):
        raise Refused.because(errors)
    if not values["text"]:
        raise Refused(_("Write what is to be done."), field="text")
    return values
