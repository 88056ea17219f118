"""A county's offices are closed on a day (snow, flood): its open deadlines move past it."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.workdays.models import LocalClosure
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.office import audit_office
from responsibility.organisation.standing import standing_of
from responsibility.tasks.publishing.reschedule import reschedule


@transaction.atomic
def close_offices(*, county_id: int, day: date, reason: str, by: Actor, now: datetime) -> int:
    """Note that the offices of a county are closed on `day`, and work its open deadlines out anew
    at once: what is due today must not turn red tonight. The same day again changes nothing.

    Returns the number of tasks that moved.

    Raises:
        PermissionDenied: `by` does not work in that county's commission office.
        Refused: the day is over, or the reason is missing or too long.
    """
    if county_id not in standing_of(by.user, at=now).office_counties:
        raise PermissionDenied(_("The commission office says when the offices are closed."))
    if day < day_of(now):
        raise Refused(_("That day is over: a red of it stays."), field="day")
    reason = fitting(reason, of=LocalClosure, field="reason", missing=_("Give a reason."))
    closure, made = LocalClosure.objects.get_or_create(
        county_id=county_id, day=day, defaults={"reason": reason}
    )
    if made:
        after = {"day": day, "reason": reason}
        audit_office(action="calendar.close", about=closure, by=by, now=now, after=after)
    return reschedule(now=now, county_id=county_id)
