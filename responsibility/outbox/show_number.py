"""Showing numbers in full: lists mask them, and each look is noted (reliability study 5, S45)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from alerts.audit.actor import Actor
from alerts.audit.keeper import require_keeper
from alerts.audit.record import record_audit
from alerts.outbox.models import Message
from responsibility.organisation.people.models import User
from responsibility.organisation.units.models import Unit


@transaction.atomic
def show_number(*, message: Message, by: Actor, now: datetime) -> str:
    """The number or address that `message` went to, in full.

    Raises:
        PermissionDenied: `by` does not keep the messages of that county.
    """
    require_keeper(by=by, now=now, county_id=message.county_id)
    record_audit(by=by, now=now, action="message.show_number", about=message)
    return message.to


@transaction.atomic
def show_numbers(
    *, people: Collection[int], counties: Collection[int], by: Actor, now: datetime
) -> dict[int, str]:
    """The numbers of `people`, in full, by the person's id, as they are on a list of `counties`.

    Raises:
        PermissionDenied: `by` does not keep the messages of all of them.
    """
    seen = {"people": sorted(people)}
    for county in Unit.objects.filter(pk__in=counties):
        require_keeper(by=by, now=now, county_id=county.pk)
        record_audit(by=by, now=now, action="call_list.show_numbers", about=county, after=seen)
    return dict(User.objects.filter(pk__in=people).values_list("pk", "phone"))
