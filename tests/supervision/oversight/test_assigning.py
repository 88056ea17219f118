"""Assigning a problem, and answering a body that asks back, are deadlines of who does so."""

from datetime import date

import pytest
import time_machine

from alerts.engine.sweep import sweep
from pages.lamp import Lamp
from supervision.oversight.about import SupervisorDuty
from supervision.oversight.kind import MOOT
from supervision.problems.assign import answer, ask_back, decline
from supervision.problems.assigning import begin_missing
from supervision.problems.look_back import withdraw_problem
from supervision.problems.models import Assignment, Problem
from supervision.problems.states import Purpose
from tests.make import NOW, at
from tests.supervision.problems import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
LATER = at("2026-10-14 10:00")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def owed(problem, purpose) -> Assignment:
    return Assignment.objects.filter(problem=problem, purpose=purpose).latest("pk")


def asked(shire) -> Problem:
    problem = play.enter(shire, "office")
    play.give(shire, problem)
    play.act(ask_back, shire, "group", problem, text="Which bills?")
    return play.fresh(problem)


@pytest.mark.parametrize("who", ["office", "group"])
def test_who_entered_it_owes_that_it_is_assigned(shire, who):
    problem = play.enter(shire, who)
    assigning = owed(problem, Purpose.ASSIGN)
    assert assigning.post == problem.made_in and play.fresh(problem).current == assigning
    assert assigning.due_on > NOW.date()
    (play.give if who == "office" else play.assign)(shire, problem)
    assert owed(problem, Purpose.ASSIGN).lamp == Lamp.GREEN
    assert play.fresh(problem).current.purpose in (Purpose.SUPERVISE, Purpose.RECTIFY)


def test_late_it_is_red_and_orange_once_it_is_assigned(shire):
    problem = play.enter(shire)
    sweep(now=LATER)
    assert owed(problem, Purpose.ASSIGN).lamp == Lamp.RED
    assert list(Problem.objects.with_lamp_at(Lamp.RED, now=LATER)) == [problem]
    play.assign(shire, problem, now=LATER)
    assert owed(problem, Purpose.ASSIGN).lamp == Lamp.ORANGE


def test_declined_by_the_body_the_office_owes_that_it_is_assigned_anew(shire):
    problem = asked(shire)
    play.act(decline, shire, "group", problem, reason="Not ours.")
    first, second = problem.assignments.filter(purpose=Purpose.ASSIGN).order_by("pk")
    assert (first.lamp, second.fulfilled_at) == (Lamp.GREEN, None)
    assert second.post.role_kind.keeps_office and play.fresh(problem).current == second
    waited = owed(problem, Purpose.ANSWER)
    assert (waited.lamp, waited.lamp_cause) == (Lamp.EXEMPT, MOOT)


def test_the_office_owes_an_answer_while_the_clock_of_the_body_runs_on(shire):
    problem = asked(shire)
    waiting = owed(problem, Purpose.ANSWER)
    assert waiting.post.role_kind.keeps_office
    assert problem.current.purpose == Purpose.SUPERVISE
    play.act(answer, shire, "second office", problem, text="Those of May.")
    assert owed(problem, Purpose.ANSWER).lamp == Lamp.GREEN


def test_assigned_without_waiting_no_answer_is_owed(shire):
    problem = asked(shire)
    play.assign(shire, problem)
    waited = owed(problem, Purpose.ANSWER)
    assert (waited.lamp, waited.lamp_cause) == (Lamp.EXEMPT, MOOT)


def test_withdrawn_nobody_owes_anything(shire):
    problem = play.enter(shire)
    play.act(withdraw_problem, shire, "group", problem, reason="By mistake.")
    assert owed(problem, Purpose.ASSIGN).lamp == Lamp.EXEMPT


@pytest.mark.parametrize("what", ["found", "asked", "nobody rectifies"])
def test_what_waited_before_the_platform_kept_its_lamp_gets_one(shire, what):
    problem = asked(shire) if what == "asked" else play.enter(shire)
    if what == "nobody rectifies":
        play.assign(shire, problem)  # and then the post is closed
    waits = Assignment.objects.filter(problem=problem).exclude(purpose=Purpose.SUPERVISE)
    waits.filter(fulfilled_at=None).update(
        exempt=True, lamp="exempt", lamp_since=at("2026-09-24 18:00"), lamp_cause="exempted"
    )
    now = at("2026-09-25 10:00")
    assert [begin_missing(now=now), begin_missing(now=now)] == [1, 0]
    purpose = Purpose.ANSWER if what == "asked" else Purpose.ASSIGN
    assert owed(problem, purpose).due_on > date(2026, 9, 25)


def test_they_stand_among_what_supervisors_decide(shire):
    asked(shire)
    play.enter(shire)
    seen = SupervisorDuty.objects.visible_to(shire.people["office"], at=NOW)
    about = sorted(seen.values_list("about", flat=True))
    assert about == ["answer_body", "assign", "assign", "supervise"]
