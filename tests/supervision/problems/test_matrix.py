"""Over every act: nobody checks, decides or closes what is their own (edge case 11).

Each act is tried by everybody there is. What may be done is said in one table; beside it, whoever
is of the unit, named as responsible, or did the step before, may do nothing of the other side.
"""

import pytest

from responsibility.organisation.posts.models import Appointment, Membership
from supervision.problems.assign import ask_back
from supervision.problems.close_out import apply_for_closing
from supervision.problems.pass_on import pass_on
from supervision.problems.rights import RULES, Case, acts_open_to, may_do
from supervision.problems.states import Act
from tests import make
from tests.make import NOW
from tests.supervision.problems import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

UNITS = {Act.MEASURE, Act.DROP_MEASURE, Act.REPORT, Act.APPLY, Act.CLAIM, Act.OFFER}
OVER = set(RULES) - UNITS - {Act.ACCEPT}
# Who may do what, once the problem is so far as the act needs it.
MAY = {
    "found": {
        Act.ASSIGN_GROUP: {"office", "second office"},
        Act.ASSIGN: {"office", "second office", "group", "second"},
        Act.WITHDRAW: {"office", "second office", "group", "second"},
    },
    "given": {
        Act.ASSIGN: {"group", "second"},
        Act.ASK: {"group", "second"},
        Act.DECLINE: {"group", "second"},
        Act.WITHDRAW: {"office", "second office", "group", "second"},
    },
    "asked": {
        Act.ASSIGN: {"group", "second"},
        Act.DECLINE: {"group", "second"},
        Act.ANSWER: {"office", "second office"},
        Act.WITHDRAW: {"office", "second office", "group", "second"},
    },
    "rectifying": {
        Act.CLAIM: {"officer", "clerk", "member"},  # the member is named as responsible
        **dict.fromkeys(UNITS - {Act.CLAIM}, {"officer", "clerk"}),
        Act.WITHDRAW: {"office", "second office", "group", "second"},
    },
    "offered": {
        Act.CLAIM: {"officer", "clerk", "member"},
        Act.DROP_MEASURE: {"officer", "clerk"},
        Act.REPORT: {"officer", "clerk"},
        Act.ACCEPT: {"principal_officer of Body 3"},
        Act.WITHDRAW: {"office", "second office", "group", "second"},
    },
    "applied": {
        Act.VERIFY: {"office", "second office", "group", "second"},
        Act.WITHDRAW: {"office", "second office", "group", "second"},
    },
    "verified": {Act.APPROVE: {"office", "second office", "second"}},  # the group verified
    "closed": {Act.LOOK_BACK: {"group", "second"}},
}


def problem_at(shire, stage: str):
    """The problem, in one of the stages of `MAY`; entered by the group."""
    problem = play.enter(shire)
    if stage in ("given", "asked"):
        play.give(shire, problem)
        if stage == "asked":
            play.act(ask_back, shire, "group", problem, text="Which?")
    elif stage != "found":
        play.assign(shire, problem, leader_id=shire.people["member"].pk)
        measure = play.lay(shire, problem)
        if stage == "offered":
            unit = shire.bodies[2].pk
            play.act(pass_on, shire, "officer", problem, unit_id=unit, reason="Theirs.")
        elif stage != "rectifying":
            play.report(shire, problem, measure)
            play.act(apply_for_closing, shire, "officer", problem, text="Done.")
            if stage != "applied":
                play.pass_on_to(shire, problem, who="group")
            if stage == "closed":
                play.close(shire, problem)
    return play.fresh(problem)


@pytest.mark.parametrize("stage", MAY)
def test_each_act_is_open_to_exactly_those(shire, stage):
    problem = problem_at(shire, stage)
    case, found = Case.of(problem), {}
    for who, user in shire.people.items():
        for act in acts_open_to(user, case, at=NOW):
            found.setdefault(act, set()).add(who)
    twice = {"officer": "principal_officer of Body 1", "member": "team_member of Body 1"}
    found = {act: people - set(twice.values()) for act, people in found.items()}
    assert found == MAY[stage]


@pytest.mark.parametrize("stage", MAY)
@pytest.mark.parametrize("how", ["in a post of the unit", "as a clerk of the unit", "named"])
def test_who_is_of_the_unit_does_nothing_of_the_other_side(shire, stage, how):
    """Whatever else they are: the office's, or the supervising body's."""
    problem = problem_at(shire, stage)
    for who in ("office", "group"):
        user = shire.people[who]
        if how == "in a post of the unit":
            make.appoint(make.make_post(shire.bodies[0]), user)
        elif how == "as a clerk of the unit":
            make.join(shire.posts[play.HEAD], user, role="clerk")
        else:
            case = Case.of(problem)
            if case.rectify is None:
                continue
            case.rectify.leader_id = user.pk
            assert not [act for act in OVER if may_do(act, user, case, at=NOW)]
            continue
        user.__dict__.pop("_standing", None)
        case = Case.of(problem)
        assert not [act for act in OVER if may_do(act, user, case, at=NOW)]


def test_a_problem_of_the_office_itself_is_not_the_office_s_to_decide(shire):
    office = Membership.objects.get(user=shire.people["office"]).post
    assert not Appointment.objects.filter(post=office).exists()
    make.supervise(shire.posts[play.GROUP].unit, office.unit)
    shire.people["group"].__dict__.pop("_standing", None)
    problem = play.enter(shire, unit_id=office.unit_id)
    case = Case.of(problem)
    assert not [act for act in RULES if may_do(act, shire.people["office"], case, at=NOW)]
    assert may_do(Act.ASSIGN, shire.people["group"], case, at=NOW)


def test_the_table_names_every_act(shire):
    named = {act for acts in MAY.values() for act in acts}
    assert named == set(RULES)
