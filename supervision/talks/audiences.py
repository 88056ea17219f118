"""Who hears of what is owed of a talk: of a requirement only who it was asked of and who asked it,
of the rest only the post that owes it. Nobody's superior learns by a reminder that they talked."""

from datetime import datetime

from django.db.models import F, QuerySet

from alerts.deadlines.matter import Pairs
from alerts.kinds.declared import Audience
from responsibility.organisation.relations.hears import AUDIENCES as OF_WHAT_IS_OWED
from supervision.talks.states import Purpose


def _holders(duties: QuerySet, at: datetime) -> Pairs:
    requirements = duties.filter(purpose=Purpose.MEET, person__user__is_active=True)
    others = OF_WHAT_IS_OWED[Audience.SELF](duties.exclude(purpose=Purpose.MEET), at)
    return [*others, requirements.annotate(whom=F("person__user")).values_list("pk", "whom")]


def _askers(duties: QuerySet, at: datetime) -> Pairs:
    requirements = duties.filter(purpose=Purpose.MEET, made_by__is_active=True)
    return [requirements.values_list("pk", "made_by")]


def _nobody(duties: QuerySet, at: datetime) -> Pairs:
    return []


AUDIENCES = OF_WHAT_IS_OWED | {
    Audience.HOLDER: _holders,
    Audience.SELF: _holders,
    Audience.STAND_IN: _nobody,
    Audience.PRINCIPAL: _nobody,
    Audience.IN_CHARGE: _nobody,
    Audience.SUPERVISOR: _askers,
}
