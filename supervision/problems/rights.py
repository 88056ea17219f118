"""Who does what with a problem, in which state: one table for the verbs and for the pages.

Nobody checks, decides or closes what is their own: who supervises is never of the unit, never the
person named as responsible, and applying, verifying and approving are three people.
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
from responsibility.organisation.standing import Standing, standing_of
from responsibility.organisation.units.models import Unit
from supervision.problems.models import Assignment, Problem
from supervision.problems.rectification import CloseOut, ProblemTransfer
from supervision.problems.states import AT_THE_UNIT, BEING_CLOSED, OPEN_STATES, Act, Purpose, State


@dataclass(frozen=True)
class Case:
    """A problem with what is owed of it now, as the acts need to know it."""

    problem: Problem
    rectify: Assignment | None = None
    supervise: Assignment | None = None
    look_back: Assignment | None = None
    close_out: CloseOut | None = None
    transfer: ProblemTransfer | None = None
    has_question: bool = False  # the supervising body waits for an answer

    @property
    def body_owes(self) -> Assignment | None:
        """What the supervising body was given by a day; a problem open again is not given anew."""
        return None if self.look_back else self.supervise

    @classmethod
    def of(cls, problem: Problem) -> Self:
        """Of each purpose the newest that is not exempt; the rest only where the state has it."""
        rows = problem.assignments.filter(exempt=False).order_by("pk")
        owed = {row.purpose: row for row in rows.select_related("post__unit", "unit", "leader")}
        rectify = owed.get(Purpose.RECTIFY)
        return cls(
            problem=problem,
            rectify=rectify,
            supervise=owed.get(Purpose.SUPERVISE),
            look_back=owed.get(Purpose.LOOK_BACK),
            close_out=_close_out(rectify) if problem.state in BEING_CLOSED else None,
            transfer=_transfer(problem) if problem.offered_to_id else None,
            has_question=problem.state == State.WITH_GROUP and _is_asked(problem),
        )


def _close_out(rectify: Assignment | None) -> CloseOut | None:
    """The application that stands."""
    open_ones = CloseOut.objects.filter(assignment=rectify, approved_at=None, returned_at=None)
    return open_ones.select_related("applied_by", "verified_by", "verified_in").first()


def _transfer(problem: Problem) -> ProblemTransfer | None:
    return problem.transfers.filter(decided_at=None).select_related("to_unit", "to_post").first()


def _is_asked(problem: Problem) -> bool:
    """Whether the supervising body waits for an answer."""
    last = problem.steps.filter(act__in=[Act.ASK, Act.ANSWER, Act.ASSIGN_GROUP])
    return last.order_by("-pk").values_list("act", flat=True).first() == Act.ASK


def post_over(standing: Standing, unit: Unit) -> int | None:
    """The post in which the person supervises `unit`: of the commission office, or of the body
    that supervises it. Nobody supervises the own unit."""
    return _over(standing, unit_id=unit.pk, county_id=unit.the_county_id)


def _over(standing: Standing, *, unit_id: int, county_id: int) -> int | None:
    if unit_id in standing.own_units:
        return None
    if county_id in standing.office_counties:
        return min(standing.office_posts)
    if unit_id in standing.supervised_units:
        return min(urging_posts(standing), default=None)
    return None


def _own(case: Case, standing: Standing, user) -> bool:
    """Whether it is the person's own: of a unit of theirs, or they are named as responsible."""
    named = case.rectify is not None and case.rectify.leader_id == user.pk
    return named or case.problem.unit_id in standing.own_units


def _office(case: Case, standing: Standing, user) -> int | None:
    if _own(case, standing, user) or case.problem.county_id not in standing.office_counties:
        return None
    return min(standing.office_posts)


def _body(case: Case, standing: Standing, user) -> int | None:
    """Who may remind in the body that the office gave it to."""
    post = case.supervise.post_id if case.supervise else None
    return post if post in urging_posts(standing) and not _own(case, standing, user) else None


def _supervisor(case: Case, standing: Standing, user) -> int | None:
    """The body it was given to; else who supervises the unit, or the office."""
    if _own(case, standing, user):
        return None
    over = _over(standing, unit_id=case.problem.unit_id, county_id=case.problem.county_id)
    return _body(case, standing, user) or over


def _assigner(case: Case, standing: Standing, user) -> int | None:
    """The office or the supervising body; once it is given to a body, that alone."""
    return (_body if case.supervise else _supervisor)(case, standing, user)


def _unit(case: Case, standing: Standing, user) -> int | None:
    """Who may log for the post that rectifies."""
    post = case.rectify.post_id if case.rectify else None
    return post if post in standing.log_posts else None


def _concerned(case: Case, standing: Standing, user) -> int | None:
    """The same, and the person named as responsible."""
    if case.rectify and case.rectify.leader_id == user.pk:
        return case.rectify.post_id
    return _unit(case, standing, user)


def _verifier(case: Case, standing: Standing, user) -> int | None:
    """Who supervises, but not who applied."""
    applied = case.close_out and case.close_out.applied_by_id
    return None if applied == user.pk else _supervisor(case, standing, user)


def _approver(case: Case, standing: Standing, user) -> int | None:
    """Neither who applied nor who verified: the office; where the office gave it to nobody also
    who may approve in the supervising body."""
    if case.close_out and user.pk in (case.close_out.applied_by_id, case.close_out.verified_by_id):
        return None
    if office := _office(case, standing, user):
        return office
    post = None if case.supervise else _supervisor(case, standing, user)
    return post if post in standing.confirm_posts else None


def _offered(case: Case, standing: Standing, user) -> int | None:
    """Who may log for the post that is asked to take it over, but not who asks."""
    offer = case.transfer
    if offer is None or offer.offered_by_id == user.pk:
        return None
    return offer.to_post_id if offer.to_post_id in standing.log_posts else None


def _looks_back(case: Case, standing: Standing, user) -> int | None:
    post = case.look_back.post_id if case.look_back else None
    return post if post in _supervising(standing) and not _own(case, standing, user) else None


def _withdrawer(case: Case, standing: Standing, user) -> int | None:
    """The office, and the post it was entered in."""
    if _own(case, standing, user):
        return None
    entered = case.problem.made_in_id
    return entered if entered in _supervising(standing) else _office(case, standing, user)


def _supervising(standing: Standing) -> frozenset[int]:
    """The posts in which the person supervises others."""
    return standing.office_posts | urging_posts(standing)


class Rule(NamedTuple):
    """In which states an act is done, `who` does it (the post they act in), and what else it
    `needs` of the case."""

    states: Iterable[State]
    who: Callable[[Case, Standing, object], int | None]
    needs: Callable[[Case], bool] = lambda case: True


def _no_offer(case: Case) -> bool:
    return case.transfer is None


RULES: dict[Act, Rule] = {
    Act.ASSIGN_GROUP: Rule({State.FOUND}, _office),
    # anew too, where the post that was to rectify it is closed
    Act.ASSIGN: Rule(
        {State.FOUND, State.WITH_GROUP} | AT_THE_UNIT, _assigner, lambda case: not case.rectify
    ),
    Act.DECLINE: Rule({State.WITH_GROUP}, _body),
    Act.ASK: Rule({State.WITH_GROUP}, _body, lambda case: not case.has_question),
    Act.ANSWER: Rule({State.WITH_GROUP}, _office, lambda case: case.has_question),
    Act.CLAIM: Rule(AT_THE_UNIT, _concerned),
    Act.MEASURE: Rule(AT_THE_UNIT, _unit, _no_offer),
    Act.DROP_MEASURE: Rule({State.RECTIFYING}, _unit),
    Act.REPORT: Rule({State.RECTIFYING}, _unit),
    Act.APPLY: Rule({State.RECTIFYING}, _unit, _no_offer),
    Act.VERIFY: Rule({State.APPLIED}, _verifier),
    Act.APPROVE: Rule({State.VERIFIED}, _approver),
    Act.OFFER: Rule(AT_THE_UNIT, _unit, _no_offer),
    Act.ACCEPT: Rule(AT_THE_UNIT, _offered),
    Act.LOOK_BACK: Rule(
        {State.CLOSED}, _looks_back, lambda case: case.look_back.fulfilled_at is None
    ),
    Act.WITHDRAW: Rule(OPEN_STATES - {State.VERIFIED}, _withdrawer),
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
        if case.problem.state in rule.states
    }
    return {act: post for act, post in acts.items() if post and RULES[act].needs(case)}


def lock_for(act: Act, problem_id: int, *, by: Actor, now: datetime) -> tuple[Case, int]:
    """The problem, locked, for `act`; with the post that `by` acts in.

    Raises:
        Problem.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: the act is not the person's, or about their own.
        Refused: the problem is in another state.
    """
    visible = Problem.objects.visible_to(by.user, at=now).select_related("unit")
    case = Case.of(visible.select_for_update(of=("self",), no_key=True).get(pk=problem_id))
    rule = RULES[act]
    post = rule.who(case, standing_of(by.user, at=now), by.user)
    if post is None:
        raise PermissionDenied(_("This is not for you to do: nobody decides on what is their own."))
    if case.problem.state not in rule.states or not rule.needs(case):
        words = {"state": case.problem.get_state_display()}
        raise Refused(_("It is no longer so far: %(state)s. Look at it again.") % words)
    return case, post
