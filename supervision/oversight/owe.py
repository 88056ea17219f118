"""That somebody decides by a day: owed with the request or the answer, met by the decision."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.deadlines.models import Deadline
from alerts.decisions.exempt import exempt_locked
from alerts.decisions.models import Extension
from alerts.decisions.turn import turn_lamp
from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.owed.instants import born_with
from responsibility.owed.models import OwedByPost
from supervision.oversight.kind import DECIDED, REQUEST_TAKEN_BACK
from supervision.oversight.models import DecisionDuty
from supervision.oversight.who import deciding_post
from supervision.problems.starter import last_day_or_usual

EXTENSION, ANSWER = "extension_decide", "answer_decide"  # the time limits' codes
LONGEST = DecisionDuty._meta.get_field("subject").max_length


def extension_day(*, deadline: OwedByPost, now: datetime) -> date:
    """By which day a request for an extension is decided: the county's time limit."""
    about = {"county_id": deadline.county_id, "unit_id": deadline.unit_id}
    return last_day_or_usual(EXTENSION, on=day_of(now), **about)


def owe_extension(*, extension: Extension, deadline: Deadline, now: datetime) -> None:
    """Whoever is to decide on a request owes it; nobody where nobody may decide."""
    if not isinstance(deadline, OwedByPost):
        return
    post = deciding_post(deadline, asked_by=extension.asked_by_id, at=now)
    if post is not None:
        due_on, asker = max(extension.decide_by, day_of(now)), extension.asked_by_id
        _owe(deadline, post, asked_by=asker, due_on=due_on, now=now, extension=extension)


def end_extension(*, extension: Extension, by: Actor, now: datetime) -> None:
    """Decided on, the lamp turns; taken back, nothing is to be decided."""
    if extension.taken_back_at:
        reason = _("The request is taken back.")
        let_go(by=by, now=now, reason=reason, cause=REQUEST_TAKEN_BACK, extension=extension)
    else:
        meet(now=now, extension=extension)


def owe_answer(demand, *, by: int, now: datetime) -> None:
    """Who demanded owes a decision on the answer that a person (`by`) gave; once, however much is
    added to it, and not for a post that is closed."""
    open_ones, post = DecisionDuty.objects.filter(demand=demand).open_still(), demand.made_in
    if open_ones.exists() or not post.stands_on(day_of(now)):
        return
    about = {"county_id": demand.county_id, "unit_id": post.unit_id}
    due_on = last_day_or_usual(ANSWER, on=day_of(now), **about)
    _owe(demand, post, asked_by=by, due_on=due_on, now=now, demand=demand)


def meet(*, now: datetime, **about) -> None:
    """It is decided: the lamp of what is open `about` the request or the demand turns."""
    for duty in _lock_open(**about):
        turn_lamp(deadline=duty, now=now, cause=DECIDED, done=1, fulfilled_at=now)


def let_go(*, by: Actor, now: datetime, reason: str, cause: str, **about) -> None:
    """Nothing is to be decided any more; a red stays in the ledger."""
    for duty in _lock_open(**about):
        exempt_locked(deadline=duty, by=by, now=now, reason=reason, cause=cause)


def _lock_open(**about) -> list[DecisionDuty]:
    rows = DecisionDuty.objects.filter(**about).open_still()
    return DecisionDuty.objects.lock(list(rows.values_list("pk", flat=True)))


def _owe(
    owed: OwedByPost, post: Post, *, asked_by: int, due_on: date, now: datetime, **about
) -> None:
    DecisionDuty.objects.create(
        post=post,
        unit_id=post.unit_id,
        subject=owed.title[:LONGEST],
        concerned_post_id=owed.post_id,
        concerned_unit_id=owed.unit_id,
        asked_by_id=asked_by,
        asked_at=now,
        **about,
        **born_with(county_id=owed.county_id, due_on=due_on, now=now),
    )
