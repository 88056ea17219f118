"""What one may choose from: units, templates; what a list of checkups shows beside its rows."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from pages.days import day_of
from responsibility.organisation.relations.acts import urged_units
from responsibility.organisation.relations.own import is_of_own_unit
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit, UnitQuerySet
from supervision.checkups.models import Checkup, CheckupDuty
from supervision.checkups.template.models import CheckupTemplate, TemplateVersion


def units_checked_by(user, *, at: datetime) -> QuerySet[Unit]:
    """The bodies that the person opens checkups of: never the own one, or one below it."""
    standing, units = standing_of(user, at=at), _reached(user, at)
    own = [unit.pk for unit in units if is_of_own_unit(standing, unit)]
    return units.exclude(pk__in=own).in_order()


def checks_any_unit(user, *, at: datetime) -> bool:
    """Whether `units_checked_by` are any; in one query."""
    standing = standing_of(user, at=at)
    return any(not is_of_own_unit(standing, unit) for unit in _reached(user, at))


def _reached(user, at: datetime) -> UnitQuerySet:
    """The bodies within reach, the own one too."""
    standing = standing_of(user, at=at)
    reached = Q(county_id__in=standing.office_counties) | Q(pk__in=urged_units(standing))
    units = Unit.objects.visible_to(user, at=at).filter(reached).exclude(kind=Unit.Kind.BRANCH)
    return units.standing_on(day_of(at))


def versions_in_force(user, *, at: datetime) -> QuerySet[TemplateVersion]:
    """What the person opens checkups by."""
    templates = CheckupTemplate.objects.visible_to(user, at=at)
    versions = TemplateVersion.objects.in_force(on=day_of(at))
    return versions.filter(template__in=templates.values("pk")).order_by("template")


def units_with_checkups(user, *, at: datetime) -> QuerySet[Unit]:
    """The units of the checkups that the person sees."""
    seen = Checkup.objects.visible_to(user, at=at)
    return Unit.objects.filter(pk__in=seen.values("unit")).in_order()


def with_lamps(rows: Sequence[Checkup], *, now: datetime) -> Sequence[Checkup]:
    """`rows` of `for_rows` with what is or was owed of each last, `owed`, and its lamp; in one
    query."""
    ids = [row.owed_id for row in rows if row.owed_id]
    duties = CheckupDuty.objects.with_lamp(now=now).in_bulk(ids)
    for row in rows:
        row.owed = duties.get(row.owed_id)
    return rows
