"""Objections in a county to try: each state, about each kind of thing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from pages.lamp import Lamp
from responsibility.organisation.people.models import User
from responsibility.organisation.relations.acts import urged_units
from responsibility.organisation.standing import standing_of
from responsibility.owed.models import OwedByPost
from responsibility.tasks.models import Task
from supervision.demands.demonstrate import sent
from supervision.demands.models import Demand
from supervision.objections.decide import decide_objection, withdraw_objection
from supervision.objections.kind import OBJECTED
from supervision.objections.make import ask_review, make_objection
from supervision.objections.models import Objection
from supervision.objections.rights import may_decide
from supervision.objections.state import state_facts
from supervision.objections.states import Ruling, What
from supervision.problems.assign import assign_to_unit
from supervision.problems.enter import enter_problem
from supervision.problems.models import Assignment
from supervision.problems.rectification import CloseOut
from supervision.problems.states import AT_THE_UNIT, Purpose

DAY = timedelta(days=1)
# What becomes of the objections to red lamps, the newest red first; the last is never decided.
ENDS = ["", "more", Ruling.MOVED, Ruling.MORE_TIME, "review", Ruling.LIFTED, Ruling.STANDS,
        "withdraw", "late"]  # fmt: skip


class Part(NamedTuple):
    """One objection: when it is made, to what, and how it ends."""

    made: datetime
    what: What
    pk: int
    owed: OwedByPost
    end: str


def demonstrate(trial: Trial) -> None:
    """Let who holds posts that a group supervises object to lamps, demands and problems; first all
    object, so that numbers follow the days."""
    parts = sorted(_parts(trial), key=lambda part: part.made)
    made = [_object(trial, part, UUID(int=place)) for place, part in enumerate(parts, start=1)]
    for part, objection in zip(parts, made, strict=True):
        _end(trial, part, objection)


def _parts(trial: Trial) -> Iterator[Part]:
    for end, task in zip(ENDS, _reds(trial), strict=False):
        yield Part(task.late_at + 30 * DAY / 24, What.TASK, task.pk, task, end)
    group = trial.people["group"]
    demands = Demand.objects.visible_to(group, at=trial.until).filter(closed_at=None, exempt=False)
    if late := demands.filter(fulfilled_at=None, late_at__lt=trial.until).first():
        yield Part(late.made_at + 4 * DAY, What.DEMAND, late.pk, late, "")
    given = (
        Assignment.objects.visible_to(group, at=trial.until)
        .open_still()
        .filter(purpose=Purpose.RECTIFY, problem__state__in=AT_THE_UNIT, post__in=trial.holders)
    )
    if owed := given.filter(late_at__gt=trial.until).order_by("made_at").first():
        yield Part(owed.made_at + 2 * DAY, What.PROBLEM, owed.problem_id, owed, Ruling.STANDS)
    returned = CloseOut.objects.filter(assignment__in=given, returned_at__isnull=False)
    if close_out := returned.select_related("assignment").last():
        made = close_out.returned_at + DAY / 2
        yield Part(made, What.CLOSE_OUT, close_out.pk, close_out.assignment, Ruling.LIFTED)
    if owed:
        wrong = _problem_of_another(trial, owed)
        made = trial.until - 3 * DAY / 24
        yield Part(made, What.PROBLEM, wrong.problem_id, wrong, Ruling.LIFTED)


def _problem_of_another(trial: Trial, owed: Assignment) -> Assignment:
    """A problem that the group gives to the wrong unit on the last day."""
    by, now = Actor(user=trial.people["group"]), trial.until - 5 * DAY / 24
    old = owed.problem
    words = {"title": old.title, "text": old.text, "found_on": now.date(), "unit_id": owed.unit_id}
    terms = {"source_id": old.source_id, "type_id": old.type_id, "severity_id": old.severity_id}
    problem = enter_problem(by=by, now=now, nonce=UUID(int=1 << 40), **words, **terms)
    due_on = (trial.until + 20 * DAY).date()
    return assign_to_unit(
        by=by, now=now + DAY / 24, problem_id=problem.pk, post_id=owed.post_id, due_on=due_on
    )


def _reds(trial: Trial) -> Iterator[Task]:
    """Overdue in the units the group supervises, one of each post, the newest first; the last is
    one of a month ago."""
    units = urged_units(standing_of(trial.people["group"], at=trial.until))
    tasks = Task.objects.with_lamp(now=trial.until).filter(unit__in=units, lamp_now=Lamp.RED)
    known = tasks.filter(post__in=trial.holders, hold=None, lamp=Lamp.RED, demands=None)
    by_post = {task.post_id: task for task in known.order_by("late_at", "pk")}
    newest = sorted(by_post.values(), key=lambda task: task.late_at, reverse=True)
    newest = [task for task in newest if task.late_at < trial.until - 2 * DAY]
    yield from newest[: len(ENDS) - 1]
    old = [task for task in newest[len(ENDS) - 1 :] if task.late_at < trial.until - 30 * DAY]
    yield from old[:1]


def _object(trial: Trial, part: Part, nonce: UUID) -> Objection:
    words, what = trial.words["objections"], part.what.value
    if part.what == What.TASK and part.end == Ruling.LIFTED:
        _demand(trial, part)
    return make_objection(
        by=_holder(trial, part), now=part.made, nonce=nonce, what=part.what, contested_id=part.pk,
        wish=words["wish"][what], text=words["facts"][what],
    )  # fmt: skip


def _holder(trial: Trial, part: Part) -> Actor:
    return Actor(user=trial.holders[part.owed.post_id])


def _end(trial: Trial, part: Part, objection: Objection) -> None:
    words = trial.words["objections"]
    later = min(part.made + 2 * DAY, trial.until - DAY / 24)
    about = {"by": _holder(trial, part), "objection_id": objection.pk}
    nonce = UUID(int=objection.nonce.int << 8)
    if part.end == "more":
        state_facts(now=later, nonce=nonce, text=words["more"], **about)
    elif part.end == "withdraw":
        withdraw_objection(now=later, reason=words["withdraw"], **about)
    elif part.end == "review":
        _decide(trial, objection, Ruling.STANDS, later)
        wish = words["wish"][part.what.value]
        ask = {"nonce": nonce, "wish": wish, "text": words["review"]}
        ask_review(now=min(later + DAY, trial.until), **ask, **about)
    elif part.end in Ruling.values:
        _decide(trial, objection, Ruling(part.end), later)


def _demand(trial: Trial, part: Part) -> None:
    """What is demanded about a lamp that turns out to be wrong is groundless with it."""
    sent(
        trial, Task.objects.get(pk=part.pk), now=part.made - DAY / 4, due_on=part.made + 9 * DAY,
        nonce=UUID(int=1 << 41), text=trial.words["demands"][0],
    )  # fmt: skip


def _decide(trial: Trial, objection: Objection, ruling: Ruling, now: datetime) -> None:
    people = Objection.recipients_of([objection.pk], stage=OBJECTED, at=now)
    ids = sorted(person for _objection, person in people)
    known = User.objects.filter(pk__in=ids).order_by("pk")
    decider = next(person for person in known if may_decide(person, objection, at=now))
    day = min(trial.until + 10 * DAY, now + 80 * DAY).date() if ruling.names_a_day else None
    decide_objection(
        by=Actor(user=decider), now=now, objection_id=objection.pk, ruling=ruling,
        reason=trial.words["objections"][ruling.value], due_on=day,
    )  # fmt: skip
