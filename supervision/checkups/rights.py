"""Who does what in a checkup, in which state: one table for the verbs and for the pages.

Nobody checks what is their own: of a unit of theirs or of one below it, or answers that they handed
in for the unit; and who opened it does not answer for the unit (edge case 11).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.relations.acts import urging_posts
from responsibility.organisation.relations.own import is_of_own_unit
from responsibility.organisation.standing import Standing, standing_of
from responsibility.organisation.units.models import Unit
from supervision.checkups.findings import CheckupFinding
from supervision.checkups.models import Checkup, CheckupDuty, CheckupStep
from supervision.checkups.states import OPEN_STATES, UNANSWERED, Act, State
from supervision.problems.rights import post_over
from supervision.problems.states import State as ProblemState


def checking_post(standing: Standing, unit: Unit) -> int | None:
    """The post in which the person opens and checks: of the commission office, or of the body that
    supervises the unit. Nobody checks the own unit, or one below it."""
    return None if is_of_own_unit(standing, unit) else post_over(standing, unit)


@dataclass(frozen=True)
class Case:
    """A checkup with what the acts need to know of it: what is owed of it still, the newest
    handing in, who handed answers in, its findings."""

    checkup: Checkup
    owed: CheckupDuty | None
    handed_in: CheckupStep | None
    answerers: frozenset[int]
    findings: tuple[CheckupFinding, ...]

    @classmethod
    def of(cls, checkup: Checkup) -> Self:
        steps = checkup.steps.filter(act=Act.SUBMIT).select_related("made_by").order_by("pk")
        handed_in = list(steps)
        shown_with = ("question", "made_by", "dropped_by", "problem")
        findings = checkup.findings.select_related(*shown_with).order_by("number")
        return cls(
            checkup=checkup,
            owed=checkup.duties.open_still().select_related("post__unit", "unit").first(),
            handed_in=handed_in[-1] if handed_in else None,
            answerers=frozenset(step.made_by_id for step in handed_in if checkup.is_by_unit),
            findings=tuple(findings),
        )

    @property
    def droppable(self) -> list[CheckupFinding]:
        """The findings that may be taken back: in force, and of no problem that stands."""
        return [
            finding
            for finding in self.findings
            if finding.dropped_at is None
            and (finding.problem is None or finding.problem.state == ProblemState.WITHDRAWN)
        ]

    @property
    def enterable(self) -> list[CheckupFinding]:
        """The findings that may become a problem."""
        return [
            finding
            for finding in self.findings
            if finding.dropped_at is None and finding.problem_id is None
        ]


def _checker(case: Case, standing: Standing, user) -> int | None:
    post = checking_post(standing, case.checkup.unit)
    if post is None or user.pk in case.answerers:
        return None
    own = urging_posts(standing) | standing.office_posts
    return case.checkup.made_in_id if case.checkup.made_in_id in own else post


def _answerer(case: Case, standing: Standing, user) -> int | None:
    """By the unit: who may log for its post, but not who opened it. On site: who checks."""
    checkup = case.checkup
    if not checkup.is_by_unit:
        return _checker(case, standing, user)
    if checkup.made_by_id == user.pk:
        return None
    return checkup.post_id if checkup.post_id in standing.log_posts else None


def _withdrawer(case: Case, standing: Standing, user) -> int | None:
    """The office, and the post it was opened in."""
    post = _checker(case, standing, user)
    opened_in = case.checkup.made_in_id
    return post if post in standing.office_posts or post == opened_in else None


class Rule(NamedTuple):
    """In which states an act is done, `who` does it (the post they act in), and what else it
    `needs` of the case."""

    states: Iterable[State]
    who: Callable[[Case, Standing, object], int | None]
    needs: Callable[[Case], bool] = lambda case: True


RULES: dict[Act, Rule] = {
    Act.SUBMIT: Rule(UNANSWERED, _answerer),
    Act.SEND_BACK: Rule({State.ANSWERED}, _checker),
    Act.FIND: Rule({State.ANSWERED}, _checker),
    Act.DROP: Rule({State.ANSWERED}, _checker, lambda case: bool(case.droppable)),
    Act.ENTER: Rule({State.ANSWERED, State.CONCLUDED}, _checker, lambda case: bool(case.enterable)),
    Act.CONCLUDE: Rule({State.ANSWERED}, _checker),
    Act.REOPEN: Rule({State.CONCLUDED}, _checker),
    Act.WITHDRAW: Rule(OPEN_STATES, _withdrawer),
    Act.TAKE_OVER: Rule({State.AWAITED, State.RETURNED}, _checker),
}


def may_do(act: Act, user, case: Case, *, at: datetime) -> bool:
    """Whether the act is the person's, in whichever state it is done."""
    return RULES[act].who(case, standing_of(user, at=at), user) is not None


def acts_open_to(user, case: Case, *, at: datetime) -> dict[Act, int]:
    """What the person may do with it now, each with the post they act in."""
    standing = standing_of(user, at=at)
    acts = {
        act: rule.who(case, standing, user)
        for act, rule in RULES.items()
        if case.checkup.state in rule.states and rule.needs(case)
    }
    return {act: post for act, post in acts.items() if post}


def checks(user, checkup: Checkup, *, at: datetime) -> bool:
    """Whether the person is on the side that checks: reads findings before the conclusion, and
    answers only once they are handed in."""
    return checking_post(standing_of(user, at=at), checkup.unit) is not None


def lock_for(act: Act, checkup_id: int, *, by: Actor, now: datetime) -> tuple[Case, int]:
    """The checkup, locked, for `act`; with the post that `by` acts in.

    Raises:
        Checkup.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: the act is not the person's, or about their own.
        Refused: the checkup is in another state.
    """
    visible = Checkup.objects.visible_to(by.user, at=now).select_related("unit", "version")
    case = Case.of(visible.select_for_update(of=("self",), no_key=True).get(pk=checkup_id))
    rule = RULES[act]
    post = rule.who(case, standing_of(by.user, at=now), by.user)
    if post is None:
        raise PermissionDenied(_("This is not for you to do: nobody decides on what is their own."))
    if case.checkup.state not in rule.states or not rule.needs(case):
        words = {"state": case.checkup.get_state_display()}
        raise Refused(_("It is no longer so far: %(state)s. Look at it again.") % words)
    return case, post
