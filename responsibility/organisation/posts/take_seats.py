"""Seats in the collective posts of a unit, taken in the act of an appointment."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from responsibility.organisation.periods import last_day
from responsibility.organisation.posts.join import join
from responsibility.organisation.posts.last_day import write_last_day
from responsibility.organisation.posts.models import Appointment, Membership, Post
from responsibility.organisation.posts.usual import USUAL


@dataclass(frozen=True)
class Seat:
    """A place in a collective post: as what, and what it allows."""

    post: Post
    role: str
    grants: Sequence[str]

    def __str__(self) -> str:
        role = Membership.Role(self.role).label
        return _("%(role)s of %(post)s") % {"role": role, "post": self.post}


def seats_offered(post: Post, *, now: datetime, but: Appointment | None = None) -> list[Seat]:
    """The seats that go with the personal `post`: those that its last holder (other than by the
    appointment `but`) had in the unit's collective posts until the end, and for who leads the unit
    that of a head where there is none."""
    beside = Post.objects.filter(unit=post.unit_id, role_kind__collective=True)
    others = post.appointments.kept().exclude(pk=but.pk if but else None)
    last = others.order_by("period").last()
    seats = [_offered(one, post, last, now) for one in beside.standing_on(day_of(now))]
    return [seat for seat in seats if seat]


def take_seats(
    appointment: Appointment, *, post_ids: Collection[int], by: Actor, now: datetime
) -> list[Membership]:
    """Let who is appointed take the seats offered in the posts `post_ids`, for the days of the
    appointment. What the person was there before ends the day before.

    Raises Refused where somebody else has the seat.
    """
    offered = seats_offered(appointment.post, now=now, but=appointment)
    return [_take(seat, appointment, by, now) for seat in offered if seat.post.pk in post_ids]


def _offered(beside: Post, post: Post, last: Appointment | None, now: datetime) -> Seat | None:
    members = beside.memberships.exclude(role=Membership.Role.CLERK)
    head = members.now_or_later(at=now).filter(role=Membership.Role.HEAD).first()
    theirs = _seat_of(last, members)
    if theirs and (theirs.role != Membership.Role.HEAD or not head or head == theirs):
        return Seat(beside, theirs.role, theirs.grants)
    if post.role_kind.leads_unit and not head:
        return Seat(beside, Membership.Role.HEAD, USUAL[Membership.Role.HEAD])
    return None


def _seat_of(last: Appointment | None, members) -> Membership | None:
    """The seat among `members` that the last holder had to the end of the appointment."""
    if last is None:
        return None
    seats = members.filter(user=last.user_id, period__overlap=last.period)
    if last.period.upper:
        seats = seats.lasting_beyond(last.period.upper - timedelta(days=2))
    return seats.order_by("period").last()


def _take(seat: Seat, appointment: Appointment, by: Actor, now: datetime) -> Membership:
    first_on = appointment.period.lower
    before = seat.post.memberships.filter(
        user=appointment.user_id, period__contains=first_on, period__startswith__lt=first_on
    )
    for membership in before:
        day_before = first_on - timedelta(days=1)
        write_last_day(membership, day_before, action="membership.leave", by=by, now=now)
    taken = join(
        post_id=seat.post.pk,
        user_id=appointment.user_id,
        role=seat.role,
        grants=seat.grants,
        first_on=first_on,
        last_on=last_day(appointment.period),
        basis=appointment.basis,
        by=by,
        now=now,
    )
    taken.came_with = appointment
    taken.save(update_fields=["came_with"])
    return taken
