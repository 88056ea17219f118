"""Seats in the collective posts of a unit: who leaves the unit's posts leaves them too."""

from datetime import date, datetime

from alerts.audit.actor import Actor
from responsibility.organisation.periods import last_day
from responsibility.organisation.posts.last_day import write_last_day
from responsibility.organisation.posts.models import Appointment, Membership, MembershipQuerySet


def seats_left(appointment: Appointment, last_on: date) -> MembershipQuerySet:
    """The person's places as head, deputy or member of the unit's collective posts that end where
    `appointment` ends with the day `last_on`.

    Whoever goes on in another post of the unit keeps them, and so does a clerk.
    """
    of_unit = {"user": appointment.user_id, "post__unit": appointment.post.unit_id}
    others = Appointment.objects.lasting_beyond(last_on).filter(**of_unit)
    if others.exclude(pk=appointment.pk).exists():
        return Membership.objects.none()
    seats = Membership.objects.lasting_beyond(last_on).filter(
        **of_unit, post__role_kind__collective=True, period__startswith__lte=last_on
    )
    return seats.exclude(role=Membership.Role.CLERK).select_related("post").order_by("pk")


def leave_seats(appointment: Appointment, *, by: Actor, now: datetime) -> None:
    """End, with the last day of `appointment`, the person's seats (`seats_left`): they came with
    the post, and so do the rights to log and to confirm."""
    last_on = last_day(appointment.period)
    if last_on is None:
        return
    for seat in seats_left(appointment, last_on):
        write_last_day(seat, last_on, action="membership.leave", by=by, now=now)
