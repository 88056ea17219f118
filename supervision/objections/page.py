"""All that the page of one objection shows: what is contested, the facts of both sides, the
decision."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, Self

from alerts.proof.page import DeadlinePage
from alerts.workdays.calendar import DAY, calendar_of
from pages.days import day_of
from responsibility.owed.page import owed_page
from supervision.objections.about.base import Contested
from supervision.objections.about.kinds import contested_by
from supervision.objections.bars import ObjectionBar
from supervision.objections.make import review_until, why_not_review
from supervision.objections.models import Objection
from supervision.objections.outcome import (
    ObjectionCorrection,
    ObjectionDecision,
    ObjectionStatement,
)
from supervision.objections.provable import Provable, provable
from supervision.objections.rights import concerns, may_decide, may_withdraw, side_of
from supervision.objections.states import Side, Why
from supervision.objections.words import ObjectionWords, rulings_in_words


class Clock(NamedTuple):
    """The working days in which it is to be decided: how many are `over`, and how many `left`."""

    over: int
    left: int

    @property
    def days(self) -> list[str]:
        """A mark for each of them: "on", "now" or ""."""
        marks = ["on"] * self.over + [""] * self.left
        if self.left:
            marks[self.over] = "now"
        return marks

    @property
    def count(self) -> int:
        return self.over + self.left


@dataclass
class ObjectionPage(DeadlinePage):
    """`sides` are the statements of both; `makers` who made what is contested; `bars` all who may
    not decide. `rulings` are what may be decided, by `decides`: whether this person does."""

    contested: Contested | None = None
    sides: list[tuple[Side, list[ObjectionStatement]]] = field(default_factory=list)
    bars: Sequence[ObjectionBar] = ()
    facts: list[Provable] = field(default_factory=list)
    decision: ObjectionDecision | None = None
    corrections: Sequence[ObjectionCorrection] = ()
    rulings: list = field(default_factory=list)
    decides: bool = False
    may_state: bool = False
    may_withdraw: bool = False
    may_review: bool = False
    review_until: date | None = None
    clock: Clock | None = None

    @classmethod
    def of(cls, objection: Objection, *, user, now: datetime) -> Self:
        """The page of a row of `for_rows` and `with_state`, as `user` sees it at `now`."""
        decision = _decision(objection)
        words = ObjectionWords(decision.decided_by.name if decision else "")
        contested = contested_by(objection, now=now, lock=False)
        known = owed_page(objection, words, now=now)
        page = cls.about(objection, now=now, **known)
        page.contested = contested
        page.bars = list(objection.bars.select_related("person").order_by("pk"))
        page.sides = _sides(objection)
        page.facts = provable(contested.deadline, now=now)
        if decision:
            page.decision, page.corrections = decision, decision.corrections.order_by("pk")
            page._review(objection, user, now)
        elif not objection.exempt:
            page._open(objection, user, now)
        return page

    @property
    def makers(self) -> list[ObjectionBar]:
        return [bar for bar in self.bars if bar.why == Why.MADE]

    def _open(self, objection: Objection, user, now: datetime) -> None:
        self.decides = may_decide(user, objection, at=now)
        self.may_state = side_of(user, objection, at=now) is not None
        self.may_withdraw = may_withdraw(user, objection, at=now)
        self.rulings = rulings_in_words(self.contested) if self.decides else []
        self.clock = clock_of(objection, now=now)

    def _review(self, objection: Objection, user, now: datetime) -> None:
        if why_not_review(objection, self.contested, now=now):
            return
        self.review_until = review_until(objection, self.contested)
        own = concerns(user, self.contested, at=now) or objection.made_by_id == user.pk
        self.may_review = own


def clock_of(objection: Objection, *, now: datetime) -> Clock:
    """How the working days between its making and its day stand."""
    calendar, today = calendar_of(objection.county_id).of_unit(objection.unit_id), day_of(now)
    made, days = day_of(objection.made_at), []
    day = made + DAY
    while day <= objection.due_on:
        if not calendar.is_off(day):
            days.append(day)
        day += DAY
    over = sum(day < today for day in days)
    return Clock(over, len(days) - over)


def _decision(objection: Objection) -> ObjectionDecision | None:
    decided = ObjectionDecision.objects.filter(objection=objection)
    return decided.select_related("decided_by", "decided_in__unit").first()


def _sides(objection: Objection) -> list[tuple[Side, list[ObjectionStatement]]]:
    """The statements of each side, the first first."""
    statements = list(
        objection.statements.select_related("made_by").prefetch_related("files").order_by("pk")
    )
    return [
        (side, [statement for statement in statements if statement.side == side]) for side in Side
    ]
