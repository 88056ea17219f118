"""Who hears of what a supervising body has to decide: that body, and beside who supervises it the
commission office."""

from datetime import datetime

from django.db.models import BigIntegerField, QuerySet, Value

from alerts.deadlines.matter import Pairs
from alerts.kinds.declared import Audience
from responsibility.organisation.relations.deciders import people_of_offices
from responsibility.organisation.relations.hears import AUDIENCES as OF_WHAT_IS_OWED


def _supervisors(duties: QuerySet, at: datetime) -> Pairs:
    """Nobody else supervises a supervising body; of what the office owes itself nobody does."""
    others = duties.exclude(post__role_kind__keeps_office=True)
    offices = people_of_offices(at)
    counties = others.order_by().values_list("county_id", flat=True).distinct()
    return OF_WHAT_IS_OWED[Audience.SUPERVISOR](duties, at) + [
        others.filter(county_id=county)
        .annotate(person=Value(person, output_field=BigIntegerField()))
        .values_list("pk", "person")
        for county in counties
        for person in sorted(offices.get(county, ()))
    ]


AUDIENCES = OF_WHAT_IS_OWED | {Audience.SUPERVISOR: _supervisors}
