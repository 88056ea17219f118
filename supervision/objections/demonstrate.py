"""Objections in a county to try: each state, about each kind of thing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from pages.lamp import Lamp
from responsibility.organisation.relations.acts import urged_units
from responsibility.organisation.standing import standing_of
from responsibility.owed.models import OwedByPost
from responsibility.tasks.models import Task
from supervision.demands.models import Demand
from supervision.objections.decide import decide_objection, withdraw_objection
from supervision.objections.make import ask_review, make_objection
from supervision.objections.models import Objection
from supervision.objections.rights import may_decide
from supervision.objections.state import state_facts
from supervision.objections.states import Ruling, What
from supervision.problems.models import Assignment
from supervision.problems.rectification import CloseOut
from supervision.problems.states import AT_THE_UNIT, Purpose

DAY = timedelta(days=1)
# What becomes of the objections to red lamps, the newest red first; the last is never decided.
ENDS = ["", "more", Ruling.STANDS, Ruling.LIFTED, Ruling.MOVED, Ruling.MORE_TIME, "withdraw",
        "review", "late"]  # fmt: skip


class Part(NamedTuple):
    """One objection: when it is made, to what, and how it ends."""

    made: datetime
    what: What
    pk: int
    owed: OwedByPost
    end: str


def demonstrate(trial: Trial) -> None:
    """Let who holds posts that a group supervises object to lamps, demands and problems."""
    for place, part in enumerate(sorted(_parts(trial), key=lambda part: part.made)):
        _play(trial, part, UUID(int=place + 1))


def _parts(trial: Trial) -> Iterator[Part]:
    for end, task in zip(ENDS, _reds(trial), strict=False):
        yield Part(task.late_at + 30 * DAY / 24, What.TASK, task.pk, task, end)
    group = trial.people["group"]
    demands = Demand.objects.visible_to(group, at=trial.until).filter(closed_at=None, exempt=False)
    if demand := demands.filter(fulfilled_at=None, late_at__lt=trial.until).first():
        yield Part(demand.made_at + 4 * DAY, What.DEMAND, demand.pk, demand, "")
    given = (
        Assignment.objects.visible_to(group, at=trial.until)
        .open_still()
        .filter(purpose=Purpose.RECTIFY, problem__state__in=AT_THE_UNIT, post__in=trial.holders)
    )
    if owed := given.filter(late_at__gt=trial.until).order_by("made_at").first():
        yield Part(owed.made_at + 2 * DAY, What.PROBLEM, owed.problem_id, owed, Ruling.STANDS)
    returned = CloseOut.objects.filter(assignment__in=given, returned_at__isnull=False)
    if close_out := returned.select_related("assignment").last():
        made = close_out.returned_at + 2 * DAY
        yield Part(made, What.CLOSE_OUT, close_out.pk, close_out.assignment, "")


def _reds(trial: Trial) -> Iterator[Task]:
    """Overdue in the units the group supervises, one of each post, the newest first; the last is
    one of a month ago."""
    units = urged_units(standing_of(trial.people["group"], at=trial.until))
    tasks = Task.objects.with_lamp(now=trial.until).filter(unit__in=units, lamp_now=Lamp.RED)
    known = tasks.filter(post__in=trial.holders, hold=None, lamp=Lamp.RED)
    by_post = {task.post_id: task for task in known.order_by("late_at", "pk")}
    newest = sorted(by_post.values(), key=lambda task: task.late_at, reverse=True)
    newest = [task for task in newest if task.late_at < trial.until - 2 * DAY]
    yield from newest[: len(ENDS) - 1]
    old = [task for task in newest[len(ENDS) - 1 :] if task.late_at < trial.until - 30 * DAY]
    yield from old[:1]


def _play(trial: Trial, part: Part, nonce: UUID) -> None:
    words, holder = trial.words["objections"], Actor(user=trial.holders[part.owed.post_id])
    what = part.what.value
    objection = make_objection(
        by=holder, now=part.made, nonce=nonce, what=part.what, contested_id=part.pk,
        wish=words["wish"][what], text=words["facts"][what],
    )  # fmt: skip
    later = min(part.made + 3 * DAY, trial.until - DAY / 24)
    about = {"by": holder, "objection_id": objection.pk}
    if part.end == "more":
        nonce = UUID(int=nonce.int << 8)
        state_facts(now=later, nonce=nonce, text=words["more"], **about)
    elif part.end == "withdraw":
        withdraw_objection(now=later, reason=words["withdraw"], **about)
    elif part.end == "review":
        _decide(trial, objection, Ruling.STANDS, later)
        nonce, wish = UUID(int=nonce.int << 8), words["wish"][what]
        ask = {"nonce": nonce, "wish": wish, "text": words["review"]}
        ask_review(now=min(later + DAY, trial.until), **ask, **about)
    elif part.end in Ruling.values:
        _decide(trial, objection, Ruling(part.end), later)


def _decide(trial: Trial, objection: Objection, ruling: Ruling, now: datetime) -> None:
    people = (trial.people["group"], trial.people["office"])
    decider = next(person for person in people if may_decide(person, objection, at=now))
    day = (trial.until + 10 * DAY).date() if ruling.names_a_day else None
    decide_objection(
        by=Actor(user=decider), now=now, objection_id=objection.pk, ruling=ruling,
        reason=trial.words["objections"][ruling.value], due_on=day,
    )  # fmt: skip
