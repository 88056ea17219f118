"""What comes beside and after the way of a problem: another unit, the look back, coming again."""

from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from alerts.decisions.exempt import exempt_locked
from alerts.reminders.models import Reminder
from demonstration.roles import Role
from pages.lamp import Lamp
from pages.refused import Refused
from responsibility.files.remove import remove_unbound
from responsibility.files.store import store_upload
from responsibility.tasks.closing.kind import POST_CLOSED
from supervision.problems.assign import assign_to_unit
from supervision.problems.close_out import apply_for_closing
from supervision.problems.look_back import look_back
from supervision.problems.models import Assignment, Problem
from supervision.problems.pass_on import decide_offer, pass_on
from supervision.problems.states import Purpose, State
from supervision.problems.terms import Term, TimeLimit
from tests import make
from tests.make import NOW, at
from tests.pages.cast import picture
from tests.supervision.problems import play
from tests.supervision.problems.play import BY, act, assign, enter, fresh

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


# Another unit


def test_another_unit_takes_it_over_and_the_clock_runs_on_until_then(shire):
    problem = enter(shire)
    given = assign(shire, problem)
    other = shire.bodies[2]
    act(pass_on, shire, "officer", problem, unit_id=other.pk, reason="The harbour is theirs.")
    assert (fresh(problem).unit, owed(problem).late_at) == (shire.bodies[0], given.late_at)
    new = "principal_officer of Body 3"
    assert told("problem_offered") == {shire.people[new].pk}
    assert seen(shire, new, problem)
    with pytest.raises(Refused):  # not while it is offered
        play.lay(shire, problem)
    act(decide_offer, shire, new, problem, accepted=True)
    problem = fresh(problem)
    assert (problem.unit, problem.state) == (other, State.ASSIGNED)
    assert (owed(problem).post.unit, owed(problem).due_on) == (other, BY)
    given.refresh_from_db()
    assert (given.lamp, given.lamp_cause) == (Lamp.EXEMPT, "problem_passed_on")


def test_refused_it_stays_and_past_its_day_it_is_red(shire):
    problem = enter(shire)
    assign(shire, problem)
    act(pass_on, shire, "officer", problem, unit_id=shire.bodies[2].pk, reason="Theirs.")
    new = "principal_officer of Body 3"
    with pytest.raises(Refused, match="reason"):
        act(decide_offer, shire, new, problem, accepted=False)
    act(decide_offer, shire, new, problem, accepted=False, reason="Not ours.")
    assert (fresh(problem).unit, fresh(problem).offered_to) == (shire.bodies[0], None)
    assert not seen(shire, new, problem)
    owed = Assignment.objects.with_lamp(now=AFTER).get(problem=problem, purpose=Purpose.RECTIFY)
    assert owed.lamp_now == Lamp.RED


def test_who_asks_does_not_take_it_over(shire):
    problem = enter(shire)
    assign(shire, problem)
    act(pass_on, shire, "officer", problem, unit_id=shire.bodies[2].pk, reason="Theirs.")
    with pytest.raises(PermissionDenied):
        act(decide_offer, shire, "officer", problem, accepted=True)


# Looking back, coming back


def test_a_look_back_is_owed_so_long_after_the_closing_as_the_county_says(shire):
    TimeLimit.objects.create(
        county_id=shire.county.pk, code="look_back", name="x", days=30, basis="No. 1",
        first_on=NOW.date(),
    )  # fmt: skip
    problem = play.closed(shire)
    due = owed(problem, Purpose.LOOK_BACK)
    assert (due.due_on, due.post) == (date(2026, 10, 24), shire.posts[play.GROUP])
    act(look_back, shire, "group", problem, holds=True, reason="The contract is kept.")
    due.refresh_from_db()
    assert (due.lamp, fresh(problem).state) == (Lamp.GREEN, State.CLOSED)
    with pytest.raises(Refused):
        act(look_back, shire, "group", problem, holds=True, reason="Again.")


def test_the_starter_limit_is_ninety_days(shire):
    problem = play.closed(shire)
    assert owed(problem, Purpose.LOOK_BACK).due_on == NOW.date() + timedelta(days=90)


def test_what_does_not_hold_is_open_again_and_closed_anew(shire):
    problem, later = play.closed(shire), at("2026-12-20 09:00")
    with time_machine.travel(later, tick=False):
        with pytest.raises(Refused, match="day to come"):
            act(look_back, shire, "group", problem, later, holds=False, reason="Bills again.")
        by = date(2027, 1, 20)
        act(look_back, shire, "group", problem, later, holds=False, reason="Again.", due_on=by)
        problem = fresh(problem)
        assert (problem.state, problem.closed_at, owed(problem).due_on) == (
            State.ASSIGNED,
            None,
            by,
        )
        assert Assignment.objects.filter(problem=problem, lamp=Lamp.GREEN).count() == 5
        measure = play.lay(shire, problem, later, due_on=by)
        play.report(shire, problem, measure, later)
        act(apply_for_closing, shire, "officer", problem, later, text="Once more.")
        play.pass_on_to(shire, problem, later)
        play.close(shire, problem, later)
        assert fresh(problem).state == State.CLOSED


def test_what_comes_back_has_a_new_number_that_points_to_the_old(shire):
    old = play.closed(shire)
    new = enter(shire, recurs_id=old.pk)
    assert (new.number, new.recurs, list(old.recurrences.all())) == (2, old, [new])
    with pytest.raises(Refused, match="closed problem"):
        enter(shire, recurs_id=new.pk)  # it is open


def test_where_its_post_is_closed_it_is_assigned_anew(shire):
    problem = enter(shire)
    given = assign(shire, problem)
    with pytest.raises(Refused):
        assign(shire, problem)
    (given,) = Assignment.objects.lock([given.pk])
    by = make.actor(shire.people["office"])
    exempt_locked(deadline=given, by=by, now=NOW, reason="Closed.", cause=POST_CLOSED)
    post = shire.posts["Body 1", Role.TEAM_MEMBER]
    act(assign_to_unit, shire, "group", problem, post_id=post.pk, due_on=BY)
    assert (fresh(problem).state, owed(problem).post) == (State.ASSIGNED, post)


# Evidence


def test_the_evidence_of_a_measure_stays_and_is_bound_once(shire):
    problem = enter(shire)
    assign(shire, problem)
    measure, by = play.lay(shire, problem), make.actor(shire.people["officer"])
    stored = store_upload(upload=picture(), by=by, now=NOW)
    report = play.report(shire, problem, measure, file_ids=[stored.pk])
    assert remove_unbound(now=NOW + timedelta(days=30)) == 0
    assert list(report.files.all()) == [stored]
    with pytest.raises(Refused, match="no longer there"):
        play.report(shire, problem, measure, file_ids=[stored.pk])


# What a county begins with


def test_every_county_has_its_words_and_limits_after_a_start():
    county = make.make_county()
    call_command("load_starter_data", stdout=StringIO())
    assert Term.objects.filter(county_id=county.pk).count() == 32
    assert TimeLimit.objects.filter(county_id=county.pk, code="look_back", days=90).exists()
