"""All that the page of one letter shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, Self

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from alerts.proof.page import DeadlinePage
from pages.days import day_of
from pages.forms import RuleForm
from pages.lamp import Lamp
from responsibility.organisation.standing import standing_of
from responsibility.owed.page import decisions_open_to, owed_page
from responsibility.owed.whose import name_holders
from supervision.letters.act_pages import PAGE_OF, ActPage
from supervision.letters.models import Letter, LetterStep
from supervision.letters.owed import LetterDuty
from supervision.letters.paper import paper_of
from supervision.letters.replies import LetterMeasure, LetterReply
from supervision.letters.rights import RULES, Case
from supervision.letters.states import Act, Purpose, State
from supervision.letters.words import LetterWords
from supervision.papers.paper import Paper
from supervision.papers.steps import log_of
from supervision.problems.models import Problem

WITHIN = {Act.DRAFT, Act.REVISE, Act.SUBMIT, Act.RETURN, Act.DISCARD}  # not for whom it is to


class Stop(NamedTuple):
    """One of the six steps: whether it is done, or the current one; when, by whom."""

    name: str | Promise
    done: bool
    current: bool
    at: datetime | None = None
    who: str = ""


class MeasureRow(NamedTuple):
    """A measure, and the lamp that says how it stands."""

    measure: LetterMeasure
    lamp: str

    @classmethod
    def of(cls, measure: LetterMeasure, *, today: date) -> Self:
        if measure.done_at:
            late = day_of(measure.done_at) > measure.due_on
            return cls(measure, Lamp.ORANGE if late else Lamp.GREEN)
        return cls(measure, Lamp.RED if today > measure.due_on else Lamp.UNLIT)


@dataclass
class LetterPage:
    """`acts` are the buttons, `deciding` the one decision that waits for this person, with its
    `form`; `inside`: the person is of the side that issues it."""

    paper: Paper
    stops: list[Stop]
    log: Sequence[LetterStep]
    duties: list[LetterDuty]
    replies: Sequence[LetterReply]
    measures: list[MeasureRow]
    acts: list[ActPage]
    may: set[str]
    inside: bool
    unsigned: bool
    nth: int
    deciding: ActPage | None = None
    form: RuleForm | None = None
    problem: Problem | None = None
    page: DeadlinePage | None = None
    decisions: dict = field(default_factory=dict)

    @classmethod
    def of(cls, letter: Letter, *, user, now: datetime) -> Self:
        """The page as `user` sees it at `now`."""
        case, standing = Case.of(letter), standing_of(user, at=now)
        acts = RULES.open_to(user, case, at=now)
        pages = [page for act, page in PAGE_OF.items() if act in acts]
        deciding = next((page for page in pages if page.beside), None)
        sides = {letter.proposed_in_id, letter.made_in_id}
        inside = bool(sides & standing.own_posts) or letter.county_id in standing.office_counties
        steps = log_of(letter.steps)
        self = cls(
            paper=paper_of(letter),
            stops=_stops(letter, steps),
            log=[step for step in steps if inside or step.act not in WITHIN],
            duties=_duties(letter, user, now),
            replies=_replies(letter),
            measures=_measures(letter, today=day_of(now)),
            acts=[page for page in pages if page is not deciding],
            may=set(acts),
            inside=inside,
            unsigned=letter.is_unsigned(on=day_of(now)),
            nth=_nth(letter, user, now),
            deciding=deciding,
            form=deciding.form_for(letter) if deciding else None,
            problem=_problem(letter, user, now),
        )
        if current := _current(self.duties):
            owed = owed_page(current, LetterWords(), now=now)
            self.page = DeadlinePage.about(current, now=now, **owed)
            self.decisions = decisions_open_to(user, page=self.page, now=now)
        return self

    @property
    def may_reply(self) -> bool:
        return Act.REPLY in self.may

    @property
    def may_report(self) -> bool:
        return Act.REPORT in self.may

    @property
    def may_enter(self) -> bool:
        return Act.ENTER in self.may

    @property
    def may_revise(self) -> bool:
        return Act.REVISE in self.may

    @property
    def done_measures(self) -> int:
        return len([row for row in self.measures if row.measure.done_at])

    @property
    def measures_in_force(self) -> int:
        return len([row for row in self.measures if not row.measure.dropped_at])

    @property
    def now_at(self) -> Stop | None:
        """The step it is at."""
        return next((stop for stop in self.stops if stop.current), None)

    @property
    def now_nth(self) -> int:
        return next((nth for nth, stop in enumerate(self.stops, 1) if stop.current), 0)


FLOW = [
    (pgettext_lazy("step", "Drafted"), {Act.DRAFT, Act.REVISE}),
    (pgettext_lazy("step", "Approved"), {Act.APPROVE, Act.SUBMIT}),
    (pgettext_lazy("step", "Served"), {Act.RECEIVE}),
    (pgettext_lazy("step", "Replied"), {Act.REPLY, Act.ENTER}),
    (pgettext_lazy("step", "Verified"), {Act.ACCEPT}),
    (pgettext_lazy("step", "Closed"), {Act.CLOSE, Act.LIFT, Act.CARRY_ON}),
]
REACHED = {  # how many of these steps are done
    State.DRAFT: 0, State.RETURNED: 0, State.SUBMITTED: 1, State.DISCARDED: 0, State.SERVED: 2,
    State.RECEIVED: 3, State.INSUFFICIENT: 3, State.REPLIED: 4, State.VERIFIED: 5, State.CLOSED: 6,
    State.LIFTED: 6, State.CARRIED_ON: 6, State.WITHDRAWN: 2,
}  # fmt: skip


def _stops(letter: Letter, log: Iterable[LetterStep]) -> list[Stop]:
    """The six steps, each with the newest act that brought it there."""
    reached, over, stops = REACHED[letter.whose_state], letter.whose_state.is_over, []
    for place, (name, acts) in enumerate(FLOW):
        last = next((step for step in log if step.act in acts), None) if place < reached else None
        at, who = (last.made_at, last.made_by.name) if last else (None, "")
        stops.append(Stop(name, place < reached, place == reached and not over, at, who))
    return stops


def _duties(letter: Letter, user, now: datetime) -> list[LetterDuty]:
    """All that was and is owed, as far as the person sees it, with lamps and whose they are."""
    seen = LetterDuty.objects.visible_to(user, at=now).filter(letter=letter)
    rows = list(seen.for_rows(now=now).order_by("pk"))
    name_holders(rows, now=now)
    return rows


def _current(duties: Sequence[LetterDuty]) -> LetterDuty | None:
    """What is open and due first; where nothing is, the last reply."""
    open_ones = [duty for duty in duties if not duty.fulfilled_at and not duty.exempt]
    replies = [duty for duty in duties if duty.purpose == Purpose.REPLY]
    return min(open_ones, key=lambda duty: duty.late_at, default=replies[-1] if replies else None)


def _replies(letter: Letter) -> list[LetterReply]:
    replies = letter.replies.select_related("made_by").prefetch_related("files")
    return list(replies.order_by("-pk"))


def _measures(letter: Letter, *, today: date) -> list[MeasureRow]:
    """Those in force first, by their days."""
    rows = letter.measures.select_related("done_by", "dropped_by").prefetch_related("files")
    ordered = sorted(rows.order_by("due_on", "pk"), key=lambda row: row.dropped_at is not None)
    return [MeasureRow.of(row, today=today) for row in ordered]


def _nth(letter: Letter, user, now: datetime) -> int:
    """Which of its kind to the unit this year, of those the person sees."""
    served = letter.served_at or now
    same: QuerySet[Letter] = Letter.objects.visible_to(user, at=now).filter(
        Q(served_at__lt=served), unit=letter.unit_id, kind=letter.kind_id
    )
    return same.filter(year=day_of(served).year).exclude(state=State.WITHDRAWN).count() + 1


def _problem(letter: Letter, user, now: datetime) -> Problem | None:
    """What it is about, if the person sees that."""
    return Problem.objects.visible_to(user, at=now).filter(pk=letter.problem_id).first()
