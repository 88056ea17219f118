"""Problems in a county to try, one in every state there is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.decisions.extend import ask_extension, grant_extension
from alerts.kinds.trial import Trial
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.answers import principal_post
from responsibility.organisation.standing import standing_of
from supervision.problems.assign import (
    answer,
    ask_back,
    assign_to_body,
    assign_to_unit,
    bodies_over,
    decline,
)  # fmt: skip
from supervision.problems.choices import units_entered_by
from supervision.problems.claim import claim
from supervision.problems.close_out import apply_for_closing, approve, verify
from supervision.problems.enter import enter_problem
from supervision.problems.look_back import look_back, withdraw_problem
from supervision.problems.measures import lay_measure, report_measure
from supervision.problems.models import Assignment, Problem
from supervision.problems.pass_on import decide_offer, pass_on
from supervision.problems.starter import load_problem_terms
from supervision.problems.terms import Term


class Part(NamedTuple):
    """When one is entered, and what is done with it: acts with their days from the
    demonstration's day. `due` is the day the unit rectifies it by, from there too."""

    made: int
    due: int
    acts: list[tuple[int, str]]


PLAYED = [
    Part(-1, 0, []),  # to be assigned
    Part(-5, 20, [(-4, "give")]),  # with the supervising body
    Part(-6, 20, [(-5, "give"), (-3, "ask"), (-2, "answer")]),
    Part(-9, 20, [(-8, "give"), (-6, "decline")]),
    Part(-3, 30, [(-2, "assign"), (-1, "claim")]),  # measures awaited
    Part(-20, 5, [(-19, "assign"), (-17, "lay"), (-8, "report")]),  # due soon
    Part(-40, -6, [(-39, "assign"), (-35, "lay")]),  # overdue
    Part(-30, 2, [(-29, "assign"), (-27, "lay"), (-5, "extend")]),
    Part(-28, 9, [(-27, "give"), (-26, "assign"), (-24, "lay"), (-9, "report"), (-7, "apply"),
                  (-5, "return")]),
    Part(-15, 15, [(-14, "assign"), (-3, "offer")]),
    Part(-22, 12, [(-21, "assign"), (-18, "offer"), (-16, "take over"), (-12, "lay")]),
    Part(-35, 3, [(-34, "assign"), (-30, "lay"), (-8, "report"), (-2, "apply")]),  # to be verified
    Part(-45, 4, [(-44, "give"), (-43, "assign"), (-40, "lay"), (-12, "report"), (-9, "apply"),
                  (-4, "verify")]),  # to be approved
    Part(-70, -30, [(-69, "assign"), (-66, "lay"), (-40, "report"), (-34, "apply"),
                    (-32, "verify"), (-31, "approve")]),
    Part(-80, -45, [(-79, "assign"), (-75, "lay"), (-42, "report"), (-38, "apply"),
                    (-36, "verify"), (-35, "approve")]),  # late
    Part(-170, -130, [(-169, "assign"), (-165, "lay"), (-140, "report"), (-132, "apply"),
                      (-128, "verify"), (-126, "approve"), (-37, "holds")]),
    Part(-165, -125, [(-164, "assign"), (-160, "lay"), (-133, "report"), (-127, "apply"),
                      (-123, "verify"), (-121, "approve"), (-32, "reopen")]),
    Part(-18, 0, [(-16, "withdraw")]),
]  # fmt: skip


def demonstrate(trial: Trial) -> None:
    """Let a group and the office take problems of the units it supervises through every state; the
    last one comes back."""
    load_problem_terms(county_id=trial.county_id, now=trial.until)
    units, words = _heads(trial), trial.words["problems"]
    others = _heads(trial)
    for number, part in enumerate(sorted(PLAYED)):
        finding = words["found"][number % len(words["found"])]
        _Played(trial, number, finding, next(units), others).play(part)
    _comes_back(trial, words["found"][0])


def _heads(trial: Trial) -> Iterator[Post]:
    """The posts that lead units the group supervises, round and round."""
    posts = [
        principal_post(unit, at=trial.until)
        for unit in units_entered_by(trial.people["group"], at=trial.until)
    ]
    known = [post for post in posts if post and post.pk in trial.holders]
    while True:
        yield from known


@dataclass
class _Played:
    """One problem of a unit on its way."""

    trial: Trial
    number: int
    finding: dict[str, Any]
    head: Post
    others: Iterator[Post]
    problem: Problem = field(init=False)

    def play(self, part: Part) -> Problem:
        self.due = self.trial.until + timedelta(days=part.due)
        first = next((name for _day, name in part.acts), "")
        who = "office" if first == "give" else "group"
        self.problem = _enter(
            self.trial, who, self.head.unit_id, self.finding, _on(self.trial, part.made)
        )
        for step, (days, name) in enumerate(part.acts):
            self.step = step
            self.act(name, _on(self.trial, days))
        return self.problem

    def act(self, name: str, now: datetime) -> None:
        """The act `name`, by who does it."""
        words, group = self.trial.words["problems"], self.trial.people["group"]
        if name == "give":
            own = standing_of(group, at=now).own_posts
            body = bodies_over(self.head.unit, at=now).filter(pk__in=own).first()
            day = (self.due + timedelta(days=10)).date()
            self.do(assign_to_body, "office", now, post_id=body.pk, due_on=day, text=words["give"])
        elif name == "assign":
            self.do(assign_to_unit, group, now, post_id=self.head.pk, due_on=self.due.date(),
                    text=words["assign"])  # fmt: skip
        elif name in ("ask", "answer", "decline"):
            verb: Callable = {"ask": ask_back, "answer": answer, "decline": decline}[name]
            values = {"reason" if name == "decline" else "text": words[name]}
            self.do(verb, "office" if name == "answer" else group, now, **values)
        elif name in ("lay", "report", "claim", "apply", "extend", "offer", "take over"):
            self.act_of_unit(name, now, words)
        else:
            self.check(name, now, words)

    def act_of_unit(self, name: str, now: datetime, words: dict[str, Any]) -> None:
        holder = self.trial.holders[self.head.pk]
        if name == "lay":
            for place, (text, person) in enumerate(self.finding["measures"]):
                self.do(lay_measure, holder, now, nonce=self.nonce(place), text=text, person=person,
                        due_on=max(self.due, now).date())  # fmt: skip
        elif name == "report":
            assignment = Assignment.objects.get(pk=self.problem.current_id)
            for place, measure in enumerate(assignment.measures.order_by("pk")):
                self.do(report_measure, holder, now, nonce=self.nonce(place), measure_id=measure.pk,
                        text=words["report"], done_on=now.date())  # fmt: skip
        elif name == "extend":
            owed = Assignment.objects.get(pk=self.problem.current_id)
            request = ask_extension(by=Actor(user=holder), now=now, deadline=owed,
                                  wanted_on=(self.due + timedelta(days=14)).date(),
                                  reason=words["extend"])  # fmt: skip
            by = Actor(user=self.trial.people["office"])
            grant_extension(by=by, now=now + timedelta(days=1), extension_id=request.pk)
        elif name == "offer":
            self.other = next(head for head in self.others if head.unit_id != self.head.unit_id)
            self.do(pass_on, holder, now, unit_id=self.other.unit_id, reason=words["offer"])
        elif name == "take over":
            self.head = self.other
            self.do(decide_offer, self.trial.holders[self.head.pk], now, accepted=True)
        else:
            verb = claim if name == "claim" else apply_for_closing
            self.do(verb, holder, now, text=words[name])

    def check(self, name: str, now: datetime, words: dict[str, Any]) -> None:
        group, values = self.trial.people["group"], {"reason": words[name]}
        if name in ("verify", "return"):
            self.do(verify, group, now, passed=name == "verify", **values)
        elif name == "approve":
            self.do(approve, "office", now, passed=True, **values)
        elif name == "withdraw":
            self.do(withdraw_problem, group, now, **values)
        else:
            day = self.trial.until.date() + timedelta(days=12)
            self.do(look_back, group, now, holds=name == "holds", due_on=day, **values)

    def do(self, verb: Callable, who, now: datetime, **values) -> None:
        by = Actor(user=self.trial.people[who] if isinstance(who, str) else who)
        verb(by=by, now=now, problem_id=self.problem.pk, **values)
        self.problem.refresh_from_db()

    def nonce(self, place: int) -> UUID:
        return UUID(int=(self.number + 1) << 16 | self.step << 8 | place)


def _comes_back(trial: Trial, finding: dict[str, Any]) -> None:
    """The newest closed problem is found again."""
    old = Problem.objects.filter(closed_at__isnull=False).latest("closed_at")
    _enter(trial, "group", old.unit_id, finding, _on(trial, -1), recurs_id=old.pk)


def _enter(
    trial: Trial, who: str, unit_id: int, finding: dict[str, Any], now: datetime, **more
) -> Problem:
    terms = {
        f"{kind}_id": Term.objects.get(county_id=trial.county_id, kind=kind, code=finding[kind]).pk
        for kind in Term.Kind.values
    }
    entered = Problem.objects.count()
    return enter_problem(
        by=Actor(user=trial.people[who]), now=now, nonce=UUID(int=entered + 1), unit_id=unit_id,
        title=finding["title"], text=finding["text"], found_by=finding["found_by"],
        found_on=(now - timedelta(days=1)).date(), basis=finding["basis"].format(year=now.year),
        **terms, **more,
    )  # fmt: skip


def _on(trial: Trial, days: int) -> datetime:
    return trial.until + timedelta(days=days)
