"""What posts owe of a talk by a day: made, met, and ended where nothing is awaited any more."""

from datetime import date, datetime

from alerts.audit.actor import Actor
from alerts.decisions.exempt import exempt_locked
from alerts.decisions.turn import turn_lamp
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.owed.instants import born_with
from supervision.problems.starter import last_day_or_usual
from supervision.talks.kind import ENDED
from supervision.talks.models import Talk
from supervision.talks.owed import TalkDuty
from supervision.talks.prompts.models import TalkPrompt
from supervision.talks.states import Purpose

LIMITS = {
    Purpose.DECIDE: "talk_decide",
    Purpose.VERIFY: "talk_verify",
    Purpose.LOOK_BACK: "talk_look_back",
}


def limit_day(purpose: Purpose, post: Post, *, now: datetime) -> date:
    """The last day that the county's time limit gives the post."""
    about = {"county_id": post.unit.the_county_id, "unit_id": post.unit_id}
    return last_day_or_usual(LIMITS[purpose], on=day_of(now), **about)


def make_duty(
    purpose: Purpose,
    post: Post,
    *,
    now: datetime,
    due_on: date,
    by: Actor | None = None,
    made_in: int | None = None,
    talk: Talk | None = None,
    prompt: TalkPrompt | None = None,
    **more,
) -> TalkDuty:
    """Write down that `post` owes it by `due_on`; rights, step and audit are the caller's."""
    return TalkDuty.objects.create(
        purpose=purpose, talk=talk, prompt=prompt, post=post, unit_id=post.unit_id,
        made_by=by.user if by else None, made_in_id=made_in, made_at=now,
        **born_with(county_id=post.unit.the_county_id, due_on=due_on, now=now), **more,
    )  # fmt: skip


def meet(duty: TalkDuty | None, *, now: datetime, cause: str) -> None:
    """Turn the lamp of what was owed, now that it is done; nothing where nothing was."""
    if duty is not None:
        (locked,) = TalkDuty.objects.lock([duty.pk])
        turn_lamp(deadline=locked, now=now, cause=cause, done=1, fulfilled_at=now)


def owe_again(duty: TalkDuty, *, now: datetime, cause: str) -> None:
    """What was done counts no longer."""
    (locked,) = TalkDuty.objects.lock([duty.pk])
    turn_lamp(deadline=locked, now=now, cause=cause, done=0, fulfilled_at=None)


def end_duty(duty: TalkDuty | None, *, by: Actor, now: datetime, reason: str) -> None:
    """It is awaited no longer; its red stays in the ledger."""
    if duty is not None:
        (locked,) = TalkDuty.objects.lock([duty.pk])
        exempt_locked(deadline=locked, by=by, now=now, reason=reason, cause=ENDED)


def tell(duty: TalkDuty | None, stage: str, *, by: Actor, now: datetime, slot: str, to) -> None:
    """Tell the people with the ids `to`, each act once."""
    people = sorted(set(to) - {by.user.pk})
    if duty is not None and people:
        owe_reminders(
            model=TalkDuty, ids=[duty.pk], stage=stage, now=now, slot=slot,
            asked_by_id=by.user.pk, to=people,
        )  # fmt: skip
