"""The values of an item as the cells of a row, and back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alerts.audit.actor import Actor
from pages.clean import identifier
from pages.refused import Refused
from responsibility.lists.models import Category, DutyItem, EvidenceKind
from responsibility.organisation.units.models import Unit
from responsibility.tasks.lists_in.due_text import read_due, write_due
from responsibility.tasks.people_in.names import UnitNames

# Cells whose value is that of the item as it stands.
PLAIN = (
    "text", "text_en", "cadence", "required", "count_basis", "goal", "measure", "warn_days",
    "zero_report", "core", "sensitivity", "rolls_forward", "event_key", "basis",
)  # fmt: skip
EMPTY: dict[str, Any] = {"warn_days": None, "applies_to": [], "evidence": []}
DEFAULT = {
    "required": 1, "count_basis": DutyItem.CountBasis.RECORD, "zero_report": False, "core": False,
    "sensitivity": DutyItem.Sensitivity.INTERNAL, "rolls_forward": True, "due_rule": "period_end",
}  # fmt: skip


def category_words() -> dict[str, object]:
    """What a category may be called: its number and name, either of them where it is the only."""
    categories = list(Category.objects.all())
    words: dict[str, object] = {f"{one.code} {one.name}": one.pk for one in categories}
    for one in categories:
        words |= {one.code: one.pk, f"{one.code} {one.name_en}": one.pk}
        words.setdefault(one.name, one.pk)
    return words


class Named:
    """The units, categories and kinds of evidence that cells name; read once a run."""

    def __init__(self, *, by: Actor, now: datetime):
        units = Unit.objects.managed_by(by.user, at=now).in_order()
        self.units = UnitNames(units)
        self.evidence = {one.pk: one for one in EvidenceKind.objects.order_by("pk")}
        self.called: dict[str, int] = {}
        for kind in self.evidence.values():
            self.called |= {plain(kind.name): kind.pk, plain(kind.name_en): kind.pk}

    def values_of(self, row) -> dict[str, Any]:
        """The values that the columns of the file give; a cell left empty says nothing or the
        usual. Raises Refused at the column."""
        values: dict[str, Any] = {}
        for name in (*PLAIN, "category_id"):
            if name in row.columns:
                given = getattr(row, name)
                empty = DEFAULT.get(name, EMPTY.get(name, ""))
                values[name] = empty if given is None else given
        if "due_rule" in row.columns:
            values["due_rule"] = _at("due_rule", read_due, row.due_rule or "") or "period_end"
        if "applies_to" in row.columns:
            values["applies_to"] = [self._unit(name) for name in row.applies_to or []]
        if "evidence" in row.columns:
            values["evidence"] = [self._kind(name) for name in row.evidence or []]
        return values

    def _unit(self, name: str) -> int:
        return _at("applies_to", self.units.find, name).pk

    def _kind(self, name: str) -> int:
        if plain(name) not in self.called:
            known = ", ".join(str(kind) for kind in self.evidence.values())
            raise Refused(
                _("No kind of evidence is called “%(name)s”. There are: %(known)s.")
                % {"name": name, "known": known},
                field="evidence",
            )
        return self.called[plain(name)]

    def cells_of(self, item: DutyItem) -> dict[str, Any]:
        """What an item says, by column; what is chosen from a list as its value."""
        cells = {name: getattr(item, name) for name in (*PLAIN, "category_id")}
        units = (self.units.word_for(self.units.units[pk]) for pk in item.applies_to)
        return cells | {
            "item_code": item.code,
            "role": item.duty_list.role_kind_id,
            "due_rule": write_due(item.due_rule),
            "applies_to": _together(units),
            "evidence": _together(str(kind) for kind in item.evidence.all()),
        }


def _together(names: Iterable[str]) -> str:
    return pgettext("between things in a list", ", ").join(names)


def plain(name: str) -> str:
    """A name as it is compared."""
    return identifier(name).lower()


def _at(field: str, read, text: str):
    """`read(text)`; a refusal stands at `field`."""
    try:
        return read(text) if text else None
    except Refused as refusal:
        raise Refused(str(refusal), field=field) from None
