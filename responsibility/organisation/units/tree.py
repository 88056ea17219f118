"""The tree of units: paths, the order, and that nothing stands under itself."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from responsibility.organisation.units.models import Unit, UnitVersion


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
    versions = list(
        UnitVersion.objects.filter(unit__county=county_id).values_list(
            "unit_id", "parent_id", "period"
        )
    )
    later = {period.lower for _unit, _parent, period in versions if period and period.lower > day}
    return any(
        unit_id in _line_up(parent_id, _parents_on(then, versions, unit_id))
        for then in [day, *later]
    )


def _parents_on(day: date, versions: Iterable, unit_id: int) -> dict[int, int]:
    return {unit: parent for unit, parent, period in versions if unit != unit_id and day in period}


def _line_up(unit_id: int | None, parents: dict[int, int]) -> set[int]:
    """`unit_id` and all above it."""
    line = set()
    while unit_id is not None and unit_id not in line:
        line.add(unit_id)
        unit_id = parents.get(unit_id)
    return line
