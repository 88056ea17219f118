"""A head who left in mid-quarter with a red that stays his, a vacant post, a planned transfer."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from demonstration.county import County
from pages.days import midnight
from pages.lamp import Lamp
from responsibility.organisation.posts.appoint import end_appointment
from responsibility.organisation.posts.models import Appointment
from responsibility.organisation.posts.take_seats import seats_offered
from responsibility.records.models import DutyRecord
from responsibility.tasks.models import Task
from responsibility.tasks.transfers.transfer import transfer
from supervision.demands.models import Demand
from supervision.problems.models import Assignment

LEFT, VACANT = 9, 5  # days before the demonstration's day
PLANNED = 12  # days after it


def change_people(*, county: County, trial: Trial) -> None:
    """Let one who has a red leave to a successor, and another leave to nobody."""
    first_on = trial.until.date() - timedelta(days=LEFT)
    succeeded = _left_red(trial, before=midnight(first_on)).filter(post__role_kind__leads_unit=True)
    if task := succeeded.first():
        _succeed(county, trial, task, first_on)
    last_on = trial.until.date() - timedelta(days=VACANT)
    others = _left_red(trial, before=midnight(last_on)).filter(post__role_kind__leads_unit=False)
    if task := others.first():
        by = Actor(user=trial.people["office"])
        end_appointment(
            appointment_id=_appointment(task).pk,
            last_on=last_on,
            by=by,
            now=_morning(trial, last_on),
        )
        if other := others.exclude(post=task.post_id).first():
            _plan(county, trial, other, task)


def _left_red(trial: Trial, *, before: datetime) -> QuerySet[Task]:
    """Red before the instant, of those who have done and answered nothing since, nor have an
    account to try."""
    done = DutyRecord.objects.filter(post=OuterRef("post"), lodged_at__gte=before)
    people = [user.pk for user in trial.people.values()]
    known = Appointment.objects.filter(user__in=people).values("post")
    return (
        Task.objects.with_lamp(now=trial.until)
        .filter(~Exists(done), lamp_now=Lamp.RED, late_at__lt=before, hold=None)
        .filter(role_kind__collective=False)
        .exclude(post__in=known)
        .exclude(post__in=Demand.objects.values("post"))
        .exclude(post__in=Assignment.objects.values("post"))
        .select_related("post")
        .order_by("unit__order_key", "pk")
    )


def _appointment(task: Task) -> Appointment:
    return Appointment.objects.get(post=task.post, period__endswith=None)


def _succeed(county: County, trial: Trial, task: Task, first_on: date) -> None:
    """The successor takes the post and the seats that went with it."""
    now, before = _morning(trial, first_on - timedelta(days=1)), _appointment(task)
    by, successor = Actor(user=trial.people["office"]), county.person()
    seats = [seat.post.pk for seat in seats_offered(task.post, now=now)]
    basis = trial.words["succession_basis"].format(year=first_on.year)
    act = {"first_on": first_on, "basis": basis, "by": by, "now": now}
    transfer(appointment_id=before.pk, follower_id=successor.pk, follower_seats=seats, **act)


def _plan(county: County, trial: Trial, task: Task, vacant: Task) -> None:
    """Another goes to the vacant post some days after the demonstration's day, and is followed."""
    first_on = trial.until.date() + timedelta(days=PLANNED)
    transfer(
        appointment_id=_appointment(task).pk,
        post_id=vacant.post_id,
        follower_id=county.person().pk,
        first_on=first_on,
        basis=trial.words["succession_basis"].format(year=first_on.year),
        by=Actor(user=trial.people["office"]),
        now=_morning(trial, trial.until.date() - timedelta(days=1)),
    )


def _morning(trial: Trial, day: date) -> datetime:
    return midnight(day) + timedelta(hours=9, minutes=30)
