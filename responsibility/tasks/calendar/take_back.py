"""Taking back what was entered into the calendar: an act of its own, with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.workdays.models import Entered, LocalClosure, YearNotice
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.office import audit_office
from responsibility.tasks.calendar.county import lock_calendar
from responsibility.tasks.publishing.reschedule import reschedule


@transaction.atomic
def take_back_closure(*, closure_id: int, reason: str, by: Actor, now: datetime) -> None:
    """Take back a closure: its days count as before from now on. Deadlines it has moved stay where
    people were told they are, never earlier (docs/decisions/0017).

    Raises:
        LocalClosure.DoesNotExist
        PermissionDenied: `by` does not work in that county's commission office.
        Refused: it is taken back already, or the reason is missing or too long.
    """
    _take_back(LocalClosure.objects.get(pk=closure_id), reason, by, now)


@transaction.atomic
def take_back_notice(*, notice_id: int, reason: str, by: Actor, now: datetime) -> None:
    """Take back an entered notice: the version before it holds again, else what the library says.
    Open deadlines only move later by that, never earlier. Raises as `take_back_closure`."""
    _take_back(YearNotice.objects.get(pk=notice_id), reason, by, now)


def _take_back(found: Entered, reason: str, by: Actor, now: datetime) -> None:
    lock_calendar(county_id=found.county_id, by=by, now=now)
    found.refresh_from_db()
    if found.taken_back_at:
        raise Refused(_("It is taken back already."))
    because = fitting(
        reason, of=type(found), field="taken_back_because", missing=_("Give a reason."), at="reason"
    )
    found.taken_back_because, found.taken_back_at, found.taken_back_by = because, now, by.user
    found.save(update_fields=["taken_back_because", "taken_back_at", "taken_back_by"])
    moved = reschedule(now=now, county_id=found.county_id)
    after = {"reason": because, "tasks": moved}
    audit_office(action="calendar.take_back", about=found, by=by, now=now, after=after)
