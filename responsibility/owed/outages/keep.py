"""Announcing maintenance, recording a fault, agreeing to it, and taking one back."""

from datetime import datetime, timedelta
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.whatif.foresee import do_as_foreseen, foresee
from alerts.whatif.foresight import Foresight
from alerts.workdays.models import Outage, OutageQuerySet
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.office import audit_office
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit, UnitQuerySet
from responsibility.owed.outages.move import days_lost, move_deadlines, rows_of

LONGEST = timedelta(days=7)
BACK = timedelta(days=60)  # so long after a fault it may be recorded


def kept_by(user, *, at: datetime) -> OutageQuerySet:
    """The outages of the counties that `user` keeps: as commission office, or, of all, as system
    administrator."""
    standing = standing_of(user, at=at)
    if standing.is_system_administrator:
        return Outage.objects.all()
    return Outage.objects.filter(county_id__in=standing.office_counties)


def counties_kept_by(user, *, at: datetime) -> UnitQuerySet:
    """The counties of which `user` keeps the outages."""
    standing, counties = standing_of(user, at=at), Unit.objects.filter(kind=Unit.Kind.COUNTY)
    if not standing.is_system_administrator:
        counties = counties.filter(pk__in=standing.office_counties)
    return counties.order_by("pk")


@transaction.atomic
def enter_outage(
    *,
    county_id: int,
    planned: bool,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    basis: str = "",
    mark: str = "",
    by: Actor,
    now: datetime,
) -> Outage:
    """Announce maintenance, which moves what is due within it at once; or record a fault, which
    does so when a second person has agreed to it (`agree_to_fault`). `mark` is that of the
    foresight that was shown (`try_outage`).

    Raises:
        PermissionDenied: `by` neither keeps that county's calendar nor administers the platform.
        Refused: with a sentence.
    """
    _lock(county_id, by, now)
    outage = Outage(
        county_id=county_id,
        planned=planned,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=fitting(reason, of=Outage, field="reason", missing=_("Give a reason.")),
        basis=fitting(basis, of=Outage, field="basis"),
        entered_at=now,
        entered_by=by.user,
    )
    _check(outage, now)
    if planned:
        act = partial(_take_effect, outage, now)
        do_as_foreseen(act, mark=mark, county_id=county_id, rows=rows_of(outage), at=now)
    else:
        outage.save()
    after = {name: getattr(outage, name) for name in ("starts_at", "ends_at", "reason", "basis")}
    after |= {"tasks": outage.moved} if planned else {}
    action = "outage.plan" if planned else "outage.record"
    audit_office(action=action, about=outage, by=by, now=now, after=after)
    return outage


def try_outage(
    *, county_id: int, planned: bool, now: datetime, **words
) -> tuple[Outage, Foresight]:
    """The outage that `words` ask for, and what it brings at `now` once it holds; nothing of it is
    left. Raises as `enter_outage`."""

    def act() -> Outage:
        outage = enter_outage(county_id=county_id, planned=planned, now=now, **words)
        if not planned:
            _take_effect(outage, now)
        return outage

    draft = Outage(
        county_id=county_id, starts_at=words["starts_at"], ends_at=words["ends_at"], planned=planned
    )
    if draft.starts_at >= draft.ends_at or draft.ends_at - draft.starts_at > LONGEST:
        act()
    return foresee(act, county_id=county_id, rows=rows_of(draft), at=now)


@transaction.atomic
def agree_to_fault(*, outage_id: int, mark: str = "", by: Actor, now: datetime) -> Outage:
    """Agree that a recorded fault was one: what was due within it is moved.

    Raises:
        Outage.DoesNotExist: none, or `by` does not keep its county.
        Refused: it is no fault that waits, or `by` recorded it.
    """
    outage = _locked(outage_id, by, now)
    if outage.planned or outage.approved_at or outage.taken_back_at:
        raise Refused(_("This is decided already."))
    if outage.entered_by == by.user:
        raise Refused(_("You recorded this yourself. A second person has to agree."))
    outage.approved_at, outage.approved_by = now, by.user
    act = partial(_take_effect, outage, now)
    county_id = outage.county_id
    do_as_foreseen(act, mark=mark, county_id=county_id, rows=rows_of(outage), at=now)
    after = {"tasks": outage.moved}
    audit_office(action="outage.agree", about=outage, by=by, now=now, after=after)
    return outage


def try_fault(outage: Outage, *, now: datetime) -> Foresight:
    """What agreeing to a recorded fault brings at `now`."""
    act = partial(_take_effect, outage, now)
    return foresee(act, county_id=outage.county_id, rows=rows_of(outage), at=now)[1]


@transaction.atomic
def take_back_outage(*, outage_id: int, reason: str, by: Actor, now: datetime) -> None:
    """Take back an announcement or a fault. Deadlines it has moved stay where people were told
    they are, never earlier (docs/decisions/0017).

    Raises:
        Outage.DoesNotExist: none, or `by` does not keep its county.
        Refused: it is taken back already, or the reason is missing or too long.
    """
    outage = _locked(outage_id, by, now)
    if outage.taken_back_at:
        raise Refused(_("It is taken back already."))
    because = fitting(
        reason, of=Outage, field="taken_back_because", missing=_("Give a reason."), at="reason"
    )
    outage.taken_back_because, outage.taken_back_at, outage.taken_back_by = because, now, by.user
    outage.save(update_fields=["taken_back_because", "taken_back_at", "taken_back_by"])
    after = {"reason": because}
    audit_office(action="outage.take_back", about=outage, by=by, now=now, after=after)


def _take_effect(outage: Outage, now: datetime) -> None:
    outage.save()
    outage.moved = move_deadlines(outage, now=now)
    outage.save(update_fields=["moved"])


def _check(outage: Outage, now: datetime) -> None:
    if outage.ends_at <= outage.starts_at:
        raise Refused(_("The end comes before the beginning."), field="ends_on")
    if outage.ends_at - outage.starts_at > LONGEST:
        raise Refused(_("An outage lasts 7 days at most. Check the month."), field="ends_on")
    if outage.planned and outage.starts_at <= now:
        raise Refused(_("Maintenance is announced ahead. Record a fault instead."), field="planned")
    if not outage.planned and outage.ends_at > now:
        raise Refused(_("A fault is recorded once it is over."), field="ends_on")
    if not outage.planned and outage.starts_at < now - BACK:
        raise Refused(_("That is longer ago than 60 days."), field="starts_on")
    if not outage.planned and not days_lost(outage):
        raise Refused(_("It lasted less than half an hour: it moves nothing."), field="ends_on")


def _lock(county_id: int, by: Actor, now: datetime) -> None:
    standing = standing_of(by.user, at=now)
    if not standing.is_system_administrator and county_id not in standing.office_counties:
        raise PermissionDenied(_("The commission office or the system administrator does this."))
    Unit.objects.select_for_update(no_key=True).get(pk=county_id)


def _locked(outage_id: int, by: Actor, now: datetime) -> Outage:
    seen = kept_by(by.user, at=now).get(pk=outage_id)
    _lock(seen.county_id, by, now)
    return kept_by(by.user, at=now).select_related("entered_by").get(pk=outage_id)
