"""What a post owes of a checkup by a day: made, met, and ended where nothing is awaited."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.exempt import exempt_locked
from alerts.decisions.turn import turn_lamp
from pages.days import day_of
from pages.refused import Refused
from responsibility.owed.instants import born_with
from supervision.checkups.kind import SUBMITTED, WITHDRAWN
from supervision.checkups.models import Checkup, CheckupDuty
from supervision.checkups.states import Purpose

LONGEST = timedelta(days=90)


def refuse_day(due_on: date | None, *, now: datetime) -> None:
    """Raises Refused for a day behind, or further ahead than a checkup may take."""
    if due_on is None or not day_of(now) <= due_on <= day_of(now) + LONGEST:
        raise Refused(_("Choose a day from today on, within 90 days."), field="due_on")


def make_duty(
    checkup: Checkup, purpose: Purpose, *, by: Actor, now: datetime, made_in: int, due_on: date
) -> CheckupDuty:
    """Write down what is owed by the end of `due_on`: the unit's answers, or the visit of the post
    in which it was opened; rights, step and audit are the caller's."""
    post = checkup.post if purpose == Purpose.ANSWER else checkup.made_in
    return CheckupDuty.objects.create(
        checkup=checkup,
        purpose=purpose,
        post=post,
        unit_id=post.unit_id,
        made_by=by.user,
        made_in_id=made_in,
        made_at=now,
        **born_with(county_id=checkup.county_id, due_on=due_on, now=now),
    )


def meet(duty: CheckupDuty | None, *, now: datetime) -> None:
    """Turn the lamp of what was owed, now that the answers are here; nothing where nothing was."""
    if duty is not None:
        (locked,) = CheckupDuty.objects.lock([duty.pk])
        turn_lamp(deadline=locked, now=now, cause=SUBMITTED, done=1, fulfilled_at=now)


def call_off(
    duty: CheckupDuty | None, *, by: Actor, now: datetime, reason: str, cause: str = WITHDRAWN
) -> None:
    """Nothing more is awaited: it is exempt from now on; its red stays in the ledger."""
    if duty is not None:
        (locked,) = CheckupDuty.objects.lock([duty.pk])
        exempt_locked(deadline=locked, by=by, now=now, reason=reason, cause=cause)
