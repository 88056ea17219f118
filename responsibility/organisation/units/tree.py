"""The tree of units: paths, the order, and that nothing stands under itself."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from pages.refused import Refused
from responsibility.organisation.units.models import Unit, UnitVersion

DEEPEST = 6  # levels under the county; whoever stands above hears of what is beneath (hears.py)


def lock_tree(county_id: int) -> None:
    """Let changes of one county's tree wait for one another until the transaction ends."""
    Unit.objects.select_for_update(no_key=True).get(pk=county_id)


def order_key(unit: Unit, parent: Unit) -> str:
    """Where `unit` stands under `parent`: the positions from the county down.

    Of units with the same position the older stands first. "/" sorts after "." and before digits,
    so a subtree stays together.
    """
    key = f"{parent.order_key}.{unit.position:04}"
    taken = Unit.objects.filter(parent=parent, order_key=key).exclude(pk=unit.pk).exists()
    return f"{key}/{unit.pk}" if taken else key


def place(unit: Unit) -> None:
    """Write path and order of `unit` anew, and those of everything beneath it."""
    was_path, was_key = unit.path, unit.order_key
    parent = unit.parent
    unit.path = f"{parent.path}{unit.pk}/" if parent else f"/{unit.pk}/"
    unit.order_key = order_key(unit, parent) if parent else f"{unit.position:04}"
    unit.save(update_fields=["name", "parent", "position", "path", "order_key"])
    if was_path:
        Unit.objects.filter(path__startswith=was_path).exclude(pk=unit.pk).update(
            path=_moved("path", was_path, unit.path),
            order_key=_moved("order_key", was_key, unit.order_key),
        )


def _moved(column: str, was: str, becomes: str) -> Concat:
    return Concat(Value(becomes), Substr(F(column), len(was) + 1))


def stands_under_itself(*, unit_id: int, parent_id: int, county_id: int, day: date) -> bool:
    """Whether `unit` under `parent` from `day` on would at any time stand under itself."""
    versions = _versions(county_id)
    return any(
        unit_id in _line_up(parent_id, _parents_on(then, versions, unit_id))
        for then in _days_from(day, versions)
    )


def _versions(county_id: int) -> list[tuple]:
    versions = UnitVersion.objects.filter(unit__county=county_id)
    return list(versions.values_list("unit_id", "parent_id", "period"))


def _days_from(day: date, versions: list[tuple]) -> list[date]:
    """`day`, and every later day on which the tree changes."""
    lowers = {period.lower for _unit, _parent, period in versions if period}
    return [day, *(lower for lower in lowers if lower > day)]


def refuse_too_deep(*, unit_id: int | None, parent_id: int, county_id: int, day: date) -> None:
    """Raise Refused where `unit` (None: a new one) under `parent` from `day` on would at any time
    stand, or let something beneath it stand, deeper than `DEEPEST`."""
    versions = _versions(county_id)
    for then in _days_from(day, versions):
        parents = _parents_on(then, versions, unit_id) | {unit_id: parent_id}
        lines = (_line_up(unit, parents) for unit in parents)
        if any(len(line) - 1 > DEEPEST for line in lines if unit_id in line):
            sentence = _("The organisation has at most %(levels)d levels under the county.")
            raise Refused(sentence % {"levels": DEEPEST}, field="parent")


def _parents_on(day: date, versions: Iterable, unit_id: int | None) -> dict:
    return {unit: parent for unit, parent, period in versions if unit != unit_id and day in period}


def _line_up(unit_id: int | None, parents: dict) -> set:
    """`unit_id` and all above it."""
    line: set = set()
    while unit_id not in line:
        line.add(unit_id)
        if unit_id not in parents:
            break
        unit_id = parents[unit_id]
    return line
