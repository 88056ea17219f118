"""All that the page of one problem shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, Self

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alerts.proof.page import DeadlinePage
from pages.days import day_of
from pages.lamp import Lamp
from responsibility.organisation.standing import Standing, standing_of
from responsibility.owed.page import decisions_open_to, owed_page
from responsibility.owed.whose import name_holders
from supervision.checkups.findings import CheckupFinding
from supervision.checkups.models import Checkup
from supervision.letters.models import Letter
from supervision.papers.steps import log_of
from supervision.problems.act_pages import PAGE_OF, ActPage
from supervision.problems.models import Assignment, Problem, ProblemStep
from supervision.problems.rectification import Measure, MeasureReport, ProblemClaim
from supervision.problems.rights import Case, acts_open_to, post_over
from supervision.problems.states import DECIDING, Act, Purpose, State
from supervision.problems.words import ProblemWords

ON_THE_PAGE = {Act.VERIFY, Act.APPROVE, Act.ACCEPT, Act.LOOK_BACK}  # their form stands beside it


class Step(NamedTuple):
    """One of the five steps: whether it is done, or the current one; when, by whom."""

    name: str | Promise
    done: bool
    current: bool
    at: datetime | None = None
    who: str = ""


class MeasureRow(NamedTuple):
    """A measure, its newest report with the files, and the lamp that says how it stands."""

    measure: Measure
    report: MeasureReport | None
    lamp: str
    may_be_dropped: bool

    @classmethod
    def of(cls, measure: Measure, *, today: date) -> Self:
        report = next(iter(measure.newest), None)
        if report:
            lamp = Lamp.ORANGE if report.is_late(measure.due_on) else Lamp.GREEN
        else:
            lamp = Lamp.RED if today > measure.due_on else Lamp.UNLIT
        against = measure.why_not_dropped(is_reported=report is not None)
        return cls(measure, report, lamp, may_be_dropped=not against)


@dataclass
class ProblemPage:
    """`owed` are the newest of each purpose with their lamps, `page` that of what is owed now;
    it is the `nth` of its type in its unit and year; `checkup` is where it was found, `letters`
    were written about it, if seen; the person `may_write` another.
    `acts` are the buttons, `form` the one decision that waits for this person."""

    steps: list[Step]
    log: Sequence[ProblemStep]
    owed: dict[str, Assignment]
    measures: list[MeasureRow]
    claims: Sequence[ProblemClaim]
    recurrences: Sequence[Problem]
    nth: int
    acts: list[ActPage]
    deciding: ActPage | None
    form: object | None
    may_report: bool
    may_drop: bool
    case: Case
    checkup: Checkup | None = None
    letters: Sequence[Letter] = ()
    may_write: bool = False
    page: DeadlinePage | None = None
    decisions: dict = field(default_factory=dict)

    @classmethod
    def of(cls, problem: Problem, *, user, now: datetime) -> Self:
        """The page as `user` sees it at `now`."""
        case = Case.of(problem)
        acts_open = acts_open_to(user, case, at=now)
        pages = [page for act, page in PAGE_OF.items() if act in acts_open]
        deciding = next((page for page in pages if page.act in ON_THE_PAGE), None)
        steps = log_of(problem.steps)
        measures = _measures(case.rectify, today=day_of(now))
        self = cls(
            steps=_steps(problem, steps),
            log=steps,
            owed=_owed(problem, user, now),
            measures=measures,
            claims=problem.claims.select_related("claimed_by").order_by("pk"),
            recurrences=problem.recurrences.visible_to(user, at=now).order_by("pk"),
            nth=_nth(problem, user, now),
            acts=[page for page in pages if page is not deciding],
            deciding=deciding,
            form=deciding.form_for(problem, now=now) if deciding else None,
            may_report=Act.REPORT in acts_open,
            may_drop=Act.DROP_MEASURE in acts_open,
            case=case,
            checkup=_checkup(problem, user, now),
            letters=_letters(problem, user, now),
            may_write=_may_write(problem, user, now),
        )
        if current := self.current(problem, standing_of(user, at=now)):
            words = ProblemWords(
                measures=len([row for row in measures if not row.measure.dropped_at]),
                reported=len([row for row in measures if row.report]),
                sent_back=self.log[0].act == Act.SEND_BACK if self.log else False,
            )
            self.page = DeadlinePage.about(current, now=now, **owed_page(current, words, now=now))
            self.decisions = decisions_open_to(user, page=self.page, now=now)
        return self

    def current(self, problem: Problem, standing: Standing) -> Assignment | None:
        """What is owed now, with its lamp; what waits for a decision for who decides alone, while
        others read the lamp of the unit."""
        owed = next((owed for owed in self.owed.values() if owed.pk == problem.current_id), None)
        if owed and owed.purpose in DECIDING and owed.post_id not in standing.desk_posts:
            return self.owed.get(Purpose.RECTIFY)
        return owed

    @property
    def reported(self) -> int:
        return len([row for row in self.measures if row.report])

    @property
    def chains(self) -> list[tuple[str | Promise, Assignment]]:
        """Both responsibilities in one look (M000-24): who rectifies, and who sees to it."""
        named = {
            Purpose.RECTIFY: _("Principal responsibility"),
            Purpose.SUPERVISE: _("Supervision responsibility"),
            Purpose.VERIFY: _("Verifying"),
            Purpose.APPROVE: _("Approving"),
            Purpose.LOOK_BACK: _("Looking back"),
            Purpose.ASSIGN: _("Assigning"),
            Purpose.ANSWER: _("Answering"),
        }
        return [
            (word, self.owed[purpose]) for purpose, word in named.items() if purpose in self.owed
        ]


def _checkup(problem: Problem, user, now: datetime) -> Checkup | None:
    """The checkup in which it was found."""
    findings = CheckupFinding.objects.filter(problem=problem).values("checkup")
    return Checkup.objects.visible_to(user, at=now).filter(pk__in=findings).first()


def _nth(problem: Problem, user, now: datetime) -> int:
    """Which of its type it is in its unit and year, of those the person sees."""
    seen = Problem.objects.visible_to(user, at=now).exclude(state=State.WITHDRAWN)
    same = {"unit": problem.unit_id, "type": problem.type_id, "year": problem.year}
    return seen.filter(number__lt=problem.number, **same).count() + 1


def _owed(problem: Problem, user, now: datetime) -> dict[str, Assignment]:
    """The newest of each purpose, and what is current, with their lamps and whose they are; each
    says whether it is `open_to` the person beyond what the problem's page says of it."""
    seen = Assignment.objects.visible_to(user, at=now).filter(pk=OuterRef("pk"))
    rows = Assignment.objects.filter(problem=problem).for_rows(now=now)
    rows = rows.annotate(open_to=Exists(seen))
    rows = rows.select_related("post__unit", "post__role_kind", "unit", "problem", "leader",
                               "made_by", "made_in__unit").order_by("pk")  # fmt: skip
    newest = {owed.purpose: owed for owed in rows}
    name_holders(list(newest.values()), now=now)
    return newest


def _measures(rectify: Assignment | None, *, today: date) -> list[MeasureRow]:
    """Those in force first; of each its reports, the newest first."""
    if rectify is None:
        return []
    measures = list(rectify.measures.select_related("made_by", "dropped_by").order_by("pk"))
    reports = MeasureReport.objects.filter(measure__in=measures).order_by("-pk")
    reported: dict[int, list[MeasureReport]] = {}
    for report in reports.select_related("made_by").prefetch_related("files"):
        reported.setdefault(report.measure_id, []).append(report)
    for measure in measures:
        measure.newest = reported.get(measure.pk, [])
    measures.sort(key=lambda measure: measure.dropped_at is not None)
    return [MeasureRow.of(measure, today=today) for measure in measures]


FLOW = [
    (pgettext_lazy("step", "Entered"), {Act.ENTER}),
    (pgettext_lazy("step", "Assigned"), {Act.ASSIGN, Act.ACCEPT, Act.REOPEN}),
    (pgettext_lazy("step", "Rectified"), {Act.APPLY}),
    (pgettext_lazy("step", "Verified"), {Act.VERIFY}),
    (pgettext_lazy("step", "Closed out"), {Act.APPROVE}),
]


def _steps(problem: Problem, log: Iterable[ProblemStep]) -> list[Step]:
    """The five steps, each with the newest act that brought it there."""
    done, steps = problem.whose_state.steps, []
    for place, (name, acts) in enumerate(FLOW):
        last = next((step for step in log if step.act in acts), None) if place < done else None
        at, who = (last.made_at, last.made_by.name) if last else (None, "")
        steps.append(
            Step(name, place < done, place == done and not problem.whose_state.is_over, at, who)
        )
    return steps


def _letters(problem: Problem, user, now: datetime) -> list[Letter]:
    """The letters about it that the person sees."""
    seen = Letter.objects.visible_to(user, at=now).filter(problem=problem)
    return list(seen.select_related("kind").order_by("pk"))


def _may_write(problem: Problem, user, now: datetime) -> bool:
    """Who supervises the unit writes to it."""
    return post_over(standing_of(user, at=now), problem.unit) is not None
