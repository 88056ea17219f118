"""What the form of a problem offers: units, words, closed problems."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from pages.days import day_of
from responsibility.organisation.relations.acts import urged_units
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.problems.models import Problem, ProblemQuerySet
from supervision.problems.terms import Term

REMEMBERED = timedelta(days=3 * 366)


def units_entered_by(user, *, at: datetime) -> QuerySet[Unit]:
    """The bodies whose problems the person enters: never of the own unit."""
    standing = standing_of(user, at=at)
    counties = standing.office_counties
    units = Unit.objects.visible_to(user, at=at).filter(
        Q(county_id__in=counties) | Q(pk__in=urged_units(standing))
    )
    units = units.exclude(kind=Unit.Kind.BRANCH).exclude(pk__in=standing.own_units)
    return units.standing_on(day_of(at)).in_order()


def terms(county_id: int) -> dict[str, QuerySet[Term]]:
    """The words of each kind, by the field of the form."""
    return {kind: Term.objects.of_county(county_id, kind) for kind in Term.Kind.values}


def closed_ones(user, *, at: datetime) -> ProblemQuerySet:
    """The problems closed in the last years, of those that may have come back; the newest first."""
    closed = Problem.objects.visible_to(user, at=at).filter(closed_at__gt=at - REMEMBERED)
    return closed.select_related("unit").order_by("-closed_at")
