"""Merging units into one, from a day on (edge case 7)."""

from collections.abc import Collection, Mapping
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
def merge_units(
    *,
    unit_ids: Collection[int],
    first_on: date,
    basis: str,
    by: Actor,
    now: datetime,
    into_id: int | None = None,
    name: str = "",
    goes: Mapping[int, Goes],
    people: Collection[int] = (),
) -> Reorganisation:
    """Merge units into `into_id`, or into a new one called `name` beside the first of them.

    The units (but for that one) end with the day before and stay readable under their names. Their
    posts go as `goes` says, with the `people` of those named there; open tasks that fall due on
    the day or later follow (`move_tasks`), on that day if it is still to come. Units beneath go
    under the one that takes over, and so do charges and supervision.

    Raises:
        Unit.DoesNotExist: `by` does not keep one of them.
        Refused: with a sentence.
    """
    managed = Unit.objects.managed_by(by.user, at=now).exclude(kind=Unit.Kind.COUNTY)
    first = managed.get(pk=next(iter(unit_ids)))
    lock_tree(first.the_county_id)
    named = {unit.pk: unit for unit in managed.filter(pk__in=unit_ids)}
    sources = [named[pk] for pk in dict.fromkeys(unit_ids) if pk != into_id]
    _refuse(sources, into_id)
    into = managed.get(pk=into_id) if into_id else _founded(first, name, first_on, basis, by, now)
    made = Reorganisation.objects.create(
        county_id=first.the_county_id,
        kind=Reorganisation.Kind.MERGE,
        first_on=first_on,
        basis=basis,
        entered_by=by.user,
        entered_at=now,
    )
    act = Act(
        made=made, sources=sources, targets=[into], ends=True, goes=goes, people=people, parts={},
        by=by, now=now,
    )  # fmt: skip
    act.note_units(founded=set() if into_id else {into.pk})
    act.carry_out()
    after = {"ended": [unit.pk for unit in sources], "units": [into.pk], "first_on": first_on}
    audit_office(action="units.merge", about=made, by=by, now=now, after=after | {"basis": basis})
    return made


def _founded(first: Unit, name: str, first_on: date, basis: str, by: Actor, now: datetime) -> Unit:
    return found_unit(
        parent_id=first.parent_id,
        kind=first.kind,
        name=name,
        first_on=first_on,
        basis=basis,
        by=by,
        now=now,
    )


def _refuse(sources: list[Unit], into_id: int | None) -> None:
    if not sources or (len(sources) == 1 and into_id is None):
        raise Refused(_("Name another unit that is merged with it."), field="second")
    if len({unit.kind for unit in sources}) > 1:
        raise Refused(_("Only units of the same kind are merged."), field="second")
    for unit in sources:
        inside = [other for other in sources if other.path.startswith(unit.path) and other != unit]
        if inside:
            raise Refused(
                _("%(part)s is a part of %(unit)s already. Choose units beside one another.")
                % {"part": inside[0], "unit": unit},
                field="second",
            )
