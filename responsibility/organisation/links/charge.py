"""Putting a post in charge of a unit: the division of responsibility (M002-05)."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.links.models import Charge
from responsibility.organisation.office import audit_office
from responsibility.organisation.overlap import refusing
from responsibility.organisation.periods import days_through
from responsibility.organisation.posts.appoint import post_to_fill
from responsibility.organisation.posts.last_day import period_asked, refuse_outside, write_last_day
from responsibility.organisation.posts.models import Post
from responsibility.organisation.span import span
from responsibility.organisation.units.models import Unit


@transaction.atomic
def put_in_charge(
    *,
    post_id: int,
    unit_id: int,
    kind: str,
    first_on: date,
    by: Actor,
    now: datetime,
    last_on: date | None = None,
    basis: str = "",
) -> Charge:
    """Put a personal post in charge of a unit, or link it with one (`Charge.Kind`).

    A leader in charge sees the lamps of the unit and of what stands beneath it.

    Raises:
        Post.DoesNotExist, Unit.DoesNotExist: `by` does not keep them, or another county's unit.
        Refused: with a sentence.
    """
    post = post_to_fill(post_id, by=by, now=now)
    unit = Unit.objects.of_county(post.unit.the_county_id).get(pk=unit_id)
    if post.role_kind.collective:
        raise Refused(
            _("A collective post is in charge of nothing. Choose a personal post."), field="unit"
        )
    if unit == post.unit and unit.kind != Unit.Kind.COUNTY:
        raise Refused(
            _("The post belongs to this unit. Choose one of its parts or another unit."),
            field="unit",
        )
    period = period_asked(first_on, last_on)
    refuse_outside(post, period)
    with refusing("charge_once_at_a_time", lambda: _in_charge(post, unit, period)):
        charge = Charge.objects.create(
            post=post, unit=unit, kind=kind, period=period, basis=basis, entered_at=now
        )
    after = {"post": post.pk, "unit": unit.pk, "kind": kind}
    after |= {"first_on": first_on, "last_on": last_on, "basis": basis}
    audit_office(action="charge.begin", about=charge, by=by, now=now, after=after)
    return charge


@transaction.atomic
def put_in_charge_of_all(*, unit_ids: list[int], by: Actor, now: datetime, **asked) -> list[Charge]:
    """Put a post in charge of several units at once, of all or of none.

    `asked` are the other arguments of `put_in_charge`. Raises as it does; a refusal names the unit.
    """
    charges = []
    for unit in Unit.objects.managed_by(by.user, at=now).filter(pk__in=unit_ids).in_order():
        try:
            charges.append(put_in_charge(unit_id=unit.pk, by=by, now=now, **asked))
        except Refused as refusal:
            if "unit" not in refusal.errors:
                raise
            raise Refused(f"{unit}: {refusal}", field="unit") from refusal
    return charges


@transaction.atomic
def end_charge(*, charge_id: int, last_on: date | None, by: Actor, now: datetime) -> Charge:
    """Give a charge its last day; None lets it go on.

    Raises:
        Charge.DoesNotExist: none, or `by` does not keep its post.
        Refused: a longer time is in the way.
    """
    kept = Charge.objects.managed_by(by.user, at=now).kept()
    post = post_to_fill(kept.get(pk=charge_id).post_id, by=by, now=now)
    charge = kept.select_related("unit").get(pk=charge_id)
    period = days_through(charge.period.lower, last_on)
    refuse_outside(post, period)
    overlap = refusing(
        "charge_once_at_a_time", lambda: _in_charge(post, charge.unit, period, but=charge)
    )
    write_last_day(charge, last_on, action="charge.end", by=by, now=now, within=overlap)
    return charge


def _in_charge(post: Post, unit: Unit, period: DateRange, but: Charge | None = None):
    others = post.charges.filter(unit=unit, period__overlap=period)
    other = others.exclude(pk=but.pk if but else None).first()
    return Refused(
        _("%(post)s has this unit already, %(time)s. End that first, or choose other days.")
        % {"post": post, "time": span(other.period) if other else ""},
        field="unit",
    )
