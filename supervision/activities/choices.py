"""What one may choose from, and what lists count: kinds, lines of the plan, times at units."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.activities.kinds import ActivityKind
from supervision.activities.models import Activity, ActivityNote, ActivityUnit
from supervision.activities.quarter.models import ActivityPlanLine, PlanLineQuerySet
from supervision.activities.rights import bodies_of


def kinds_of(county_id: int) -> QuerySet[ActivityKind]:
    """The kinds that may be chosen."""
    return ActivityKind.objects.filter(county_id=county_id, in_use=True).order_by("position")


def kinds_of_units(units: QuerySet[Unit]) -> list[ActivityKind]:
    """The kinds of the county of `units`."""
    counties = units.order_by("order_key").values("county_id")[:1]
    kinds = ActivityKind.objects.filter(county_id__in=counties, in_use=True)
    return list(kinds.order_by("position"))


def kinds_seen(user, *, at: datetime) -> QuerySet[ActivityKind]:
    """The kinds of the activities that the person sees."""
    seen = Activity.objects.visible_to(user, at=at)
    return ActivityKind.objects.filter(pk__in=seen.values("kind")).order_by("position")


def open_lines(user, *, at: datetime) -> PlanLineQuerySet:
    """The lines of the plans of the person's bodies that nothing was done of yet."""
    lines = ActivityPlanLine.objects.visible_to(user, at=at).standing()
    own = lines.filter(post__in=bodies_of(standing_of(user, at=at)), activities=None)
    return own.select_related("unit", "kind").order_by("year", "quarter", "pk")


def with_notes() -> Q:
    """Activities in force with a note that stands: the notes hang on the first of a chain."""
    roots = ActivityNote.objects.in_force().values("activity")
    return Q(ended_at=None) & (Q(pk__in=roots) | Q(origin__in=roots))


def units_in_order() -> Prefetch:
    """The units of activities, in the order of the organisation."""
    return Prefetch("units", Unit.objects.order_by("order_key"))


class Times(NamedTuple):
    """How often, and on which day last."""

    count: int
    last_on: date


def last_at_unit(since: date) -> Subquery:
    """When something was done last at the unit of the outer query, from `since` on."""
    newest = _done_since(since).filter(unit=OuterRef("pk")).order_by().values("unit")
    return Subquery(newest.annotate(last=Max("activity__happened_on")).values("last"))


def times_at(unit_ids: Collection[int], *, since: date) -> dict[int, dict[int, Times]]:
    """How often each kind was done at each unit, in one query: by unit and kind."""
    days = defaultdict(list)
    done = _done_since(since).filter(unit__in=unit_ids)
    for unit, kind, on in done.values_list("unit", "activity__kind", "activity__happened_on"):
        days[unit, kind].append(on)
    times: dict[int, dict[int, Times]] = defaultdict(dict)
    for (unit, kind), those in days.items():
        times[unit][kind] = Times(len(those), max(those))
    return times


def _done_since(since: date) -> QuerySet[ActivityUnit]:
    in_force = {"activity__ended_at": None, "activity__happened_on__gte": since}
    return ActivityUnit.objects.filter(**in_force)
