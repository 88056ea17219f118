"""Appointing somebody, with the one-off tasks that come with it."""

from datetime import date, datetime

from django.db import transaction

from alerts.audit.actor import Actor
from responsibility.organisation.posts import appoint as organisation
from responsibility.organisation.posts.models import Appointment
from responsibility.tasks.appointing.appointed import give_on_appointment


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
) -> tuple[Appointment, int]:
    """Appoint as organisation.posts.appoint does, and give the one-off items of the role.

    Returns the appointment and how many tasks came with it.

    Raises what responsibility.organisation.posts.appoint.appoint raises.
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
    return appointment, give_on_appointment(appointment=appointment, now=now)
