"""What may be contested, as objecting and deciding need to know it: one class of each kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Self

from alerts.audit.actor import Actor
from alerts.deadlines.models import Deadline
from alerts.deadlines.readers import DeadlineQuerySet
from alerts.decisions.exempt import exempt_locked
from alerts.decisions.extend import move_locked
from alerts.decisions.models import Extension
from pages.days import day_of
from responsibility.organisation.posts.in_office import InOffice
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit
from responsibility.owed.models import OwedByPost
from supervision.objections.kind import PARTLY, UPHELD
from supervision.objections.models import Objection, ObjectionQuerySet
from supervision.objections.outcome import ObjectionCorrection, ObjectionDecision
from supervision.objections.states import Correction, Ruling, What

CAUSES = {Ruling.LIFTED: UPHELD, Ruling.MOVED: UPHELD, Ruling.MORE_TIME: PARTLY}


@dataclass(frozen=True)
class Verdict:
    """A decision that is being carried out: the basis of every correction."""

    objection: Objection
    decision: ObjectionDecision
    by: Actor
    now: datetime

    @property
    def ruling(self) -> Ruling:
        return self.decision.whose_ruling

    @property
    def cause(self) -> str:
        return CAUSES[self.ruling]

    @property
    def basis(self) -> dict[str, str]:
        """Why something is not owed any more: the reasons, and the number of the objection."""
        return {"reason": self.decision.reason, "document": self.objection.name}

    def note(self, what: Correction, *, subject: str, address: str, **more) -> ObjectionCorrection:
        return ObjectionCorrection.objects.create(
            decision=self.decision, what=what, subject=subject[:200], address=address, **more
        )


@dataclass(frozen=True)
class Contested:
    """One row of a kind that may be contested; `deadline` is what is owed there, with the lamp.

    A kind says of what it is, who made it, since when it stands, why it may not be contested (any
    more), what can be decided, and what is corrected then.
    """

    what: ClassVar[What]
    lifted: ClassVar[Any]  # what LIFTED means of this kind, in words

    row: Any
    deadline: OwedByPost

    @classmethod
    def find(cls, pk: int, *, now: datetime, lock: bool) -> Self | None:
        """The row, with its deadline locked where it is to be changed; None where there is none, or
        nothing is owed."""
        raise NotImplementedError

    @property
    def subject(self) -> str:
        return self.deadline.title

    @property
    def address(self) -> str:
        return self.deadline.get_absolute_url()

    @property
    def post(self) -> Post:
        return self.deadline.post

    @property
    def unit(self) -> Unit:
        return self.deadline.unit

    @property
    def since(self) -> date:
        """The day from which the time for objecting counts."""
        raise NotImplementedError

    def people(self, *, now: datetime) -> set[int]:
        """The persons concerned: who was in the post on the day that decides, and is today."""
        on = {self.deadline.answered_on(now=now), day_of(now)}
        terms = InOffice.of([self.post.pk])
        return {term.user_id for day in on for term in terms.on(self.post.pk, day)}

    def makers(self) -> set[int]:
        """Who made what is contested; nobody where the clock did."""
        return set()

    def maker_posts(self) -> set[int]:
        """In which posts."""
        return set()

    def deciders(self) -> set[int]:
        """Who decided on it before: refused more time, or decided on an objection to it."""
        refused = Extension.objects.of(self.deadline).filter(granted=False)
        earlier = ObjectionDecision.objects.filter(**{f"objection__{self.what.value}": self.row.pk})
        people = {*refused.values_list("decided_by", flat=True)}
        return people | {*earlier.values_list("decided_by", flat=True)}

    def decided(self, objections: ObjectionQuerySet) -> ObjectionQuerySet:
        """Those of the `objections` to it that were decided as it still is."""
        return objections.filter(exempt=False, fulfilled_at__isnull=False)

    def touched(self) -> list[DeadlineQuerySet]:
        """The deadlines that a decision may turn."""
        return [type(self.deadline).objects.filter(pk=self.deadline.pk)]

    def why_not(self, *, now: datetime) -> str:
        """Why it cannot be contested, or corrected, any more; "" if it can."""
        raise NotImplementedError

    def rulings(self) -> Sequence[Ruling]:
        """What can be decided, in the order of the form."""
        open_still = self.deadline.fulfilled_at is None and not self.deadline.exempt
        more = [Ruling.MORE_TIME] if open_still else []
        return [Ruling.LIFTED, *more, Ruling.STANDS]

    def correct(self, verdict: Verdict) -> None:
        """Carry the decision out, with a row for every correction."""
        if verdict.ruling == Ruling.LIFTED:
            self.lift(verdict)
        elif verdict.ruling.names_a_day:
            move(self.deadline, verdict)

    def lift(self, verdict: Verdict) -> None:
        raise NotImplementedError


def read_one(model: type[OwedByPost], pk: int, *, now: datetime, lock: bool) -> Any:
    """One row of what is owed, locked or only read; None where there is none."""
    if lock:
        return next(iter(model.objects.lock([pk])), None)
    return model.objects.for_rows(now=now).filter(pk=pk).first()


def lift_deadline(deadline: Deadline, verdict: Verdict, *, what: Correction) -> None:
    """From now on nothing is owed there; a red before stays in the ledger."""
    was = deadline.lamp
    exempt_locked(
        deadline=deadline, by=verdict.by, now=verdict.now, cause=verdict.cause, **verdict.basis
    )
    verdict.note(
        what, subject=deadline.title, address=deadline.get_absolute_url(),
        was=was, becomes=deadline.lamp,
    )  # fmt: skip


def move(deadline: Deadline, verdict: Verdict) -> None:
    """Another day holds from now on: by the way of an extension, so that its chain stays whole."""
    was, was_due_on = deadline.lamp, deadline.due_on
    objection = verdict.objection
    move_locked(
        deadline=deadline, due_on=verdict.decision.due_on, asked_by=objection.made_by,
        asked_at=objection.made_at, decide_by=objection.due_on, by=verdict.by, now=verdict.now,
        reason=f"{objection.name} {objection.wish}", answer=verdict.decision.reason,
        cause=verdict.cause,
    )  # fmt: skip
    verdict.note(
        Correction.LAMP, subject=deadline.title, address=deadline.get_absolute_url(),
        was=was, becomes=deadline.lamp, was_due_on=was_due_on, due_on=deadline.due_on,
    )  # fmt: skip
