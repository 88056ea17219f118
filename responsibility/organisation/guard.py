"""The commission office's door: its pages are there for nobody else (architecture 7)."""

from django.http import Http404, HttpRequest

from pages.days import day_of
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit, UnitQuerySet


def offices_of(request: HttpRequest) -> frozenset[int]:
    """The ids of the counties whose commission office the person works in.

    Raises Http404 for everybody else: there is no such page.
    """
    if counties := standing_of(request.user, at=request.now).office_counties:
        return counties
    raise Http404


def office_of(request: HttpRequest) -> int:
    """The id of the county whose commission office the person works in. Raises as `offices_of`."""
    return min(offices_of(request))


def units_of_office(request: HttpRequest) -> UnitQuerySet:
    """The units of the office's county that stand today, in order. Raises as `offices_of`."""
    offices_of(request)
    units = Unit.objects.managed_by(request.user, at=request.now)
    return units.standing_on(day_of(request.now)).in_order()
