"""Planning the activities of a quarter, line by line, and dropping a line (M003-06)."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.days import day_of
from pages.quarter import Quarter
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.activities.kinds import ActivityKind
from supervision.activities.quarter.models import ActivityPlanLine
from supervision.activities.rights import bodies_of, post_at


@transaction.atomic
def plan_activity(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    quarter: str,
    kind_id: int,
    unit_id: int,
    planned_on: date | None = None,
    text: str = "",
) -> ActivityPlanLine:
    """Plan an activity at a unit for a quarter that is not over. The same nonce plans once.

    Raises:
        Unit.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: the person does not supervise it, or it is their own.
        Refused: with its field.
    """
    if first := ActivityPlanLine.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    unit = Unit.objects.visible_to(by.user, at=now).get(pk=unit_id)
    post_id = post_at(standing_of(by.user, at=now), [unit])
    if post_id is None:
        raise PermissionDenied(_("Only who supervises the units records it; nobody the own unit."))
    chosen = _quarter(quarter, planned_on, now)
    line = ActivityPlanLine.objects.create(
        county_id=unit.the_county_id, post_id=post_id, year=chosen.year, quarter=chosen.number,
        kind=_kind(kind_id, unit), unit=unit, planned_on=planned_on,
        text=fitting(text, of=ActivityPlanLine, field="text"),
        made_by=by.user, made_at=now, nonce=nonce,
    )  # fmt: skip
    after = {"unit": unit.pk, "quarter": str(chosen)}
    record_audit(by=by, now=now, action="activity.plan", about=line, post_id=post_id, after=after)
    return line


@transaction.atomic
def drop_line(*, by: Actor, now: datetime, line_id: int, reason: str) -> ActivityPlanLine:
    """Drop a planned activity with a reason: it stays readable, and nothing is awaited of it.

    Raises:
        ActivityPlanLine.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: it is another body's.
        Refused: it is done or dropped already, or there is no reason.
    """
    visible = ActivityPlanLine.objects.visible_to(by.user, at=now).filter(pk=line_id)
    lines = ActivityPlanLine.objects.select_related("unit", "kind")
    line = lines.select_for_update(of=("self",), no_key=True).get(pk__in=visible.values("pk"))
    if line.post_id not in bodies_of(standing_of(by.user, at=now)):
        raise PermissionDenied(_("Only the body that did it does this."))
    if line.dropped_at or line.activities.in_force().exists():
        raise Refused(_("It is done or dropped already. Look at it again."))
    missing = _("Give a reason.")
    reason = fitting(
        reason, of=ActivityPlanLine, field="dropped_because", missing=missing, at="reason"
    )
    line.dropped_by, line.dropped_at, line.dropped_because = by.user, now, reason
    line.save(update_fields=["dropped_by", "dropped_at", "dropped_because"])
    after = {"unit": line.unit_id}
    record_audit(
        by=by, now=now, action="activity.drop_line", about=line, post_id=line.post_id, after=after
    )
    return line


def _kind(kind_id: int, unit: Unit) -> ActivityKind:
    kinds = ActivityKind.objects.filter(county_id=unit.the_county_id, in_use=True)
    if (kind := kinds.filter(pk=kind_id).first()) is None:
        raise Refused(_("Choose one of the list."), field="kind")
    return kind


def _quarter(written: str, planned_on: date | None, now: datetime) -> Quarter:
    quarter = Quarter.parse(written)
    if quarter is None or quarter < Quarter.of(day_of(now)):
        raise Refused(_("Choose this quarter or a later one."), field="quarter")
    if planned_on and Quarter.of(planned_on) != quarter:
        raise Refused(_("Choose a day of the quarter."), field="planned_on")
    return quarter
