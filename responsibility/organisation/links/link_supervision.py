"""Linking a discipline body with a unit it supervises (M000-16, edge case 10)."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.links.models import SupervisionLink
from responsibility.organisation.office import audit_office
from responsibility.organisation.overlap import refusing
from responsibility.organisation.periods import days_through
from responsibility.organisation.posts.last_day import period_asked, write_last_day
from responsibility.organisation.span import span
from responsibility.organisation.units.models import Unit


@transaction.atomic
def link_supervision(
    *,
    body_id: int,
    unit_id: int,
    how: str,
    first_on: date,
    by: Actor,
    now: datetime,
    last_on: date | None = None,
    basis: str = "",
) -> SupervisionLink:
    """Let a discipline body supervise a unit, with all beneath it, from `first_on` on.

    Raises:
        Unit.DoesNotExist: `by` does not keep the body, or the unit is another county's.
        Refused: with a sentence.
    """
    body = _locked_body(body_id, by=by, now=now)
    unit = Unit.objects.of_county(body.the_county_id).get(pk=unit_id)
    if body.kind != Unit.Kind.DISCIPLINE:
        raise Refused(_("Only a discipline body supervises. Choose one."), field="body")
    if unit == body:
        raise Refused(_("A body does not supervise itself. Choose another unit."), field="unit")
    period = period_asked(first_on, last_on)
    with refusing("supervisionlink_once_at_a_time", lambda: _supervises(body, unit, period)):
        link = SupervisionLink.objects.create(
            body=body, unit=unit, how=how, period=period, basis=basis, entered_at=now
        )
    after = {"body": body.pk, "unit": unit.pk, "how": how}
    after |= {"first_on": first_on, "last_on": last_on, "basis": basis}
    audit_office(action="supervision.begin", about=link, by=by, now=now, after=after)
    return link


@transaction.atomic
def end_link(*, link_id: int, last_on: date | None, by: Actor, now: datetime) -> SupervisionLink:
    """Give a link its last day; None lets it go on.

    What the body checked before stays visible to who checked it; new access ends with that day.

    Raises:
        SupervisionLink.DoesNotExist: none, or `by` does not keep that organisation.
        Refused: a longer time is in another link's way.
    """
    kept = SupervisionLink.objects.managed_by(by.user, at=now).kept()
    body = _locked_body(kept.get(pk=link_id).body_id, by=by, now=now)
    link = kept.select_related("unit").get(pk=link_id)
    period = days_through(link.period.lower, last_on)
    overlap = refusing(
        "supervisionlink_once_at_a_time", lambda: _supervises(body, link.unit, period, but=link)
    )
    write_last_day(link, last_on, action="supervision.end", by=by, now=now, within=overlap)
    return link


def _locked_body(body_id: int, *, by: Actor, now: datetime) -> Unit:
    bodies = Unit.objects.managed_by(by.user, at=now)
    return bodies.select_for_update(no_key=True).get(pk=body_id)


def _supervises(body: Unit, unit: Unit, period: DateRange, but: SupervisionLink | None = None):
    others = body.supervises.filter(unit=unit, period__overlap=period)
    other = others.exclude(pk=but.pk if but else None).first()
    return Refused(
        _("%(body)s supervises this unit already, %(time)s. End that first.")
        % {"body": body, "time": span(other.period) if other else ""},
        field="unit",
    )
