"""Objecting and deciding: whose it is, by when, and what follows (M002-06; edge cases 25, 43)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from alerts.decisions.models import Exemption, Extension
from alerts.lamps.models import LampTurn
from alerts.reminders.models import Reminder
from alerts.workdays.announce import days_of_year
from alerts.workdays.models import WorkDay
from pages.refused import Refused
from responsibility.organisation.posts.models import Post
from responsibility.tasks.closing.end import exempt_tasks_of_closed_posts
from supervision.demands.models import Demand
from supervision.demands.models import State as DemandState
from supervision.objections.decide import foresee_decision, withdraw_objection
from supervision.objections.models import Objection
from supervision.objections.state import state_facts
from supervision.objections.states import Ruling, Side, State, What
from supervision.problems.models import Assignment, Problem
from supervision.problems.models import State as ProblemState
from tests import make
from tests.make import NOW
from tests.supervision.objections import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def turns(deadline):
    rows = LampTurn.objects.filter(kind=deadline.matter_kind, deadline_id=deadline.pk)
    return list(rows.order_by("pk").values_list("from_lamp", "to_lamp", "cause"))[1:]


def fresh(row):
    return type(row)._default_manager.get(pk=row.pk)


def state_of(objection, now=NOW):
    return Objection.objects.with_lamp(now=now).with_state().get(pk=objection.pk).state


def test_it_is_due_after_ten_working_days_and_its_lamp_is_the_decider_s(shire):
    WorkDay.objects.bulk_create(days_of_year(2026))
    objection = play.objection(shire, play.red(shire))
    assert objection.due_on == date(2026, 10, 15)  # a Thursday, and the National Day between
    assert objection.post == shire.posts[play.problems.GROUP]
    assert objection.name == "YY-2026-0001"
    told = Reminder.objects.filter(kind="objection").values_list("recipient", "stage")
    assert {(shire.people["group"].pk, "objection_made")} <= set(told)
    assert shire.people["officer"].pk not in {person for person, _stage in told}


def test_a_lamp_that_is_lifted_stays_red_in_the_ledger_and_ends_its_demand(shire):
    task = play.red(shire)
    demand = play.demanded(shire, task, who="second")
    objection = play.objection(shire, task)
    decision = play.decide(shire, objection, Ruling.LIFTED)
    assert fresh(task).lamp == "exempt"
    assert turns(task) == [("red", "exempt", "objection_upheld")]
    exemption = Exemption.objects.of(task).get()
    assert (exemption.document, exemption.reason) == (objection.name, "Looked at the papers.")
    ended = Demand.objects.with_lamp(now=NOW).with_state().get(pk=demand.pk)
    assert ended.state == DemandState.GROUNDLESS
    corrections = decision.corrections.order_by("pk").values_list("what", "was", "becomes")
    assert list(corrections) == [("lamp", "red", "exempt"), ("demand", "unlit", "exempt")]
    assert state_of(objection) == State.UPHELD
    assert fresh(objection).lamp == "green"


def test_a_demand_about_another_red_too_goes_on(shire):
    first, second = play.red(shire), play.red(shire, category="C07")
    demands = [play.demanded(shire, first, who="second"), play.demanded(shire, second)]
    demands[0].about.create(task=second)
    play.decide(shire, play.objection(shire, first), Ruling.LIFTED)
    assert [fresh(demand).exempt for demand in demands] == [False, False]


def test_another_day_holds_as_by_an_extension(shire):
    task = play.red(shire)
    objection = play.objection(shire, task)
    play.decide(shire, objection, Ruling.MOVED)
    assert turns(task)[0][:2] in [("red", "unlit"), ("red", "yellow")]
    assert turns(task)[0][2] == "objection_upheld"
    extension = Extension.objects.of(task).get()
    assert (extension.granted, extension.due_on) == (True, fresh(task).due_on)
    assert objection.name in extension.reason


def test_what_was_done_late_is_in_time_where_the_day_moves_past_it(shire):
    task = play.orange(shire)
    objection = play.objection(shire, task)
    with pytest.raises(Refused, match="not before 22 Sep"):
        play.decide(shire, objection, Ruling.MOVED, due_on=date(2026, 9, 21))
    with pytest.raises(Refused, match="Choose one of the list"):
        play.decide(shire, objection, Ruling.LIFTED)
    play.decide(shire, objection, Ruling.MOVED, due_on=date(2026, 9, 22))
    assert turns(task) == [("orange", "green", "objection_upheld")]


def test_more_time_upholds_in_part_and_may_be_reviewed(shire):
    task = play.red(shire)
    objection = play.objection(shire, task)
    play.decide(shire, objection, Ruling.MORE_TIME)
    assert turns(task)[0][2] == "objection_partly"
    assert state_of(objection) == State.PARTLY


def test_what_stands_changes_nothing_but_is_answered(shire):
    task = play.red(shire)
    objection = play.objection(shire, task)
    decision = play.decide(shire, objection, Ruling.STANDS)
    assert turns(task) == [] and not decision.corrections.exists()
    told = Reminder.objects.filter(stage="objection_answered").values_list("recipient", flat=True)
    assert shire.people["officer"].pk in told


def test_a_demand_is_decided_on_by_the_office_that_did_not_make_it(shire):
    demand = play.demanded(shire, play.red(shire))
    objection = play.objection(shire, demand, What.DEMAND)
    office = shire.people["office"].memberships.get().post
    assert objection.post == office
    play.decide(shire, objection, Ruling.LIFTED, who="office")
    assert turns(demand)[-1][1:] == ("exempt", "objection_upheld")


def test_a_problem_is_unfounded_and_keeps_its_number(shire):
    problem = play.assigned(shire)
    objection = play.objection(shire, problem, What.PROBLEM)
    play.decide(shire, objection, Ruling.LIFTED, who="office")
    ended = Problem.objects.get(pk=problem.pk)
    assert (ended.state, ended.number) == (ProblemState.WITHDRAWN, problem.number)
    assert ended.steps.latest("pk").act == "problem.unfounded"
    assert not Assignment.objects.filter(problem=problem, exempt=False, fulfilled_at=None).exists()


def test_a_closing_wrongly_sent_back_stands_again_since_it_was_applied_for(shire):
    close_out = play.returned(shire)
    objection = play.objection(shire, close_out, What.CLOSE_OUT)
    play.decide(shire, objection, Ruling.LIFTED, who="office")
    owed = Assignment.objects.get(pk=close_out.assignment_id)
    assert (owed.lamp, owed.fulfilled_at) == ("green", close_out.applied_at)
    problem = Problem.objects.get(pk=owed.problem_id)
    assert problem.state == ProblemState.APPLIED
    again = owed.close_outs.latest("pk")
    assert again != close_out and again.applied_by == close_out.applied_by


def test_what_is_shown_before_is_what_is_done(shire):
    task = play.red(shire)
    play.demanded(shire, task, who="second")
    objection = play.objection(shire, task)
    act = {"by": make.actor(shire.people["group"]), "now": NOW, "objection_id": objection.pk}
    corrections, foresight = foresee_decision(ruling=Ruling.LIFTED, **act)
    assert [(row.what, row.was, row.becomes) for row in corrections] == [
        ("lamp", "red", "exempt"), ("demand", "unlit", "exempt"),
    ]  # fmt: skip
    assert fresh(task).lamp == "red" and turns(task) == []
    with pytest.raises(Refused, match="no longer what was shown"):
        play.decide(shire, objection, Ruling.STANDS, mark=foresight.mark)
    play.decide(shire, objection, Ruling.LIFTED, mark=foresight.mark)


def test_the_time_for_objecting_ends(shire):
    task = play.red(shire)
    late = NOW + timedelta(days=40)
    with pytest.raises(Refused, match="The time for objecting ended on"):
        play.objection(shire, task, now=late)


def test_nothing_is_contested_twice_at_once_nor_what_is_green(shire):
    task = play.red(shire)
    objection = play.objection(shire, task)
    with pytest.raises(Refused, match="not decided yet"):
        play.objection(shire, task)
    with pytest.raises(IntegrityError, match="open_once"), transaction.atomic():
        twin = fresh(objection)
        twin.pk, twin.number, twin.nonce = None, 99, make.nonce()
        twin.save(force_insert=True)
    play.decide(shire, objection, Ruling.STANDS)
    with pytest.raises(Refused, match="ask for a review"):
        play.objection(shire, task)


def test_exactly_one_thing_is_contested(shire):
    objection = play.objection(shire, play.red(shire))
    twin = fresh(objection)
    twin.pk, twin.number, twin.nonce, twin.task = None, 99, make.nonce(), None
    with pytest.raises(IntegrityError, match="objection_to_exactly_one"), transaction.atomic():
        twin.save(force_insert=True)


def test_the_same_form_objects_once(shire):
    task, nonce = play.red(shire), make.nonce()
    first = play.objection(shire, task, nonce=nonce)
    assert play.objection(shire, task, nonce=nonce) == first


@pytest.mark.parametrize("who", ["group", "office", "party leader", "leader in charge"])
def test_who_is_not_concerned_does_not_object(shire, who):
    with pytest.raises(Objection.DoesNotExist):
        play.objection(shire, play.red(shire), who=who)


def test_a_review_goes_to_another_body_and_once(shire):
    task = play.red(shire)
    objection = play.objection(shire, task)
    with pytest.raises(Refused, match="not decided yet"):
        play.review(shire, objection)
    play.decide(shire, objection, Ruling.STANDS)
    again = play.review(shire, objection)
    assert again.post == shire.people["office"].memberships.get().post
    assert again.earlier == objection
    play.decide(shire, again, Ruling.STANDS, who="office")
    for earlier in (objection, again):
        with pytest.raises(Refused, match="one review"):
            play.review(shire, earlier)


def test_what_was_upheld_is_not_reviewed(shire):
    objection = play.objection(shire, play.red(shire))
    play.decide(shire, objection, Ruling.LIFTED)
    with pytest.raises(Refused, match="upheld"):
        play.review(shire, objection)


def test_withdrawn_by_who_made_it_while_it_is_open(shire):
    objection = play.objection(shire, play.red(shire))
    act = {"now": NOW, "objection_id": objection.pk, "reason": "Settled."}
    with pytest.raises(PermissionDenied):
        withdraw_objection(by=make.actor(shire.people["group"]), **act)
    withdraw_objection(by=make.actor(shire.people["officer"]), **act)
    assert state_of(objection) == State.WITHDRAWN
    with pytest.raises(Refused, match="withdrawn"):
        play.decide(shire, objection, Ruling.STANDS)


@pytest.mark.parametrize(("days", "state"), [(2, State.LAPSED), (60, State.OPEN)])
def test_where_the_deciding_post_is_closed_one_objects_anew(shire, days, state):
    red = play.red(shire)
    objection = play.objection(shire, red)
    later = NOW + make.days(days)
    Post.objects.filter(pk=objection.post_id).update(closed_on=later.date())
    exempt_tasks_of_closed_posts(now=later)
    assert state_of(objection) == state
    again = play.objection(shire, red, now=later)
    assert again.post_id != objection.post_id
    with pytest.raises(Refused, match="not decided yet"):
        play.objection(shire, red, now=later)


def test_both_sides_state_facts_until_it_is_decided(shire):
    demand = play.demanded(shire, play.red(shire))
    objection = play.objection(shire, demand, What.DEMAND)
    sides = {"officer": Side.OBJECTOR, "group": Side.AUTHOR}
    for who, side in sides.items():
        by = make.actor(shire.people[who])
        words = {"objection_id": objection.pk, "nonce": make.nonce(), "text": "As it was."}
        assert state_facts(by=by, now=NOW, **words).side == side
    with pytest.raises(PermissionDenied):
        by = make.actor(shire.people["second office"])
        state_facts(by=by, now=NOW, objection_id=objection.pk, nonce=make.nonce(), text="I too.")


def test_an_undecided_one_turns_red_for_who_decides(shire):
    objection = play.objection(shire, play.red(shire))
    assert state_of(objection, now=NOW + timedelta(days=40)) == State.OVERDUE
