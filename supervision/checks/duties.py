"""What posts owe of a spot check by a day: made, met, and ended where nothing is awaited any more.

The days are the county's time limits (supervision/problems/terms.py), not constants.
"""

from datetime import date, datetime

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.exempt import exempt_locked
from alerts.decisions.turn import turn_lamp
from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.owed.instants import born_with
from supervision.checks.kind import CONCLUDED, LIFTED
from supervision.checks.models import CheckDuty, SpotCheck
from supervision.checks.states import Purpose
from supervision.problems.terms import last_day

LIMITS = {
    Purpose.REPLY: "check_reply",
    Purpose.CORRECT: "check_correct",
    Purpose.CONCLUDE: "check_conclude",
}


def make_duty(
    check: SpotCheck,
    purpose: Purpose,
    post: Post,
    *,
    by: Actor,
    now: datetime,
    made_in: int,
    after: date | None = None,
) -> CheckDuty:
    """Write down that `post` owes it within the county's time limit, counted from the day after
    `after` (today where none is named); rights, step and audit are the caller's."""
    due_on = due_day(check, purpose, post, now=now, after=after)
    return CheckDuty.objects.create(
        spot_check=check,
        purpose=purpose,
        post=post,
        unit_id=post.unit_id,
        made_by=by.user,
        made_in_id=made_in,
        made_at=now,
        **born_with(county_id=check.county_id, due_on=due_on, now=now),
    )


def due_day(
    check: SpotCheck, purpose: Purpose, post: Post, *, now: datetime, after: date | None = None
) -> date:
    """The last day that the county's time limit gives."""
    today, unit = day_of(now), post.unit_id
    limit = {"county_id": check.county_id, "on": today, "unit_id": unit}
    return last_day(LIMITS[purpose], after=after, **limit)


def meet(duty: CheckDuty | None, *, now: datetime, cause: str) -> None:
    """Turn the lamp of what was owed, now that it is done; nothing where nothing was."""
    if duty is not None:
        (locked,) = CheckDuty.objects.lock([duty.pk])
        turn_lamp(deadline=locked, now=now, cause=cause, done=1, fulfilled_at=now)


def end_open(check: SpotCheck, *, by: Actor, now: datetime, lifted: bool = False) -> None:
    """Nothing more is awaited: what is open is exempt from now on; its red stays in the ledger."""
    open_ones = check.duties.open_still().values_list("pk", flat=True)
    reason, cause = _("The spot check is concluded."), CONCLUDED
    if lifted:
        reason, cause = _("The conclusion is taken back."), LIFTED
    for duty in CheckDuty.objects.lock(list(open_ones)):
        exempt_locked(deadline=duty, by=by, now=now, reason=reason, cause=cause)
