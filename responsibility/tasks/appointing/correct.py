"""The tasks of an appointment that is taken back, and of one that stands again."""

from datetime import datetime
from itertools import chain

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.exempt import exempt_locked, lift_locked
from responsibility.lists.models import DutyItem
from responsibility.organisation.posts.models import Appointment
from responsibility.tasks.appointing.appointed import give_on_appointment
from responsibility.tasks.appointing.kind import APPOINTMENT_STANDS, APPOINTMENT_TAKEN_BACK
from responsibility.tasks.models import Task


@transaction.atomic
def correct_tasks(*, appointment: Appointment, by: Actor, now: datetime) -> None:
    """Exempt the open one-off tasks of an `appointment` that was taken back, and where nobody else
    was ever in the post the recurring ones given in its act; where it was restored, let them be
    owed again and give what was not given."""
    if not appointment.period.isempty:
        give_again(appointment=appointment, by=by, now=now)
        return
    reason = _("The appointment from which it followed was entered by mistake and is taken back.")
    caused = [_locked(appointment, appointment.taken_back.lower)]
    if not appointment.post.appointments.kept().exists():
        caused.append(_recurring(appointment).filter(made_at=appointment.entered_at))
    open_still = (rows.filter(fulfilled_at=None, exempt=False) for rows in caused)
    for task in chain.from_iterable(open_still):
        exempt_locked(deadline=task, by=by, now=now, reason=reason, cause=APPOINTMENT_TAKEN_BACK)


@transaction.atomic
def give_again(*, appointment: Appointment, by: Actor, now: datetime) -> int:
    """`give_on_appointment`, and let be owed again what ended with another appointment of the same
    first day, taken back meanwhile, and what then nobody owed and can still be done in time.
    Returns the number of tasks."""
    tasks = give_on_appointment(appointment=appointment, now=now)
    if appointment.acting:
        return tasks
    ended = {"exempt": True, "lamp_cause": APPOINTMENT_TAKEN_BACK}
    one_off = _locked(appointment, appointment.period.lower).filter(**ended)
    recurring = _recurring(appointment).filter(late_at__gt=now, **ended)
    for task in chain(one_off, recurring):
        lift_locked(deadline=task, by=by, now=now, cause=APPOINTMENT_STANDS)
        tasks += 1
    return tasks


def _locked(appointment: Appointment, first_on):
    """The one-off tasks of its post that open with its first day, locked."""
    tasks = Task.objects.filter(
        post=appointment.post_id,
        period_start=first_on,
        item__cadence=DutyItem.Cadence.ONE_OFF,
    )
    return tasks.select_for_update(of=("self",), no_key=True).order_by("pk")


def _recurring(appointment: Appointment):
    """The published recurring tasks of its post, locked."""
    tasks = Task.objects.filter(post=appointment.post_id, item__isnull=False, dispatch=None)
    tasks = tasks.exclude(item__cadence=DutyItem.Cadence.ONE_OFF)
    return tasks.select_for_update(of=("self",), no_key=True).order_by("pk")
