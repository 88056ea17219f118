"""Appointing a person to a post."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.account_changes.office import tell_of_office
from responsibility.organisation.office import audit_office
from responsibility.organisation.overlap import refusing
from responsibility.organisation.people.models import User
from responsibility.organisation.periods import days_through, last_day
from responsibility.organisation.posts.last_day import period_asked, refuse_outside, write_last_day
from responsibility.organisation.posts.models import Appointment, Post
from responsibility.organisation.posts.seats import leave_seats
from responsibility.organisation.span import span


@transaction.atomic
def appoint(
    *,
    post_id: int,
    user_id: int,
    first_on: date,
    by: Actor,
    now: datetime,
    last_on: date | None = None,
    acting: bool = False,
    ends_running: bool = False,
    basis: str = "",
) -> Appointment:
    """Let a person hold (or act in) a personal post from `first_on` through `last_on`.

    A first day before today is allowed. With `ends_running` the appointment in force on that day
    ends the day before. One-off tasks are given by responsibility.tasks.appointing.appoint, which
    calls this.

    Raises:
        Post.DoesNotExist, User.DoesNotExist: `by` does not keep that post, or see the person.
        Refused: with a sentence.
    """
    post = post_to_fill(post_id, by=by, now=now)
    user = User.objects.visible_to(by.user, at=now).get(pk=user_id, is_active=True)
    refuse_oneself(user, by=by)
    if post.role_kind.collective:
        raise Refused(_("This post belongs to its members. Add a member instead."))
    period = period_asked(first_on, last_on)
    refuse_outside(post, period)
    if ends_running:
        _end_running(post, first_on, by=by, now=now)
    with refusing("appointment_one_holder", lambda: _held(post, period)):
        appointment = Appointment.objects.create(
            post=post, user=user, acting=acting, period=period, basis=basis, entered_at=now
        )
    after = {"post": post.pk, "user": user.pk, "first_on": first_on, "last_on": last_on}
    after |= {"acting": acting, "basis": basis}
    audit_office(action="appointment.begin", about=appointment, by=by, now=now, after=after)
    tell_of_office(user, post, by=by, now=now)
    return appointment


@transaction.atomic
def end_appointment(
    *, appointment_id: int, last_on: date | None, by: Actor, now: datetime
) -> Appointment:
    """Give an appointment its last day; None lets it go on without end. The seats in the unit's
    collective posts end with it (`leave_seats`).

    Raises:
        Appointment.DoesNotExist: none, or `by` does not keep its post.
        Refused: a longer time is in another's way.
    """
    kept = Appointment.objects.managed_by(by.user, at=now).kept().select_related("post", "user")
    post_to_fill(kept.get(pk=appointment_id).post_id, by=by, now=now)
    appointment = kept.get(pk=appointment_id)
    period = days_through(appointment.period.lower, last_on)
    refuse_outside(appointment.post, period)
    write_last_day(
        appointment,
        last_on,
        action="appointment.end",
        by=by,
        now=now,
        within=refusing(
            "appointment_one_holder",
            lambda: _held(appointment.post, period, but=appointment),
        ),
    )
    leave_seats(appointment, by=by, now=now)
    return appointment


def refuse_oneself(user: User, *, by: Actor) -> None:
    """Nobody gives themselves what a post allows: that takes a second person."""
    if user == by.user:
        raise Refused(_("Nobody gives themselves a post. Ask a colleague to do it."), field="user")


def post_to_fill(post_id: int, *, by: Actor, now: datetime) -> Post:
    """The post, locked: who fills it waits for whoever is filling it."""
    posts = Post.objects.managed_by(by.user, at=now).select_related("role_kind", "unit")
    return posts.select_for_update(no_key=True, of=("self",)).get(pk=post_id)


def _end_running(post: Post, first_on: date, *, by: Actor, now: datetime) -> None:
    running = post.appointments.filter(period__contains=first_on, period__startswith__lt=first_on)
    for appointment in running:
        write_last_day(
            appointment, first_on - timedelta(days=1), action="appointment.end", by=by, now=now
        )
        leave_seats(appointment, by=by, now=now)


def _held(post: Post, period: DateRange, but: Appointment | None = None) -> Refused:
    others = post.appointments.filter(period__overlap=period).select_related("user")
    other = others.exclude(pk=but.pk if but else None).order_by("period").first()
    if other is None:  # ended again in this very moment
        return Refused(_("The post was held until a moment ago. Try again."), field="first_on")
    if last_day(other.period) is None:
        sentence = _(
            "%(person)s holds this post, %(time)s without end. Give that appointment a last day "
            "first, or let it end with this one."
        )
    else:
        sentence = _("%(person)s holds this post, %(time)s. Choose days outside that time.")
    return Refused(sentence % {"person": other.user, "time": span(other.period)}, field="first_on")
