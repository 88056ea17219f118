"""A problem's way from finding to closing, and everything beside it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from alerts.audit.models import AuditEntry
from alerts.lamps.models import LampTurn
from alerts.reminders.models import Reminder
from pages.lamp import Lamp
from pages.refused import Refused
from responsibility.organisation.units.models import Unit
from supervision.problems.assign import answer, ask_back, decline
from supervision.problems.claim import claim
from supervision.problems.close_out import apply_for_closing
from supervision.problems.look_back import withdraw_problem
from supervision.problems.measures import drop_measure
from supervision.problems.models import Assignment, Problem, ProblemStep
from supervision.problems.rectification import CloseOut, Measure
from supervision.problems.starter import load_problem_terms
from supervision.problems.states import Purpose, State
from supervision.problems.terms import Term, TimeLimit
from tests import make
from tests.make import NOW, at
from tests.supervision.problems import play
from tests.supervision.problems.play import BY, HEAD, act, assign, enter, fresh, give

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
AFTER = at("2026-10-21 00:00")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def owed(problem, purpose=Purpose.RECTIFY) -> Assignment:
    return Assignment.objects.filter(problem=problem, purpose=purpose).latest("pk")


def told(stage) -> set[int]:
    return set(Reminder.objects.filter(stage=stage).values_list("recipient", flat=True))


def seen(shire, who, problem, now=NOW) -> bool:
    user = shire.people[who]
    user.__dict__.pop("_standing", None)
    return Problem.objects.visible_to(user, at=now).filter(pk=problem.pk).exists()


# The whole way


def test_the_whole_way_in_one_level(shire):
    problem = enter(shire)
    assert (problem.state, problem.called) == (State.FOUND, "WT-2026-0001")
    given = assign(shire, problem)
    assert (fresh(problem).state, given.lamp) == (State.ASSIGNED, Lamp.UNLIT)
    assert told("problem_assigned") == {shire.people["officer"].pk, shire.people["clerk"].pk}
    play.rectify(shire, problem)
    assert (fresh(problem).state, owed(problem).lamp) == (State.APPLIED, Lamp.GREEN)
    play.pass_on_to(shire, problem)
    assert fresh(problem).state == State.VERIFIED
    play.close(shire, problem)
    assert (fresh(problem).state, fresh(problem).closed_at) == (State.CLOSED, NOW)
    acts = list(
        ProblemStep.objects.filter(problem=problem).order_by("pk").values_list("act", flat=1)
    )
    way = ["enter", "assign", "measure", "report", "apply", "verify", "approve"]
    assert acts == [f"problem.{step}" for step in way]
    noted = AuditEntry.objects.filter(kind="problem").order_by("pk").values_list("action", flat=1)
    assert list(noted) == acts


def test_the_whole_way_in_two_levels_each_with_its_lamp(shire):
    problem = enter(shire, "office")
    give(shire, problem)
    assert fresh(problem).state == State.WITH_GROUP
    with pytest.raises(Refused, match="not after the one named to you"):
        assign(shire, problem, due_on=BY + timedelta(days=1))
    assign(shire, problem, due_on=BY - timedelta(days=5))
    play.rectify(shire, problem)
    assert owed(problem, Purpose.SUPERVISE).fulfilled_at is None
    play.pass_on_to(shire, problem)
    assert owed(problem, Purpose.SUPERVISE).lamp == Lamp.GREEN
    with pytest.raises(PermissionDenied):  # the office gave it, so the office approves
        play.close(shire, problem, who="group")
    play.close(shire, problem)
    assert fresh(problem).state == State.CLOSED
    turns = LampTurn.objects.filter(kind="problem").values_list("cause", flat=True)
    assert {"problem_applied", "problem_verified"} <= set(turns)


# Numbers


def test_numbers_run_without_a_gap_in_each_county_and_year(shire):
    first, second = enter(shire), enter(shire)
    with pytest.raises(Refused):
        enter(shire, title=" ")
    third = enter(shire)
    assert [one.number for one in (first, second, third)] == [1, 2, 3]
    next_year = at("2027-01-05 09:00")
    assert enter(shire, now=next_year).called == "WT-2027-0001"
    act(withdraw_problem, shire, "group", second, reason="Entered by mistake.")
    assert enter(shire).number == 4


def test_a_double_tap_enters_once(shire):
    nonce = make.nonce()
    assert enter(shire, nonce=nonce) == enter(shire, nonce=nonce)
    assert Problem.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_numbers_are_gapless_when_many_enter_at_once():
    county = play.shire()

    def one(_number) -> int:
        try:
            return enter(county).number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(8))) == list(range(1, 9))


# Who enters and sees it


@pytest.mark.parametrize(
    "who", ["officer", "member", "leader in charge", "party leader", "auditor"]
)
def test_only_who_supervises_enters_a_problem(shire, who):
    with pytest.raises((PermissionDenied, Unit.DoesNotExist)):
        enter(shire, who)


def test_the_unit_sees_it_only_once_it_is_assigned(shire):
    problem = enter(shire)
    assert [seen(shire, who, problem) for who in ("officer", "group", "office")] == [
        False,
        True,
        True,
    ]
    give(shire, problem)
    assert not seen(shire, "officer", problem)
    assign(shire, problem)
    assert seen(shire, "officer", problem)
    assert not seen(shire, "member", problem)
    assert not seen(shire, "commission that supervises nothing", problem)


def test_the_leader_named_sees_it_and_claims_it_and_never_verifies(shire):
    problem = enter(shire)
    member = shire.people["member"]
    assign(shire, problem, leader_id=member.pk)
    assert seen(shire, "member", problem)
    act(claim, shire, "member", problem, text="It was mine to look at.")
    with pytest.raises(Refused, match="already"):
        act(claim, shire, "member", problem, text="Again.")
    assert problem.claims.get().claimed_by == member


def test_nobody_names_a_day_to_come_as_the_day_it_was_found(shire):
    with pytest.raises(Refused, match="has come"):
        enter(shire, found_on=NOW.date() + timedelta(days=1))


def test_words_of_another_county_or_kind_are_refused(shire):
    with pytest.raises(Refused, match="Choose one of the list"):
        enter(shire, source_id=play.term(shire, "type", "funds").pk)


# The supervising body


def test_the_body_asks_back_and_the_clock_runs_on(shire):
    problem = enter(shire, "office")
    given = give(shire, problem)
    act(ask_back, shire, "group", problem, text="Which canteen?")
    assert told("problem_asked") == {shire.people["office"].pk}
    with pytest.raises(Refused):
        act(ask_back, shire, "group", problem, text="And when?")
    act(answer, shire, "office", problem, text="The one of the harbour.")
    assert shire.people["group"].pk in told("problem_answered")
    assert (fresh(problem).state, owed(problem, Purpose.SUPERVISE).late_at) == (
        State.WITH_GROUP, given.late_at,
    )  # fmt: skip


def test_a_problem_declined_is_to_be_assigned_anew(shire):
    problem = enter(shire, "office")
    give(shire, problem)
    with pytest.raises(Refused, match="reason"):
        act(decline, shire, "group", problem, reason=" ")
    act(decline, shire, "group", problem, reason="Not ours.")
    assert fresh(problem).state == State.FOUND
    assert fresh(problem).current.purpose == Purpose.ASSIGN
    assert owed(problem, Purpose.SUPERVISE).lamp == Lamp.EXEMPT
    give(shire, problem)
    assert fresh(problem).state == State.WITH_GROUP


# Measures


def test_the_closing_is_applied_for_once_each_measure_is_reported_on(shire):
    problem = enter(shire)
    assign(shire, problem)
    first, second = play.lay(shire, problem), play.lay(shire, problem, text="Publish the accounts.")
    play.report(shire, problem, first)
    with pytest.raises(Refused, match="1 left"):
        act(apply_for_closing, shire, "officer", problem, text="Done.")
    act(drop_measure, shire, "officer", problem, measure_id=second.pk, reason="Said twice.")
    act(apply_for_closing, shire, "officer", problem, text="Done.")
    assert fresh(problem).state == State.APPLIED


def test_a_problem_without_a_measure_is_not_closed(shire):
    problem = enter(shire)
    assign(shire, problem)
    play.act(
        drop_measure, shire, "officer", problem, measure_id=play.lay(shire, problem).pk, reason="x"
    )
    with pytest.raises(Refused, match="Lay down"):
        act(apply_for_closing, shire, "officer", problem, text="Done.")


def test_a_measure_is_due_not_after_the_problem(shire):
    problem = enter(shire)
    assign(shire, problem)
    for day in (BY + timedelta(days=1), NOW.date() - timedelta(days=1)):
        with pytest.raises(Refused):
            play.lay(shire, problem, due_on=day)


# Closing


def test_applying_verifying_and_approving_are_three_people(shire):
    problem = enter(shire)
    assign(shire, problem)
    play.rectify(shire, problem)
    play.pass_on_to(shire, problem, who="group")
    for who in ("officer", "group", "group without urging"):
        with pytest.raises(PermissionDenied):
            play.close(shire, problem, who=who)
    close_out = CloseOut.objects.get()
    with pytest.raises(DatabaseError, match="closeout_by_three_people"), transaction.atomic():
        CloseOut.objects.filter(pk=close_out.pk).update(
            approved_by=shire.people["group"], approved_at=NOW
        )
    play.close(shire, problem, who="second")


def test_sent_back_the_same_clock_goes_on_and_red_is_red(shire):
    problem = enter(shire)
    assign(shire, problem)
    play.rectify(shire, problem)
    with pytest.raises(Refused, match="looked at"):
        act(play.verify, shire, "second", problem, passed=False, reason="")
    with time_machine.travel(AFTER, tick=False):
        play.pass_on_to(shire, problem, AFTER, passed=False)
        assert (fresh(problem).state, owed(problem).lamp) == (State.RECTIFYING, Lamp.RED)
        assert told("problem_returned") >= {shire.people["officer"].pk}
        act(apply_for_closing, shire, "officer", problem, AFTER, text="Now all.")
        assert owed(problem).lamp == Lamp.ORANGE
    turns = LampTurn.objects.filter(kind="problem", deadline_id=owed(problem).pk)
    causes = list(turns.order_by("pk").values_list("cause", flat=1))
    assert causes[-2:] == ["problem_sent_back", "problem_applied"]


def test_the_approver_sends_back_too_and_the_body_owes_it_again(shire):
    problem = enter(shire, "office")
    give(shire, problem)
    assign(shire, problem)
    play.rectify(shire, problem)
    play.pass_on_to(shire, problem)
    play.close(shire, problem, passed=False, reason="The accounts are missing.")
    assert owed(problem, Purpose.SUPERVISE).fulfilled_at is None
    assert owed(problem).fulfilled_at is None


# Withdrawing, keeping


def test_withdrawn_nothing_is_owed_and_it_stays(shire):
    problem = enter(shire)
    assign(shire, problem)
    act(withdraw_problem, shire, "group", problem, reason="Mistaken.")
    assert (fresh(problem).state, owed(problem).lamp) == (State.WITHDRAWN, Lamp.EXEMPT)
    assert told("problem_closed") >= {shire.people["officer"].pk}


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (Problem, {"title": "x"}), (Problem, {"number": 9}), (ProblemStep, {"text": "x"}),
        (Measure, {"text": "x"}), (Assignment, {"text": "x"}), (CloseOut, {"text": "x"}),
        (CloseOut, {"verified_at": AFTER}),
    ],
)  # fmt: skip
def test_nothing_written_is_changed_or_deleted(shire, model, changes):
    play.closed(shire)
    for statement in (
        lambda rows: rows.update(**changes),
        lambda rows: rows._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="kept|never"), transaction.atomic():
            statement(model.objects.all())


def test_the_starter_words_are_loaded_once_and_overwrite_nothing(shire):
    Term.objects.filter(code="audit").update(name="审计（本县）")
    before = Term.objects.count(), TimeLimit.objects.count()
    load_problem_terms(county_id=shire.county.pk, now=NOW)
    assert (Term.objects.count(), TimeLimit.objects.count()) == before == (32, 36)
    assert Term.objects.get(code="audit").name == "审计（本县）"


def test_the_head_of_the_unit_is_the_post_that_rectifies(shire):
    problem = enter(shire)
    with pytest.raises(Refused, match="post of the unit"):
        act(
            play.assign_to_unit,
            shire,
            "group",
            problem,
            due_on=BY,
            post_id=shire.posts[play.GROUP].pk,
        )
    assert assign(shire, problem).post == shire.posts[HEAD]
