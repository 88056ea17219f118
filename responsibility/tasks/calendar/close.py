"""A county's offices are closed on some days (snow, flood): its open deadlines move past them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.whatif.foresee import do_as_foreseen, foresee, open_of
from alerts.whatif.foresight import Foresight
from alerts.workdays.models import LocalClosure
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.office import audit_office
from responsibility.organisation.units.models import Unit
from responsibility.tasks.calendar.county import lock_calendar
from responsibility.tasks.publishing.reschedule import reschedule

LONGEST = timedelta(days=60)  # a closure; a mistyped year is longer


@transaction.atomic
def close_offices(
    *,
    county_id: int,
    first_on: date,
    last_on: date,
    reason: str,
    basis: str = "",
    unit_ids: Sequence[int] = (),
    mark: str = "",
    by: Actor,
    now: datetime,
) -> LocalClosure:
    """Note that the offices of a county, or `unit_ids` with all beneath them, are closed from
    `first_on` to `last_on`, and work the open deadlines out anew at once: what is due today must
    not turn red tonight. `mark` is that of the foresight that was shown (`try_closure`).

    Raises:
        PermissionDenied: `by` does not work in that county's commission office.
        Refused: with a sentence.
    """
    lock_calendar(county_id=county_id, by=by, now=now)
    closure = closure_of(
        county_id=county_id,
        first_on=first_on,
        last_on=last_on,
        reason=reason,
        basis=basis,
        unit_ids=unit_ids,
        now=now,
    )
    closure.entered_at, closure.entered_by = now, by.user
    move = partial(_move, closure, now)
    do_as_foreseen(move, mark=mark, county_id=county_id, rows=open_of(county_id), at=now)
    after = {name: getattr(closure, name) for name in ("first_on", "last_on", "reason", "basis")}
    after |= {"units": len(closure.unit_ids), "tasks": closure.moved}
    audit_office(action="calendar.close", about=closure, by=by, now=now, after=after)
    return closure


def try_closure(*, county_id: int, now: datetime, **words) -> tuple[LocalClosure, Foresight]:
    """The closure that `words` ask for, and what it brings at `now`; nothing of it is left. Raises
    as `close_offices`."""
    act = partial(close_offices, county_id=county_id, now=now, **words)
    return foresee(act, county_id=county_id, rows=open_of(county_id), at=now)


def _move(closure: LocalClosure, now: datetime) -> None:
    closure.save()
    closure.moved = reschedule(now=now, county_id=closure.county_id)
    closure.save(update_fields=["moved"])


def closure_of(
    *,
    county_id: int,
    first_on: date,
    last_on: date,
    reason: str,
    basis: str = "",
    unit_ids: Sequence[int] = (),
    now: datetime,
) -> LocalClosure:
    """The closure that these words ask for, not stored.

    Raises:
        Refused: a day is over, the span is in disorder or too long, the reason is missing, a unit
            is not the county's, or all of it is closed then already.
    """
    if first_on < day_of(now):
        raise Refused(_("That day is over: a red of it stays."), field="first_on")
    if last_on < first_on:
        raise Refused(_("The last day comes before the first."), field="last_on")
    if last_on - first_on > LONGEST:
        raise Refused(_("A closure lasts 60 days at most. Check the year."), field="last_on")
    closure = LocalClosure(
        county_id=county_id,
        first_on=first_on,
        last_on=last_on,
        reason=fitting(reason, of=LocalClosure, field="reason", missing=_("Give a reason.")),
        basis=fitting(basis, of=LocalClosure, field="basis"),
        unit_ids=_with_those_beneath(unit_ids, county_id),
    )
    closed = LocalClosure.objects.in_force().filter(
        county_id=county_id, unit_ids=[], first_on__lte=first_on, last_on__gte=last_on
    )
    if closed.exists():
        raise Refused(_("All offices are closed on these days already."), field="first_on")
    return closure


def _with_those_beneath(unit_ids: Sequence[int], county_id: int) -> list[int]:
    if not unit_ids:
        return []
    chosen = list(Unit.objects.filter(pk__in=unit_ids, county=county_id))
    if len(chosen) < len(set(unit_ids)):
        raise Refused(_("Choose units of the county."), field="units")
    beneath = Q()
    for unit in chosen:
        beneath |= Q(path__startswith=unit.path)
    return sorted(Unit.objects.filter(beneath, county=county_id).values_list("pk", flat=True))
