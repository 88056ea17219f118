"""Lamp rules that hold for open deadlines as well: applied once, on their first day (M002-13)."""

from datetime import datetime

from django.db import transaction

from alerts.audit.record import record_audit
from alerts.deadlines.discovery import deadline_models
from alerts.deadlines.models import Deadline
from alerts.decisions.shifts import note_shifts
from alerts.decisions.turn import turn_lamps
from pages.days import midnight
from responsibility.lists.due import instants_of
from responsibility.lists.lamp_scheme import LampScheme
from responsibility.owed.schemes.kind import RULES

TIMES = ("warns_at", "closes_at", "colours")


def apply_due(*, now: datetime) -> None:
    """Apply what has come into force by the aware instant `now`: at each sweep."""
    waiting = LampScheme.objects.in_force(at=now).filter(for_open=True, applied_at=None)
    for pk in waiting.values_list("pk", flat=True):
        apply_scheme(scheme_id=pk, now=now)


@transaction.atomic
def apply_scheme(*, scheme_id: int, now: datetime) -> int:
    """Give what is still to be done in a county the times of lamp rules that have come into force;
    how many lamps turned with it. The ledger names the rules as the cause, and a `Shift` keeps the
    times before.
    """
    scheme = LampScheme.objects.select_for_update(no_key=True).get(pk=scheme_id)
    if scheme.applied_at:
        return 0
    turned = sum(_apply(model, scheme, now) for model in deadline_models())
    scheme.applied_at, scheme.turned = now, turned
    scheme.save(update_fields=["applied_at", "turned"])
    after = {"tasks": turned}
    record_audit(by=None, now=now, action="scheme.apply", about=scheme, after=after)
    return turned


def _apply(model: type[Deadline], scheme: LampScheme, now: datetime) -> int:
    rows = model.objects.filter(county_id=scheme.county_id, fulfilled_at=None)
    rows = rows.select_related(*model.read_with)
    changes = []
    for deadline in rows.order_by("pk").select_for_update(of=("self",), no_key=True):
        times = times_under(scheme, deadline, now=now)
        facts = {name: times[name] for name in TIMES if times[name] != getattr(deadline, name)}
        changes += [(deadline, facts)] if facts else []
    note_shifts(changes=changes, now=now, cause=RULES, because=scheme.name)
    return len(turn_lamps(changes=changes, now=now, cause=RULES))


def times_under(scheme: LampScheme, deadline: Deadline, *, now: datetime) -> dict:
    """The times of an open deadline from `now` on under rules in force.

    The day it is due is never touched. An instant that lies before the rules' first day stays as
    it was: what is yellow stays yellow, what has closed stays closed. A lamp turns yellow no
    earlier than on that day, and where it is red already, late entry does not end earlier than
    everybody reads there.
    """
    since = midnight(scheme.period.lower)
    ruled = instants_of(
        opens_at=deadline.opens_at,
        due_on=deadline.due_on,
        warn_days=deadline.own_warning or scheme.warn_days,
        closes_after_days=scheme.closes_after_days if deadline.closes else None,
    )
    warns_at, closes_at = deadline.warns_at, deadline.closes_at
    if now < warns_at:
        warns_at = max(ruled.warns_at, since)
    if deadline.closes and not (closes_at and closes_at <= now):
        late = deadline.late_at <= now
        longer = ruled.closes_at is None or (closes_at and closes_at < ruled.closes_at)
        closes_at = ruled.closes_at if longer or not late else closes_at
    return {"warns_at": warns_at, "closes_at": closes_at, "colours": scheme.colours}
