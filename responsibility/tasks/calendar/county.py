"""Whose calendar it is: the first step of every verb about it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.workdays.models import Entered
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit


def lock_calendar(*, county_id: int, by: Actor, now: datetime) -> None:
    """Who changes a county's calendar waits for whoever is changing it.

    Raises:
        PermissionDenied: `by` does not work in that county's commission office.
    """
    if county_id not in standing_of(by.user, at=now).office_counties:
        raise PermissionDenied(_("The commission office keeps the calendar."))
    Unit.objects.select_for_update(no_key=True).get(pk=county_id)


def in_force(model: type[Entered], *, county_id: int) -> QuerySet:
    """What a county's office entered and did not take back."""
    return model.objects.filter(county_id=county_id, taken_back_at=None)
