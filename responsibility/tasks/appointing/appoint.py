"""Appointing somebody, with the one-off tasks that come with it."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.module_loading import import_string

from alerts.audit.actor import Actor
from alerts.kinds.collected import collected
from responsibility.organisation.posts import appoint as organisation
from responsibility.organisation.posts.models import Appointment
from responsibility.organisation.posts.take_seats import take_seats
from responsibility.tasks.appointing.correct import give_again
from responsibility.tasks.joining.give import give_to_post


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
    seats: Collection[int] = (),
) -> tuple[Appointment, int]:
    """Appoint as organisation.posts.appoint does, with the seats offered in the collective posts
    `seats` (posts.take_seats), and give the one-off items of the role, what a post that was not
    filled before owes of what is published, and what other rooms give to who is appointed
    (`appointed` in their kind.py).

    Returns the appointment and how many tasks came with it.

    Raises what responsibility.organisation.posts.appoint.appoint and take_seats raise.
    """
    appointment = organisation.appoint(
        post_id=post_id,
        user_id=user_id,
        first_on=first_on,
        last_on=last_on,
        acting=acting,
        ends_running=ends_running,
        basis=basis,
        by=by,
        now=now,
    )
    take_seats(appointment, post_ids=seats, by=by, now=now)
    tasks = give_again(appointment=appointment, by=by, now=now)
    county_id = appointment.post.unit.the_county_id
    tasks += give_to_post(post_id=post_id, county_id=county_id, now=now)
    for path in collected().paths("appointed"):
        import_string(path)(post_id=post_id, now=now)
    return appointment, tasks
