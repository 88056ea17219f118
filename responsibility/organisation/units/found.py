"""Founding a unit."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.office import audit_office
from responsibility.organisation.periods import from_day
from responsibility.organisation.units.models import Unit, UnitVersion
from responsibility.organisation.units.tree import lock_tree, place, refuse_too_deep


@transaction.atomic
def found_unit(
    *,
    parent_id: int,
    kind: str,
    name: str,
    first_on: date,
    by: Actor,
    now: datetime,
    position: int | None = None,
    basis: str = "",
) -> Unit:
    """Found a unit under another from `first_on` on; without `position` it stands last.

    Raises:
        Unit.DoesNotExist: `by` does not keep the organisation of the parent's county.
        Refused: with a sentence.
    """
    parent = Unit.objects.managed_by(by.user, at=now).get(pk=parent_id)
    lock_tree(parent.the_county_id)
    refuse_if_closed(parent, on=first_on)
    refuse_if_taken(name, parent=parent)
    county_id = parent.the_county_id
    refuse_too_deep(unit_id=None, parent_id=parent.pk, county_id=county_id, day=first_on)
    unit = Unit.objects.create(
        kind=kind,
        county_id=parent.the_county_id,
        name=name,
        parent=parent,
        position=_last_position(parent) if position is None else position,
    )
    place(unit)
    UnitVersion.objects.create(
        unit=unit,
        name=name,
        parent=parent,
        position=unit.position,
        period=from_day(first_on),
        basis=basis,
    )
    after = {"name": name, "kind": kind, "parent": parent.pk, "position": unit.position}
    after |= {"first_on": first_on, "basis": basis}
    audit_office(action="unit.found", about=unit, by=by, now=now, after=after)
    return unit


def refuse_if_closed(parent: Unit, *, on: date) -> None:
    """Raise Refused where nothing stands under `parent` on that day."""
    if parent.closed_on and parent.closed_on <= on:
        raise Refused(
            _("%(unit)s is closed by then. Choose another unit.") % {"unit": parent}, field="parent"
        )


def refuse_if_taken(name: str, *, parent: Unit, by_other_than: Unit | None = None) -> None:
    """Raise Refused where a standing unit under `parent` has that name."""
    others = Unit.objects.filter(parent=parent, name=name, closed_on=None)
    if by_other_than:
        others = others.exclude(pk=by_other_than.pk)
    if others.exists():
        raise Refused(
            _("%(parent)s has a unit of this name already. Give another name.")
            % {"parent": parent},
            field="name",
        )


def _last_position(parent: Unit) -> int:
    return (parent.children.aggregate(last=Max("position"))["last"] or 0) + 1
