"""The units with which a unit does things together: those that supervision links tie to it."""

from datetime import datetime

from django.db.models import Q, QuerySet

from responsibility.organisation.links.models import SupervisionLink
from responsibility.organisation.units.models import Unit


def joined_units(unit_id: int, *, at: datetime) -> QuerySet[Unit]:
    """The unit and its sections; the bodies that supervise it; the units that it supervises, with
    what stands beneath them. Two queries, and the rows."""
    unit = Unit.objects.get(pk=unit_id)
    above = [int(part) for part in unit.path.strip("/").split("/")]
    links = SupervisionLink.objects.in_force(at=at).filter(Q(body=unit) | Q(unit__in=above))
    within = Q(pk=unit.pk) | Q(parent=unit.pk, kind=Unit.Kind.SECTION)
    for body_id, path in links.values_list("body", "unit__path"):
        within |= Q(path__startswith=path) if body_id == unit.pk else Q(pk=body_id)
    return Unit.objects.filter(within)
