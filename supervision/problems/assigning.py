"""That a problem is assigned, and a body's question about it answered, by a day of who does so; the
days are the county's time limits (starter/time_limits.csv)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from alerts.audit.actor import Actor
from alerts.decisions.turn import turn_lamp
from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.offices import office_post
from supervision.oversight.kind import MOOT
from supervision.problems.deciding import decided, owe_decision
from supervision.problems.kind import ASSIGNED
from supervision.problems.models import Assignment, Problem, ProblemStep
from supervision.problems.states import AT_THE_UNIT, Act, Purpose, State

LAST_WORDS = [Act.ASK, Act.ANSWER, Act.ASSIGN_GROUP]


def owe_assigning(problem: Problem, post: Post | None, *, by: Actor, now: datetime) -> None:
    """`post` owes that the locked `problem` is assigned, where it stands no more the commission
    office; saving is the caller's."""
    if post is None or not post.stands_on(day_of(now)):
        post = office_post(problem.county_id, at=now)
    made_in = problem.made_in_id
    owe_decision(problem, Purpose.ASSIGN, post, by=by, now=now, made_in=made_in, is_current=True)


def owe_answering(given: Assignment, problem: Problem, *, by: Actor, now: datetime) -> None:
    """The commission office owes an answer to the body that was `given` the problem, whose clock
    runs on."""
    post = office_post(problem.county_id, at=now)
    owe_decision(problem, Purpose.ANSWER, post, by=by, now=now, made_in=given.post_id)


def assigned(problem: Problem, *, now: datetime) -> None:
    """It is assigned; what the body still asked needs no answer."""
    decided(problem, {Purpose.ASSIGN}, now=now, cause=ASSIGNED)
    need_no_answer(problem, now=now)


def need_no_answer(problem: Problem, *, now: datetime) -> None:
    """Let go an answer that nobody waits for any more."""
    waiting = problem.assignments.filter(purpose=Purpose.ANSWER).open_still()
    for owed in Assignment.objects.lock(list(waiting.values_list("pk", flat=True))):
        turn_lamp(deadline=owed, now=now, cause=MOOT, exempt=True)


@transaction.atomic
def begin_missing(*, now: datetime) -> int:
    """Let whoever is to assign or answer owe what nobody's lamp waits for: it was entered or asked
    before the platform kept one, or the post that owed or rectified it was closed. Return of how
    many. Daily."""
    problems = [*_lock(_unassigned()), *_lock(_unanswered())]
    for problem in problems:
        _begin(problem, now)
        problem.save(update_fields=["current"])
    return len(problems)


def _begin(problem: Problem, now: datetime) -> None:
    given = (
        problem.assignments.filter(purpose=Purpose.SUPERVISE, exempt=False).order_by("pk").last()
    )
    if problem.state == State.WITH_GROUP:
        owe_answering(given, problem, by=Actor(user=given.made_by), now=now)
    else:
        post = given.post if given else problem.made_in
        owe_assigning(problem, post, by=Actor(user=problem.made_by), now=now)


def _unassigned():
    """What is to be assigned, anew too where nobody rectifies it."""
    owed = {"exempt": False, "purpose": Purpose.RECTIFY}
    rectified = Assignment.objects.filter(problem=OuterRef("pk"), **owed)
    nobodys = Q(~Exists(rectified), state__in=AT_THE_UNIT)
    return _without(Purpose.ASSIGN).filter(Q(state=State.FOUND) | nobodys)


def _unanswered():
    """Of which the body that sees to it has asked something last."""
    words = ProblemStep.objects.filter(problem=OuterRef("pk"), act__in=LAST_WORDS)
    newest = words.order_by("-pk").values("act")[:1]
    rows = _without(Purpose.ANSWER).filter(state=State.WITH_GROUP).alias(last=newest)
    return rows.filter(last=Act.ASK)


def _without(purpose: Purpose):
    waits = Assignment.objects.filter(problem=OuterRef("pk"), purpose=purpose).open_still()
    return Problem.objects.filter(~Exists(waits)).order_by("pk")


def _lock(problems) -> list[Problem]:
    return list(problems.select_for_update(of=("self",), no_key=True))
