"""Who hears of a demand: as of anything a post owes, but who demanded stands for who supervises.

Nobody else presses for the answer, and only who may see a demand is told of it.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from alerts.reminders.stages import Audience
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Appointment, Membership
from responsibility.owed.audiences import OWN_ROLES, Pairs, hearers, pairs_of


def hearers_of_demands(demands: QuerySet, *, stage: str, at: datetime, but: str) -> QuerySet:
    """Pairs (demand, person): whom a reminder of `stage` goes to, `but` the person named there."""
    return hearers(demands, stage=stage, at=at, audiences=AUDIENCES, but=but)


def _asker(demands: QuerySet, at: datetime) -> Pairs:
    """Who demanded, while still in that post; after that whoever holds or heads it."""
    own = {"post": OuterRef("made_in"), "user": OuterRef("made_by")}
    there = Exists(Appointment.objects.filter(in_force(at), **own)) | Exists(
        Membership.objects.filter(in_force(at), role__in=OWN_ROLES, **own)
    )
    active = Q(made_by__is_active=True)
    left = demands.exclude(active & Q(there))
    held = left.filter(
        in_force(at, "made_in__appointments__"), made_in__appointments__user__is_active=True
    )
    headed = left.filter(
        in_force(at, "made_in__memberships__"),
        made_in__memberships__role=Membership.Role.HEAD,
        made_in__memberships__user__is_active=True,
    )
    return [
        pairs_of(demands.filter(active, there), "made_by"),
        pairs_of(held, "made_in__appointments__user"),
        pairs_of(headed, "made_in__memberships__user"),
    ]


def _nobody(_demands: QuerySet, _at: datetime) -> Pairs:
    return []


AUDIENCES = {
    Audience.IN_CHARGE: _nobody,
    Audience.SUPERVISOR: _asker,
    Audience.ASKER: _asker,
}
