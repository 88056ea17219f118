"""That a closing which is applied for is verified, and then approved, by a day of the supervisor's
own; the days are the county's time limits (starter/time_limits.csv)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from alerts.audit.actor import Actor
from alerts.decisions.turn import turn_lamp
from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.offices import office_post
from responsibility.owed.instants import born_with
from supervision.problems.models import Assignment, Problem
from supervision.problems.rectification import CloseOut
from supervision.problems.starter import last_day_or_usual
from supervision.problems.states import BEING_CLOSED, Purpose

LIMITS = {
    Purpose.ASSIGN: "problem_assign",
    Purpose.ANSWER: "problem_answer",
    Purpose.VERIFY: "closing_verify",
    Purpose.APPROVE: "closing_approve",
}
CLOSING = frozenset({Purpose.VERIFY, Purpose.APPROVE})


def owe_verifying(rectify: Assignment, problem: Problem, *, by: Actor, now: datetime) -> None:
    """Who sees to the locked `problem` owes the verifying: the body it was given to, else the post
    that let the unit rectify it, where that is closed the commission office. It is what is owed
    now; saving is the caller's."""
    given = problem.assignments.filter(purpose=Purpose.SUPERVISE, exempt=False)
    body = given.select_related("post").order_by("-pk").first()
    post = body.post if body else rectify.made_in
    if not post.stands_on(day_of(now)):
        post = office_post(problem.county_id, at=now)
    made_in = rectify.post_id
    owe_decision(problem, Purpose.VERIFY, post, by=by, now=now, made_in=made_in, is_current=True)


def owe_approving(problem: Problem, *, by: Actor, now: datetime, made_in: int) -> None:
    """The commission office owes the approval, of a problem of its own the body `made_in` that
    verified; saving is the caller's."""
    post = office_post(problem.county_id, at=now)
    if post is not None and post.unit_id == problem.unit_id:
        post = Post.objects.get(pk=made_in)
    owe_decision(problem, Purpose.APPROVE, post, by=by, now=now, made_in=made_in, is_current=True)


def decided(
    problem: Problem, purposes: Collection[Purpose] = CLOSING, *, now: datetime, cause: str
) -> None:
    """What waited for a decision has one."""
    waiting = problem.assignments.filter(purpose__in=purposes).open_still()
    for owed in Assignment.objects.lock(list(waiting.values_list("pk", flat=True))):
        turn_lamp(deadline=owed, now=now, cause=cause, done=1, fulfilled_at=now)


@transaction.atomic
def begin_missing(*, now: datetime) -> int:
    """Let whoever is to verify or approve owe what nobody's lamp waits for: it was applied for
    before the platform kept one, or the post that owed it was closed. Return of how many. Daily."""
    waits = Assignment.objects.filter(problem=OuterRef("pk"), purpose__in=CLOSING).open_still()
    problems = Problem.objects.filter(~Exists(waits), state__in=BEING_CLOSED).order_by("pk")
    missing = list(problems.select_for_update(of=("self",), no_key=True))
    for problem in missing:
        _begin(problem, now)
        problem.save(update_fields=["current"])
    return len(missing)


def _begin(problem: Problem, now: datetime) -> None:
    open_ones = CloseOut.objects.filter(assignment__problem=problem, returned_at=None)
    close_out = open_ones.filter(approved_at=None).select_related("assignment").latest("pk")
    if close_out.verified_by_id:
        by = Actor(user=close_out.verified_by)
        owe_approving(problem, by=by, now=now, made_in=close_out.verified_in_id)
    else:
        owe_verifying(close_out.assignment, problem, by=Actor(user=close_out.applied_by), now=now)


def owe_decision(
    problem: Problem, purpose: Purpose, post: Post | None, *, by: Actor, now: datetime,
    made_in: int, is_current: bool = False,
) -> None:  # fmt: skip
    """`post` owes a decision, `is_current` as what is owed now of the problem; nobody where
    there is no post, or the problem is its own unit's."""
    if post is None or post.unit_id == problem.unit_id:
        return
    on, county_id = day_of(now), problem.county_id
    due_on = last_day_or_usual(LIMITS[purpose], county_id=county_id, on=on, unit_id=post.unit_id)
    owed = Assignment.objects.create(
        problem=problem,
        purpose=purpose,
        post=post,
        unit_id=post.unit_id,
        made_by=by.user,
        made_in_id=made_in,
        made_at=now,
        **born_with(county_id=county_id, due_on=due_on, now=now),
    )
    if is_current:
        problem.current = owed
