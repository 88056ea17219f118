"""Renaming and moving a unit from a day on (edge case 9)."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from pages.templatetags.look import day
from responsibility.organisation.office import audit_office
from responsibility.organisation.periods import from_day
from responsibility.organisation.units.found import refuse_if_closed, refuse_if_taken
from responsibility.organisation.units.models import Unit, UnitVersion
from responsibility.organisation.units.tree import lock_tree, refuse_too_deep, stands_under_itself
from responsibility.organisation.units.versions import apply_versions_due


@transaction.atomic
def reorganise(
    *,
    unit_id: int,
    name: str,
    parent_id: int | None,
    position: int,
    first_on: date,
    by: Actor,
    now: datetime,
    basis: str = "",
) -> UnitVersion:
    """Give a unit another name, place or position from `first_on` on; the past stays as it was.

    A change from today or earlier shows at once, with everything beneath the unit; a later one
    on its day (`apply_versions_due`). A county stands under nothing: `parent_id` None.

    Raises:
        Unit.DoesNotExist: `by` does not keep the organisation of the unit's or parent's county.
        Refused.
    """
    unit = Unit.objects.managed_by(by.user, at=now).get(pk=unit_id)
    lock_tree(unit.the_county_id)
    running = _version_to_follow(unit, first_on)
    was = _place(running)
    becomes = {"name": name, "parent": parent_id, "position": position}
    if was == becomes:
        raise Refused(_("Nothing changes: name, place and position are as they were."))
    _refuse_impossible_place(unit, name=name, parent_id=parent_id, first_on=first_on)
    version = _follow(running, first_on)
    version.name, version.parent_id, version.position = name, parent_id, position
    version.basis = basis
    version.save()
    apply_versions_due(now=now, county_id=unit.the_county_id)
    after = {**becomes, "first_on": first_on, "basis": basis}
    audit_office(action="unit.reorganise", about=unit, by=by, now=now, before=was, after=after)
    return version


@transaction.atomic
def take_back_change(*, version_id: int, by: Actor, now: datetime) -> None:
    """Take back a change of a unit whose day has not come; the version before it runs on.

    Raises:
        UnitVersion.DoesNotExist: no such change ahead, or `by` does not keep that organisation.
    """
    ahead = UnitVersion.objects.managed_by(by.user, at=now).ahead(at=now).select_related("unit")
    unit = ahead.get(pk=version_id).unit
    lock_tree(unit.the_county_id)
    empty_version(ahead.get(pk=version_id), by=by, now=now)


def empty_version(version: UnitVersion, *, by: Actor, now: datetime) -> None:
    """Take a change of a unit back; the version before it runs on. Whether it may be, and that the
    tree is locked, is the caller's."""
    unit = version.unit
    before = unit.versions.get(period__endswith=version.period.lower)
    was, until = _place(version), version.period.upper
    UnitVersion.objects.filter(pk=version.pk).update(period=DateRange(empty=True))
    before.period = from_day(before.period.lower, until)
    before.save(update_fields=["period"])
    audit_office(
        action="unit.take_back", about=unit, by=by, now=now, before=was, after=_place(before)
    )


def _place(version: UnitVersion) -> dict:
    return {"name": version.name, "parent": version.parent_id, "position": version.position}


def _version_to_follow(unit: Unit, on: date) -> UnitVersion:
    """The version in force on that day, if nothing is entered after it."""
    running = unit.versions.filter(period__contains=on).first()
    if running is None:
        raise Refused(
            _("The unit does not stand on that day. Choose a day within its time."),
            field="first_on",
        )
    if running.period.upper and running.period.upper != unit.closed_on:
        later = day(running.period.upper)
        raise Refused(
            _("A change from %(day)s is entered already. Choose that day or a later one.")
            % {"day": later},
            field="first_on",
        )
    return running


def _refuse_impossible_place(unit: Unit, *, name: str, parent_id: int | None, first_on: date):
    if parent_id is None or unit.kind == Unit.Kind.COUNTY:
        return
    parent = Unit.objects.get(pk=parent_id, pk__in=Unit.objects.of_county(unit.the_county_id))
    refuse_if_closed(parent, on=first_on)
    refuse_if_taken(name, parent=parent, by_other_than=unit)
    county_id = unit.the_county_id
    if stands_under_itself(unit_id=unit.pk, parent_id=parent.pk, county_id=county_id, day=first_on):
        raise Refused(
            _("A unit cannot stand under itself or under one of its own parts."), field="parent"
        )
    refuse_too_deep(unit_id=unit.pk, parent_id=parent.pk, county_id=county_id, day=first_on)


def _follow(running: UnitVersion, first_on: date) -> UnitVersion:
    """The version to write: a new one after `running`, or itself where it begins on that day."""
    if running.period.lower == first_on:
        return running
    until = running.period.upper
    running.period = from_day(running.period.lower, first_on)
    running.save(update_fields=["period"])
    return UnitVersion(unit_id=running.unit_id, period=from_day(first_on, until))
