"""A problem contested that is noted to a unit, and the sending back of its closing."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alerts.deadlines.readers import DeadlineQuerySet
from pages.days import day_of
from supervision.objections.about.base import Contested, Verdict, read_one
from supervision.objections.states import Correction, Ruling, What
from supervision.problems.models import Assignment, Problem
from supervision.problems.rectification import CloseOut
from supervision.problems.states import DECIDING, OVER, Purpose
from supervision.problems.unfounded import declare_unfounded, restore_application


def _problem(*, now: datetime, lock: bool, **which) -> Problem | None:
    problems = Problem.objects.filter(**which).select_related("unit")
    if lock:
        problems = problems.select_for_update(of=("self",), no_key=True)
    return problems.first()


class _OfProblem(Contested):
    row: Problem | CloseOut
    deadline: Assignment

    @property
    def problem(self) -> Problem:
        return self.deadline.problem

    @property
    def subject(self) -> str:
        return f"{self.problem.called} {self.problem.title}"

    def people(self, *, now: datetime) -> set[int]:
        named = {self.deadline.leader_id} if self.deadline.leader_id else set()
        return super().people(now=now) | named

    def touched(self) -> list[DeadlineQuerySet]:
        return [Assignment.objects.filter(problem=self.problem)]

    def maker_posts(self) -> set[int]:
        return {self.problem.made_in_id, self.deadline.made_in_id}


class ContestedProblem(_OfProblem):
    """A problem that a unit is to rectify."""

    what = What.PROBLEM
    lifted: ClassVar = gettext_lazy("Upheld: the problem is unfounded")
    row: Problem

    @classmethod
    def find(cls, pk: int, *, now: datetime, lock: bool) -> Self | None:
        """With the newest of what the unit owes, also where it was taken back since."""
        if (problem := _problem(pk=pk, now=now, lock=lock)) is None:
            return None
        owed = problem.assignments.filter(purpose=Purpose.RECTIFY)
        newest = owed.order_by("exempt", "-pk").values_list("pk", flat=True).first()
        given = read_one(Assignment, newest, now=now, lock=lock) if newest else None
        return cls(problem, given) if given else None

    @property
    def since(self) -> date:
        return day_of(self.deadline.made_at)

    def makers(self) -> set[int]:
        given = self.row.assignments.exclude(purpose__in=DECIDING)
        assigned = given.values_list("made_by", flat=True)
        return {self.row.made_by_id, *assigned}

    def why_not(self, *, now: datetime) -> str:
        if self.row.state in OVER:
            return _("The problem is over: there is nothing to contest.")
        return ""

    def lift(self, verdict: Verdict) -> None:
        was, problem = self.deadline.lamp, self.row
        declare_unfounded(
            problem, by=verdict.by, now=verdict.now, cause=verdict.cause,
            post_id=verdict.decision.decided_in_id, **verdict.basis,
        )  # fmt: skip
        self.deadline.refresh_from_db()
        verdict.note(
            Correction.PROBLEM, subject=self.subject, address=self.address,
            was=was, becomes=self.deadline.lamp,
        )  # fmt: skip


class ContestedClosing(_OfProblem):
    """An application for closing that was sent back, while no newer one stands."""

    what = What.CLOSE_OUT
    lifted: ClassVar = gettext_lazy("Upheld: the application for closing stands again")
    row: CloseOut

    @classmethod
    def find(cls, pk: int, *, now: datetime, lock: bool) -> Self | None:
        if (close_out := CloseOut.objects.filter(pk=pk, returned_at__isnull=False).first()) is None:
            return None
        _problem(assignments__close_outs=close_out, now=now, lock=lock)
        return cls(close_out, read_one(Assignment, close_out.assignment_id, now=now, lock=lock))

    @property
    def since(self) -> date:
        return day_of(self.row.returned_at)

    def makers(self) -> set[int]:
        return {self.row.returned_by_id} | ({self.row.verified_by_id} - {None})

    def why_not(self, *, now: datetime) -> str:
        newest = CloseOut.objects.filter(assignment=self.deadline).latest("pk")
        if newest != self.row or self.deadline.exempt or self.problem.state in OVER:
            return _("The closing has been decided on anew: there is nothing to contest.")
        return ""

    def rulings(self) -> Sequence[Ruling]:
        return [Ruling.LIFTED, Ruling.MORE_TIME, Ruling.STANDS]

    def lift(self, verdict: Verdict) -> None:
        was = self.deadline.lamp
        restore_application(
            self.row, self.deadline, by=verdict.by, now=verdict.now, cause=verdict.cause,
            post_id=verdict.decision.decided_in_id, reason=verdict.decision.reason,
        )  # fmt: skip
        verdict.note(
            Correction.CLOSING, subject=self.subject, address=self.address,
            was=was, becomes=self.deadline.lamp,
        )  # fmt: skip
