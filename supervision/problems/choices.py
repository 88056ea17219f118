"""What one may choose from: units, words, closed problems; and the files of a problem."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from pages.days import day_of
from pages.lamp import Lamp
from responsibility.files.models import StoredFile
from responsibility.organisation.relations.acts import urged_units
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.problems.models import Assignment, Problem, ProblemQuerySet
from supervision.problems.states import OVER
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


def terms_of(user, kind: str) -> QuerySet[Term]:
    """The words of a kind in the person's county, also those out of use."""
    return Term.objects.filter(kind=kind, county_id=user.county_id).order_by("position")


def units_with_problems(user, *, at: datetime) -> QuerySet[Unit]:
    """The units of the problems that the person sees."""
    seen = Problem.objects.visible_to(user, at=at)
    return Unit.objects.filter(pk__in=seen.values("unit")).in_order()


def overdue(*, now: datetime) -> Q:
    """Problems of which what is owed now is red."""
    red = Assignment.objects.with_lamp(now=now).filter(lamp_now=Lamp.RED)
    return Q(current__in=red) & ~Q(state__in=OVER)


def evidence_of(problem: Problem) -> QuerySet[StoredFile]:
    """The files of the reports on its measures: open to who sees the problem."""
    of_it = {"measure_reports__measure__assignment__problem": problem}
    return StoredFile.objects.filter(**of_it).distinct()
