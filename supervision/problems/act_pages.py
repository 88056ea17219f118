"""The pages of the acts on a problem: one form each, all in one table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.forms import RuleForm
from supervision.papers.forms import MeasureForm
from supervision.problems import forms
from supervision.problems.assign import bodies_over, people_of, posts_of
from supervision.problems.models import Problem
from supervision.problems.pass_on import other_units
from supervision.problems.states import Act


@dataclass(frozen=True)
class ActPage:
    """The page of one act. `name` is in its address and URL name; `label` its button, `icon` its
    sign; `done` what is said once it is done; `rows(problem, now)` what its form offers."""

    act: Act
    name: str
    label: str | Promise
    title: str | Promise
    form: type[RuleForm]
    done: str | Promise
    notes: tuple[str | Promise, ...] = ()
    icon: str = ""
    rows: Callable[[Problem, datetime], dict] | None = None

    @property
    def url(self) -> str:
        return f"problem-{self.name}"

    def form_for(self, problem: Problem, data=None, *, now: datetime) -> RuleForm:
        more = {"rows": self.rows(problem, now)} if self.rows else {}
        return self.form(data, **more)


def _assign_rows(problem: Problem, now: datetime) -> dict:
    unit = problem.unit
    return {"post": posts_of(unit, at=now), "leader": people_of(unit, at=now)}


PAGES = [
    ActPage(
        Act.ASSIGN_GROUP,
        "assign-body",
        _("Assign to the supervising body"),
        _("Assign to the supervising body"),
        forms.AssignBodyForm,
        _("Assigned. The body is told."),
        icon="send",
        notes=(
            _(
                "The body assigns it to the unit, asks back, or declines it with a reason. "
                "Its lamp turns when it has verified the rectification."
            ),
        ),
        rows=lambda problem, now: {"post": bodies_over(problem.unit, at=now)},
    ),
    ActPage(
        Act.ASSIGN,
        "assign",
        _("Assign to the unit"),
        _("Assign to the unit"),
        forms.AssignForm,
        _("Assigned. Who rectifies it is told."),
        icon="send",
        rows=_assign_rows,
        notes=(_("From now on the unit sees the problem."),),
    ),
    ActPage(
        Act.ASK,
        "ask",
        _("Ask back"),
        _("Ask the office"),
        forms.QuestionForm,
        _("The question is sent."),
        icon="message",
        notes=(_("The clock runs on."),),
    ),
    ActPage(
        Act.ANSWER,
        "answer",
        pgettext_lazy("verb", "Answer"),
        _("Answer the question"),
        forms.AnswerForm,
        _("The answer is sent."),
        icon="message",
    ),
    ActPage(
        Act.DECLINE,
        "decline",
        pgettext_lazy("verb", "Decline"),
        _("Decline the problem"),
        forms.ReasonForm,
        _("Declined. The office assigns it anew."),
        icon="x",
    ),
    ActPage(
        Act.MEASURE,
        "measure",
        _("Add a measure"),
        _("Lay down a measure"),
        MeasureForm,
        _("The measure is laid down."),
        icon="plus",
        notes=(_("One measure each, with its person, its day and its evidence."),),
    ),
    ActPage(
        Act.APPLY,
        "apply",
        _("Apply for closing"),
        _("Apply for closing"),
        forms.ApplyForm,
        _("Applied for. It is verified, then approved by another person."),
        icon="check",
        notes=(_("The lamp turns now; sent back, the same clock goes on."),),
    ),
    ActPage(
        Act.CLAIM,
        "claim",
        _("Claim it"),
        _("Claim the problem"),
        forms.ClaimForm,
        _("Your statement stands with the problem."),
        icon="user",
        notes=(_("An own statement. It changes no lamp and no deadline."),),
    ),
    ActPage(
        Act.OFFER,
        "pass-on",
        _("Pass it on"),
        _("Ask another unit to take it over"),
        forms.PassOnForm,
        _("Asked. Until it is taken over it stays here."),
        icon="arrow-right",
        rows=lambda problem, now: {"unit": other_units(problem, now=now)},
        notes=(_("Until the other unit takes it over, it is owed here and the clock runs on."),),
    ),
    ActPage(
        Act.ACCEPT,
        "take-over",
        _("Decide on taking it over"),
        _("Take the problem over?"),
        forms.TakeOverForm,
        _("Decided. Who asked is told."),
        icon="check",
        notes=(_("Taken over, it is due on the same day; an extension can be asked for."),),
    ),
    ActPage(
        Act.VERIFY,
        "verify",
        _("Verify"),
        _("Verify the rectification"),
        forms.VerifyForm,
        _("Written down."),
        icon="eye",
        notes=(_("Another person than who applied verifies, and a third approves."),),
    ),
    ActPage(
        Act.APPROVE,
        "approve",
        _("Approve the closing"),
        _("Approve the closing"),
        forms.ApproveForm,
        _("Written down."),
        icon="check",
        notes=(_("Whoever verified looks back later; the day comes from the time limits."),),
    ),
    ActPage(
        Act.LOOK_BACK,
        "look-back",
        _("Look back"),
        _("Look back at the rectification"),
        forms.LookBackForm,
        _("Written down."),
        icon="history",
    ),
    ActPage(
        Act.WITHDRAW,
        "withdraw",
        pgettext_lazy("verb", "Withdraw"),
        _("Withdraw the problem"),
        forms.ReasonForm,
        _("Withdrawn. Its number stays."),
        icon="ban",
        notes=(_("Nothing is owed of it from now on. What was red stays in the ledger."),),
    ),
]
PAGE_OF = {page.act: page for page in PAGES}
