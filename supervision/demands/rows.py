"""Which demands a person has to do with, side by side."""

from datetime import datetime

from django.db.models import Case, F, Q, QuerySet, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from responsibility.organisation.relations.acts import may_urge_anybody
from responsibility.organisation.standing import Standing, standing_of
from supervision.demands.models import Demand

SIDES: dict[str, Promise] = {
    "to": _("To us"),
    "by": _("By us"),
    "unit": _("In our units"),
    "county": _("In the county"),
}


def sides_of(standing: Standing) -> list[str]:
    """The sides there are for a person."""
    there = {
        "to": bool(standing.desk_posts),
        "by": may_urge_anybody(standing),
        "unit": bool(standing.led_units),
        "county": bool(standing.office_counties),
    }
    return [side for side in SIDES if there[side]]


def first_side(standing: Standing) -> str:
    """Where the list begins: with those made by who demands from outside, else with those to be
    answered. Empty for who has to do with none."""
    outside = standing.office_counties or standing.supervised_units
    sides = sides_of(standing)
    return "by" if outside and "by" in sides else next(iter(sides), "")


def demands_of_side(user, side: str, *, at: datetime) -> QuerySet[Demand]:
    """Those for which something is to be done first, by their day: an answer, a decision on one;
    then those closed or withdrawn, the newest first."""
    demands = Demand.objects.visible_to(user, at=at)
    standing = standing_of(user, at=at)
    if side == "to":
        demands = demands.on_desk_of(user, at=at)
    elif side == "by":
        demands = demands.made_by_posts_of(user, at=at)
    elif side == "unit":
        demands = demands.filter(unit__in=standing.led_units)
    else:
        demands = demands.filter(county_id__in=standing.office_counties)
    settled = Q(closed_at__isnull=False) | Q(exempt=True)
    answered = Q(fulfilled_at__isnull=False)
    order = Case(When(settled, then=2), When(answered, then=1), default=0)
    day = Case(When(~settled, then=F("late_at")))
    return demands.for_rows(now=at).with_state().order_by(order, day, "-pk")
