"""A transfer in one act: who goes, where to, who follows, from one day on and on one document."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from pages.templatetags.look import day
from responsibility.organisation.office import audit_office
from responsibility.organisation.people.models import User
from responsibility.organisation.periods import last_day
from responsibility.organisation.posts.appoint import post_to_fill
from responsibility.organisation.posts.join import join, leave
from responsibility.organisation.posts.last_day import write_last_day
from responsibility.organisation.posts.models import Appointment, Membership, Post
from responsibility.organisation.posts.seats import leave_seats
from responsibility.organisation.posts.take_seats import take_seats
from responsibility.tasks.appointing.appoint import appoint
from responsibility.tasks.transfers.models import Transfer, TransferStep
from responsibility.tasks.transfers.steps import entries_of, steps_since
from responsibility.tasks.transfers.vacated import EXEMPT, STAY, exempt_left_open

ONE_DAY = timedelta(days=1)


@transaction.atomic
def transfer(
    *,
    appointment_id: int,
    first_on: date,
    basis: str,
    by: Actor,
    now: datetime,
    post_id: int | None = None,
    follower_id: int | None = None,
    ends: Collection[int] = (),
    seats: Collection[int] = (),
    follower_seats: Collection[int] = (),
    clerks: Collection[int] = (),
    open_tasks: str = STAY,
) -> Transfer:
    """Let who holds a post by `appointment_id` go to the post `post_id` (None: to none) on
    `first_on`, and `follower_id` (None: nobody) follow; edge cases 1 and 7.

    With the day before end the appointment itself, that of whoever holds the other post, the
    follower's appointments `ends`, and the seats that went with them. `seats` and `follower_seats`
    are the collective posts whose offered seat each takes; `clerks` the memberships of clerks who
    go along: with the person, or with the follower. What was done and missed stays with who was in
    the post on its day. Where nobody follows, `open_tasks` says whether what falls due on the day
    or later stays with the post (STAY) or is exempt (EXEMPT).

    Raises:
        Appointment.DoesNotExist, Post.DoesNotExist, User.DoesNotExist: `by` does not keep them.
        Refused: with a sentence.
    """
    held = _locked(appointment_id, by=by, now=now)
    _refuse(held, first_on, post_id, follower_id)
    ended = [held, *_ended_besides(held, first_on, post_id, follower_id, ends, by, now)]
    movers = [entry.post_id for entry in ended if entry.user_id in (held.user_id, follower_id)]
    going = _clerks(clerks, movers, by=by, now=now)
    people = {entry.user_id for entry in ended} | {entry.user_id for entry in going}
    people |= {follower_id} - {None}
    before = entries_of(people)
    for entry in ended:
        write_last_day(entry, first_on - ONE_DAY, action="appointment.end", by=by, now=now)
    act = {"first_on": first_on, "basis": basis, "by": by, "now": now}
    goes = _appoint(post_id, held.user_id, **act)
    follows = _appoint(held.post_id, follower_id, **act)
    for entry in ended:
        leave_seats(entry, by=by, now=now)
    if goes:
        take_seats(goes, post_ids=seats, by=by, now=now)
    if follows:
        _give_up_heads(held, follower_seats, first_on, by=by, now=now)
        take_seats(follows, post_ids=follower_seats, by=by, now=now)
    _move_clerks(going, held.post_id, post_id, **act)
    made = _note(held, before, people, post_id, follower_id, **act)
    if open_tasks == EXEMPT and not follower_id:
        exempt_left_open(made, by=by, now=now)
    return made


def _clerks(
    ids: Collection[int], posts: Collection[int], *, by: Actor, now: datetime
) -> list[Membership]:
    """Those of the memberships `ids` that are of clerks of the `posts`."""
    rows = Membership.objects.managed_by(by.user, at=now).kept().select_related("post")
    return list(rows.filter(pk__in=ids, post__in=posts, role=Membership.Role.CLERK))


def _locked(appointment_id: int, *, by: Actor, now: datetime) -> Appointment:
    appointments = Appointment.objects.managed_by(by.user, at=now).kept()
    post_to_fill(appointments.get(pk=appointment_id).post_id, by=by, now=now)
    return appointments.select_related("post__unit", "user").get(pk=appointment_id)


def _refuse(held: Appointment, first_on: date, post_id: int | None, follower_id: int | None):
    if not (post_id or follower_id):
        raise Refused(_("Name the new post, or who follows."), field="post")
    if post_id == held.post_id:
        raise Refused(_("This is the post that is left. Choose another."), field="post")
    if follower_id == held.user_id:
        raise Refused(_("Nobody follows oneself. Name somebody else."), field="follower")
    last_on = last_day(held.period)
    if first_on <= held.period.lower or (last_on and last_on < first_on - ONE_DAY):
        raise Refused(
            _("%(person)s does not hold the post on the day before. Choose a day after %(day)s.")
            % {"person": held.user, "day": day(held.period.lower)},
            field="first_on",
        )


def _ended_besides(
    held: Appointment,
    first_on: date,
    post_id: int | None,
    follower_id: int | None,
    ends: Collection[int],
    by: Actor,
    now: datetime,
) -> list[Appointment]:
    """Who makes room in the other post, and what the follower leaves."""
    rows = Appointment.objects.managed_by(by.user, at=now).select_related("post__unit", "user")
    rows = rows.filter(period__contains=first_on, period__startswith__lt=first_on)
    rows = rows.exclude(pk=held.pk)
    in_the_way = rows.filter(post=post_id) if post_id else rows.none()
    left = rows.filter(pk__in=ends, user=follower_id) if follower_id else rows.none()
    others = {entry.pk: entry for entry in [*in_the_way, *left]}
    for post in sorted({entry.post_id for entry in others.values()}):
        post_to_fill(post, by=by, now=now)
    return list(others.values())


def _give_up_heads(
    held: Appointment, post_ids: Collection[int], first_on: date, *, by: Actor, now: datetime
) -> None:
    """Who stays in the unit leaves the head's seat that the follower takes."""
    heads = Membership.objects.lasting_beyond(first_on - ONE_DAY).filter(
        user=held.user_id, post__in=post_ids, role=Membership.Role.HEAD
    )
    for seat in heads.filter(period__startswith__lt=first_on):
        write_last_day(seat, first_on - ONE_DAY, action="membership.leave", by=by, now=now)


def _appoint(post_id: int | None, user_id: int | None, **act) -> Appointment | None:
    """The new appointment; None where no post, or nobody, is named."""
    if not (post_id and user_id):
        return None
    appointment, _tasks = appoint(post_id=post_id, user_id=user_id, **act)
    return appointment


def _move_clerks(
    going: Collection[Membership],
    left: int,
    post_id: int | None,
    *,
    first_on: date,
    basis: str,
    by: Actor,
    now: datetime,
) -> None:
    """Those of the post `left` go to the new post, the follower's to the post `left`."""
    for clerk in going:
        to = post_id if clerk.post_id == left else left
        if to is None:
            continue
        until = last_day(clerk.period)
        leave(membership_id=clerk.pk, last_on=first_on - ONE_DAY, by=by, now=now)
        join(
            post_id=to, user_id=clerk.user_id, role=clerk.role, grants=clerk.grants,
            first_on=first_on, last_on=until, basis=basis, by=by, now=now,
        )  # fmt: skip


def _note(
    held: Appointment,
    before: dict,
    people: set[int],
    post_id: int | None,
    follower_id: int | None,
    *,
    first_on: date,
    basis: str,
    by: Actor,
    now: datetime,
) -> Transfer:
    made = Transfer.objects.create(
        county_id=held.post.unit.the_county_id, person=held.user, from_post=held.post,
        to_post=Post.objects.filter(pk=post_id).first(),
        follower=User.objects.filter(pk=follower_id).first(),
        first_on=first_on, basis=basis, entered_by=by.user, entered_at=now,
    )  # fmt: skip
    TransferStep.objects.bulk_create(steps_since(before, people, transfer=made))
    after = {"user": held.user_id, "post": held.post_id, "to_post": post_id}
    after |= {"follower": follower_id, "first_on": first_on, "basis": basis}
    audit_office(action="transfer.make", about=made, by=by, now=now, after=after)
    return made
