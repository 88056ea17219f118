"""Splitting a unit, from a day on (edge case 8)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.office import audit_office
from responsibility.organisation.units.found import found_unit
from responsibility.organisation.units.models import Unit
from responsibility.organisation.units.tree import lock_tree
from responsibility.tasks.mergers.carry_out import Act
from responsibility.tasks.mergers.goes import Goes
from responsibility.tasks.mergers.models import Reorganisation


@transaction.atomic
def split_unit(
    *,
    unit_id: int,
    names: Sequence[str],
    ends: bool,
    first_on: date,
    basis: str,
    by: Actor,
    now: datetime,
    goes: Mapping[int, Goes],
    people: Collection[int] = (),
    parts: Mapping[int, int],
) -> Reorganisation:
    """Found units called `names` beside the unit, which goes on, or `ends` with the day before.

    A post that goes takes along its open tasks that fall due on the day or later; one that stays
    and is opened there as well owes, once somebody is in it, its share of the list from that day
    on, as every later post does (tasks/joining): nothing is counted twice. What was done and
    missed before stays with the unit. `parts`: by the unit beneath the place of its new unit.

    Raises:
        Unit.DoesNotExist: `by` does not keep that unit.
        Refused: with a sentence.
    """
    managed = Unit.objects.managed_by(by.user, at=now).exclude(kind=Unit.Kind.COUNTY)
    unit = managed.get(pk=unit_id)
    lock_tree(unit.the_county_id)
    if ends and len(names) < 2:
        raise Refused(
            _("A unit that ends is split into two or more. To rename it, there is another page."),
            field="names",
        )
    made = Reorganisation.objects.create(
        county_id=unit.the_county_id,
        kind=Reorganisation.Kind.SPLIT,
        first_on=first_on,
        basis=basis,
        entered_by=by.user,
        entered_at=now,
    )
    targets = [_founded(unit, name, made, by, now) for name in names]
    act = Act(
        made=made, sources=[unit], targets=targets, ends=ends, goes=goes, people=people,
        parts=parts, by=by, now=now,
    )  # fmt: skip
    act.note_units(founded={target.pk for target in targets})
    act.carry_out()
    after = {"split": unit.pk, "units": [target.pk for target in targets], "first_on": first_on}
    audit_office(action="units.split", about=made, by=by, now=now, after=after | {"basis": basis})
    return made


def _founded(unit: Unit, name: str, made: Reorganisation, by: Actor, now: datetime) -> Unit:
    return found_unit(
        parent_id=unit.parent_id,
        kind=unit.kind,
        name=name,
        first_on=made.first_on,
        basis=made.basis,
        by=by,
        now=now,
    )
