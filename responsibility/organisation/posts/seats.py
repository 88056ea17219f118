"""Seats in the collective posts of a unit: who leaves the unit's posts leaves them too."""

from datetime import datetime

from alerts.audit.actor import Actor
from responsibility.organisation.periods import last_day
from responsibility.organisation.posts.last_day import write_last_day
from responsibility.organisation.posts.models import Appointment, Membership


def leave_seats(appointment: Appointment, *, by: Actor, now: datetime) -> None:
    """End, with the last day of `appointment`, the person's places as head, deputy or member of the
    unit's collective posts: they came with the post, and so do the rights to log and to confirm.

    Whoever goes on in another post of the unit keeps them, and so does a clerk.
    """
    last_on = last_day(appointment.period)
    if last_on is None:
        return
    of_unit = {"user": appointment.user_id, "post__unit": appointment.post.unit_id}
    if Appointment.objects.lasting_beyond(last_on).filter(**of_unit).exists():
        return
    seats = Membership.objects.lasting_beyond(last_on).filter(
        **of_unit, post__role_kind__collective=True, period__startswith__lte=last_on
    )
    for seat in seats.exclude(role=Membership.Role.CLERK):
        write_last_day(seat, last_on, action="membership.leave", by=by, now=now)
