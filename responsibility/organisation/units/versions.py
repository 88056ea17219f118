"""The dated names and places of units take effect on their day."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from responsibility.organisation.periods import in_force
from responsibility.organisation.units.models import Unit, UnitVersion
from responsibility.organisation.units.tree import lock_tree, place


@transaction.atomic
def apply_versions_due(*, now: datetime, county_id: int | None = None) -> int:
    """Give every unit the name, place and position it has since the day of `now`; how many changed.

    For the daily job, and after a change. Safe to repeat: it changes only what differs. With
    `county_id` only that county's units. Those above come before those beneath.
    """
    as_cached = Q(name=F("unit__name"), position=F("unit__position")) & (
        Q(parent=F("unit__parent")) | Q(parent=None, unit__parent=None)
    )
    due = UnitVersion.objects.filter(in_force(now)).exclude(as_cached).select_related("unit")
    if county_id is not None:
        due = due.filter(unit__in=Unit.objects.of_county(county_id))
    for county in sorted({version.unit.the_county_id for version in due}):
        lock_tree(county)
    changed = sorted(due.all(), key=lambda version: len(version.unit.path))
    for version in changed:
        unit = Unit.objects.select_related("parent").get(pk=version.unit_id)
        unit.name, unit.parent_id, unit.position = version.name, version.parent_id, version.position
        place(unit)
    return len(changed)


def names_on(pairs: Collection[tuple[int, date]]) -> dict[tuple[int, date], str]:
    """What units were called on days, by the pairs of id and day; a unit that was not yet there
    or no more is left out."""
    versions = defaultdict(list)
    found = UnitVersion.objects.filter(
        unit__in={unit for unit, _day in pairs}, period__isempty=False
    )
    for unit, name, period in found.values_list("unit", "name", "period"):
        versions[unit].append((name, period))
    return {
        (unit, day): name for unit, day in pairs for name, period in versions[unit] if day in period
    }
