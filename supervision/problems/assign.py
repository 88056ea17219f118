"""Assigning a problem in one or two levels: office, supervising body, unit (交办; M001-06)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.exempt import exempt_locked
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.links.models import SupervisionLink
from responsibility.organisation.people.models import User
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.answers import answerers
from responsibility.organisation.relations.offices import office_post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.owed.instants import born_with
from supervision.problems.assigning import (
    assigned,
    need_no_answer,
    owe_answering,
    owe_assigning,
)
from supervision.problems.deciding import decided
from supervision.problems.kind import ANSWERED, ASKED, ASSIGNED, DECLINED
from supervision.problems.log import note
from supervision.problems.models import Assignment, Problem, ProblemStep
from supervision.problems.rights import Case, lock_for
from supervision.problems.states import Act, Purpose, State

LONGEST = timedelta(days=365)


@transaction.atomic
def assign_to_body(
    *, by: Actor, now: datetime, problem_id: int, post_id: int, due_on: date, text: str = ""
) -> Assignment:
    """Give the problem to the body that supervises the unit; it answers by the end of `due_on`.

    Raises: as `lock_for`; Refused also where the post supervises nothing of the unit, nobody could
    answer, or the day will not do.
    """
    case, post = lock_for(Act.ASSIGN_GROUP, problem_id, by=by, now=now)
    body = bodies_over(case.problem.unit, at=now).filter(pk=post_id).first()
    if body is None:
        raise Refused(_("Choose a body that supervises the unit."), field="post")
    made = _made(case, Purpose.SUPERVISE, body, by, now, made_in=post, due_on=due_on, text=text)
    act, state = Act.ASSIGN_GROUP, State.WITH_GROUP
    return _given(case.problem, made, act, state, by=by, now=now)


@transaction.atomic
def assign_to_unit(
    *,
    by: Actor,
    now: datetime,
    problem_id: int,
    post_id: int,
    due_on: date,
    leader_id: int | None = None,
    text: str = "",
) -> Assignment:
    """Let a post of the unit rectify the problem by the end of `due_on`.

    `leader_id` names the leader responsible, who then never verifies or approves it. A body that
    was given it by a day names no later one.

    Raises: as `lock_for`; Refused also where the post is none of the unit, nobody could answer, or
    the day will not do.
    """
    case, post = lock_for(Act.ASSIGN, problem_id, by=by, now=now)
    bearer = posts_of(case.problem.unit, at=now).filter(pk=post_id).first()
    if bearer is None:
        raise Refused(_("Choose a post of the unit."), field="post")
    if case.body_owes and due_on > case.body_owes.due_on:
        raise Refused(_("Choose a day not after the one named to you."), field="due_on")
    leader = _leader(leader_id, case.problem.unit, now)
    if leader == by.user:
        raise Refused(_("Nobody decides on what is their own."), field="leader")
    made = _made(
        case, Purpose.RECTIFY, bearer, by, now,
        made_in=post, due_on=due_on, text=text, leader=leader,
    )  # fmt: skip
    return _given(case.problem, made, Act.ASSIGN, State.ASSIGNED, by=by, now=now)


@transaction.atomic
def decline(*, by: Actor, now: datetime, problem_id: int, reason: str) -> Problem:
    """Give the problem back to the office, with a reason: it is to be assigned anew."""
    case, post = lock_for(Act.DECLINE, problem_id, by=by, now=now)
    (given,) = Assignment.objects.lock([case.supervise.pk])
    exempt_locked(deadline=given, by=by, now=now, reason=reason, cause=DECLINED)
    need_no_answer(case.problem, now=now)
    case.problem.current = None
    owe_assigning(case.problem, office_post(case.problem.county_id, at=now), by=by, now=now)
    act = {"by": by, "now": now, "post_id": post, "text": reason.strip()}
    step = note(case.problem, Act.DECLINE, to=State.FOUND, **act)
    _tell(given, ASKED, step, now)
    return case.problem


@transaction.atomic
def ask_back(*, by: Actor, now: datetime, problem_id: int, text: str) -> Problem:
    """Ask the office something about the problem; the clock runs on."""
    case, post = lock_for(Act.ASK, problem_id, by=by, now=now)
    step = note(case.problem, Act.ASK, by=by, now=now, post_id=post, text=_words(text))
    owe_answering(case.supervise, case.problem, by=by, now=now)
    _tell(case.supervise, ASKED, step, now)
    return case.problem


@transaction.atomic
def answer(*, by: Actor, now: datetime, problem_id: int, text: str) -> Problem:
    """Answer what the supervising body asked."""
    case, post = lock_for(Act.ANSWER, problem_id, by=by, now=now)
    step = note(case.problem, Act.ANSWER, by=by, now=now, post_id=post, text=_words(text))
    decided(case.problem, {Purpose.ANSWER}, now=now, cause=ANSWERED)
    _tell(case.supervise, ANSWERED, step, now)
    return case.problem


def bodies_over(unit: Unit, *, at: datetime):
    """The posts by which other bodies supervise `unit`."""
    above = [int(pk) for pk in unit.path.strip("/").split("/")]
    links = SupervisionLink.objects.filter(in_force(at), unit__in=above)
    posts = Post.objects.filter(unit__in=links.values("body"), role_kind__supervises=True)
    return posts.standing_on(day_of(at)).select_related("unit").order_by("unit__position", "pk")


def posts_of(unit: Unit, *, at: datetime):
    """The posts of `unit`, its principal officer's first."""
    posts = Post.objects.filter(unit=unit).standing_on(day_of(at))
    return posts.select_related("unit").order_by("-role_kind__leads_unit", "position", "pk")


def people_of(unit: Unit, *, at: datetime):
    """The people in posts of `unit`."""
    holders = Q(appointments__post__unit=unit) & in_force(at, "appointments__")
    joined = Q(memberships__post__unit=unit) & in_force(at, "memberships__")
    return User.objects.filter(holders | joined, is_active=True).distinct().order_by("pinyin", "pk")


def _leader(leader_id: int | None, unit: Unit, now: datetime) -> User | None:
    if leader_id is None:
        return None
    if (leader := people_of(unit, at=now).filter(pk=leader_id).first()) is None:
        raise Refused(_("Choose somebody of the unit."), field="leader")
    return leader


def make_assignment(
    problem: Problem, purpose: Purpose, post: Post, *, by: Actor, now: datetime, made_in: int,
    due_on: date, text: str = "", leader: User | None = None,
) -> Assignment:  # fmt: skip
    """Write down that `post` owes something of the problem by the end of `due_on`, and make it
    what is owed now; rights, step and audit are the caller's.

    Raises:
        Refused: nobody could answer for the post.
    """
    born = born_with(county_id=problem.county_id, due_on=due_on, now=now)
    made = Assignment.objects.create(
        problem=problem,
        purpose=purpose,
        post=post,
        unit_id=post.unit_id,
        leader=leader,
        text=fitting(text, of=Assignment, field="text"),
        made_by=by.user,
        made_in_id=made_in,
        made_at=now,
        **born,
    )
    if not answerers(Assignment.objects.filter(pk=made.pk), at=now):
        words = {"posts": post.title}
        raise Refused(_("Nobody could answer: %(posts)s (vacant).") % words, field="post")
    problem.current = made
    return made


def _made(case: Case, purpose: Purpose, post: Post, by: Actor, now: datetime, **more) -> Assignment:
    if post.pk in standing_of(by.user, at=now).log_posts:
        raise Refused(_("Nobody decides on what is their own."), field="post")
    if not day_of(now) <= more["due_on"] <= day_of(now) + LONGEST:
        raise Refused(_("Choose a day from today on, within a year."), field="due_on")
    return make_assignment(case.problem, purpose, post, by=by, now=now, **more)


def _given(
    problem: Problem, made: Assignment, act: Act, state: State, *, by: Actor, now: datetime
) -> Assignment:
    assigned(problem, now=now)
    owe_reminders(model=Assignment, ids=[made.pk], stage=ASSIGNED, now=now)
    note(
        problem, act, by=by, now=now, post_id=made.made_in_id, to=state, text=made.text,
        post=made.post_id, due_on=made.due_on,
    )  # fmt: skip
    return made


def _tell(given: Assignment, stage: str, step: ProblemStep, now: datetime) -> None:
    """Each act of the kind is told once."""
    owe_reminders(model=Assignment, ids=[given.pk], stage=stage, now=now, slot=str(step.pk))


def _words(text: str) -> str:
    return fitting(text, of=Assignment, field="text", missing=_("Write something."))
