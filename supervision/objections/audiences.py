"""Who hears of an objection: who decides on it, but nobody who may not; both sides."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from alerts.deadlines.matter import Pairs
from alerts.kinds.declared import Audience
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Grant
from responsibility.organisation.relations.deciders import OWN_ROLES
from responsibility.organisation.relations.hears import AUDIENCES as OF_WHAT_IS_OWED
from responsibility.organisation.relations.hears import of_post
from supervision.objections.bars import ObjectionBar
from supervision.objections.states import Why


def _barred(**of) -> Exists:
    return Exists(ObjectionBar.objects.filter(objection=OuterRef("pk"), **of))


def _but_barred(audience: Audience):
    """As of anything a post owes, but for who may not decide."""
    ask = OF_WHAT_IS_OWED[audience]

    def pairs(objections: QuerySet, at: datetime) -> Pairs:
        barred = _barred(person=OuterRef("person"))
        return [some.filter(~barred) for some in ask(objections, at)]

    return pairs


def _holders(objections: QuerySet, at: datetime) -> Pairs:
    """Who hears of what the post owes, and whoever else in it decides (rights.py): who may remind
    in a supervising body, everybody of the office; but nobody who may not decide."""
    member = "post__memberships__"
    there = in_force(at, member) & Q(
        **{f"{member}role__in": OWN_ROLES, f"{member}user__is_active": True}
    )
    urges = Q(**{f"{member}grants__contains": [Grant.URGE]})
    decides = objections.filter(there & (urges | Q(post__role_kind__keeps_office=True)))
    decides = decides.annotate(person=F(f"{member}user")).values_list("pk", "person")
    barred = _barred(person=OuterRef("person"))
    return [*_but_barred(Audience.HOLDER)(objections, at), decides.filter(~barred)]


def _objectors(objections: QuerySet, at: datetime) -> Pairs:
    """Who objected, and who answers for the post concerned."""
    made = objections.values_list("pk", "made_by")
    return [made, *of_post(objections, at=at, post="concerned_post")]


def _authors(objections: QuerySet, _at: datetime) -> Pairs:
    """Who made what is contested."""
    made = objections.filter(bars__why=Why.MADE, bars__person__is_active=True)
    return [made.annotate(person=F("bars__person")).values_list("pk", "person")]


AUDIENCES = OF_WHAT_IS_OWED | {
    Audience.HOLDER: _holders,
    Audience.SELF: _but_barred(Audience.SELF),
    Audience.ASKER: _objectors,
    Audience.NAMED: _authors,
}
