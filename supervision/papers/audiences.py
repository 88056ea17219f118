"""Who hears of what somebody asked of a post: as of anything a post owes, but who asked stands for
who supervises.

Nobody else presses for the answer, and only who may see it is told of it. The rows have `made_by`
and `made_in`: who asked, in which post.
"""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from alerts.deadlines.matter import Pairs
from alerts.kinds.declared import Audience
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Appointment, Membership
from responsibility.organisation.relations.hears import AUDIENCES as OF_WHAT_IS_OWED
from responsibility.organisation.relations.hears import NOBODY, OWN_ROLES, heads_of


def _principals(rows: QuerySet, at: datetime) -> Pairs:
    """But not who made it: who asked in the own unit knows of it."""
    pairs = OF_WHAT_IS_OWED[Audience.PRINCIPAL](rows, at)
    return [some.exclude(made_by=F("person")) for some in pairs]


def _stand_ins(rows: QuerySet, at: datetime) -> Pairs:
    pairs = OF_WHAT_IS_OWED[Audience.STAND_IN](rows, at)
    return [some.exclude(made_by=F("person")) for some in pairs]


def _asker(rows: QuerySet, at: datetime) -> Pairs:
    """Who asked, while still in that post; after that whoever holds or heads it."""
    own = {"post": OuterRef("made_in"), "user": OuterRef("made_by")}
    there = Exists(Appointment.objects.filter(in_force(at), **own)) | Exists(
        Membership.objects.filter(in_force(at), role__in=OWN_ROLES, **own)
    )
    still = Q(there) & Q(made_by__is_active=True)
    return [
        rows.filter(still).values_list("pk", "made_by"),
        *heads_of(rows.exclude(still), at=at, post="made_in"),
    ]


def _nobody(rows: QuerySet, _at: datetime) -> Pairs:
    return [rows.filter(NOBODY).values_list("pk", "made_by")]


AUDIENCES = OF_WHAT_IS_OWED | {
    Audience.PRINCIPAL: _principals,
    Audience.STAND_IN: _stand_ins,
    Audience.IN_CHARGE: _nobody,
    Audience.SUPERVISOR: _asker,
    Audience.DECIDER: _asker,
    Audience.ASKER: _asker,
}
