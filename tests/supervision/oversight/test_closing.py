"""Verifying and approving a closing are deadlines of the supervisor."""

from datetime import date

import pytest
import time_machine

from alerts.engine.sweep import sweep
from pages.lamp import Lamp
from supervision.objections.states import Ruling, What
from supervision.problems.deciding import begin_missing
from supervision.problems.look_back import withdraw_problem
from supervision.problems.models import Assignment, Problem
from supervision.problems.states import Purpose
from tests.make import NOW, at
from tests.supervision.objections import play as objections
from tests.supervision.problems import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
LATER = at("2026-10-14 10:00")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def owed(problem, purpose) -> Assignment:
    return Assignment.objects.filter(problem=problem, purpose=purpose).latest("pk")


def applied(shire, who=None) -> Problem:
    problem = play.enter(shire)
    if who:
        play.give(shire, problem)
    play.assign(shire, problem)
    play.rectify(shire, problem)
    return play.fresh(problem)


def test_the_body_owes_the_verifying_and_the_office_the_approval(shire):
    problem = applied(shire)
    verifying = owed(problem, Purpose.VERIFY)
    assert verifying.post == shire.posts[play.GROUP]
    assert problem.current == verifying and verifying.due_on > NOW.date()
    play.pass_on_to(shire, problem)
    approving = owed(problem, Purpose.APPROVE)
    assert owed(problem, Purpose.VERIFY).lamp == Lamp.GREEN
    assert approving.post.role_kind.keeps_office and play.fresh(problem).current == approving
    play.close(shire, problem)
    assert owed(problem, Purpose.APPROVE).lamp == Lamp.GREEN
    assert play.fresh(problem).current == owed(problem, Purpose.LOOK_BACK)


def test_given_to_a_body_that_body_owes_it(shire):
    problem = applied(shire, "office")
    assert owed(problem, Purpose.VERIFY).post == shire.posts[play.GROUP]


def test_sending_back_decides_too_and_the_unit_owes_it_again(shire):
    problem = applied(shire)
    play.pass_on_to(shire, problem, passed=False)
    assert owed(problem, Purpose.VERIFY).lamp == Lamp.GREEN
    assert play.fresh(problem).current == owed(problem, Purpose.RECTIFY)


def test_late_it_is_red_and_stands_among_what_is_overdue(shire):
    problem = applied(shire)
    sweep(now=LATER)
    assert owed(problem, Purpose.VERIFY).lamp == Lamp.RED
    found = Problem.objects.with_lamp_at(Lamp.RED, now=LATER)
    assert list(found) == [problem]
    play.pass_on_to(shire, problem, now=LATER)
    assert owed(problem, Purpose.VERIFY).lamp == Lamp.ORANGE


def test_withdrawn_nothing_is_to_be_decided(shire):
    problem = applied(shire)
    play.act(withdraw_problem, shire, "group", problem, reason="By mistake.")
    assert owed(problem, Purpose.VERIFY).lamp == Lamp.EXEMPT


def test_unfounded_on_an_objection_what_was_decided_stays(shire):
    problem = applied(shire)
    play.pass_on_to(shire, problem, passed=False)
    made = objections.objection(shire, problem, What.PROBLEM)
    objections.decide(shire, made, Ruling.LIFTED, who="office")
    assert owed(problem, Purpose.VERIFY).lamp == Lamp.GREEN
    assert owed(problem, Purpose.RECTIFY).lamp == Lamp.EXEMPT


def test_an_application_that_stands_again_is_verified_by_a_day_again(shire):
    close_out = objections.returned(shire)
    made = objections.objection(shire, close_out, What.CLOSE_OUT)
    objections.decide(shire, made, Ruling.LIFTED, who="office")
    problem = Problem.objects.get()
    assert owed(problem, Purpose.VERIFY).fulfilled_at is None
    assert problem.current == owed(problem, Purpose.VERIFY)


@pytest.mark.parametrize("verified", [False, True])
def test_what_waited_before_the_platform_kept_its_lamp_gets_one(shire, verified):
    problem = applied(shire)
    if verified:
        play.pass_on_to(shire, problem)
    waits = Assignment.objects.filter(problem=problem).open_still()
    waits.update(
        exempt=True, lamp="exempt", lamp_since=at("2026-09-24 18:00"), lamp_cause="exempted"
    )
    now = at("2026-09-25 10:00")
    assert [begin_missing(now=now), begin_missing(now=now)] == [1, 0]
    purpose = Purpose.APPROVE if verified else Purpose.VERIFY
    assert owed(problem, purpose).due_on > date(2026, 9, 25)
    assert play.fresh(problem).current == owed(problem, purpose)
