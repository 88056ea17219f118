"""The conclusion of a spot check contested: what it ended counts again, or it stands."""

import pytest
from django.core.exceptions import PermissionDenied

from pages.refused import Refused
from responsibility.tasks.models import Task
from supervision.checks.states import Outcome, State
from supervision.objections.contestable import contestable
from supervision.objections.states import Correction, Ruling, What
from tests import make
from tests.make import NOW
from tests.supervision.checks import play as checks
from tests.supervision.objections import play

pytestmark = pytest.mark.django_db

LATER = NOW + make.days(4)


@pytest.fixture
def shire():
    return play.shire()


def concluded(shire, outcome):
    """The newest conclusion of a spot check, and the task of its record."""
    task = make.make_task(shire.posts[checks.HEAD])
    check = checks.concluded(shire, outcome, checks.lodged(shire, task))
    return check.conclusions.get(), task


def contest(shire, conclusion, who="officer"):
    return play.objection(shire, conclusion, What.CONCLUSION, who=who, now=LATER)


def lamp(task) -> str:
    return Task.objects.get(pk=task.pk).lamp


@pytest.mark.parametrize("outcome", [Outcome.UNTRUE, Outcome.INSUFFICIENT])
def test_upheld_what_it_ended_counts_again_and_it_is_concluded_anew(shire, outcome):
    conclusion, task = concluded(shire, outcome)
    assert lamp(task) != "green"
    made = play.decide(
        shire, contest(shire, conclusion), Ruling.LIFTED, who="second office", now=LATER
    )
    assert lamp(task) == "green"
    corrected = made.corrections.order_by("pk").values_list("what", "becomes")
    assert list(corrected) == [(Correction.CONCLUSION, ""), (Correction.LAMP, "green")]
    conclusion.refresh_from_db()
    check = checks.fresh(conclusion.spot_check)
    assert conclusion.lifted_by == shire.people["second office"]
    assert check.state == State.REPLIED
    assert check.duties.open_still().get().post == conclusion.made_in


def test_not_upheld_it_stands(shire):
    conclusion, task = concluded(shire, Outcome.UNTRUE)
    was = lamp(task)
    play.decide(shire, contest(shire, conclusion), Ruling.STANDS, who="second office", now=LATER)
    conclusion.refresh_from_db()
    assert (conclusion.lifted_at, lamp(task)) == (None, was)


@pytest.mark.parametrize("who", ["group", "second", "officer"])
def test_who_concluded_its_body_and_the_owner_do_not_decide(shire, who):
    conclusion, _task = concluded(shire, Outcome.UNTRUE)
    objection = contest(shire, conclusion)
    with pytest.raises(PermissionDenied):
        play.decide(shire, objection, Ruling.LIFTED, who=who, now=LATER)


def test_a_confirmed_record_is_nothing_to_contest(shire):
    conclusion, _task = concluded(shire, Outcome.CONFIRMED)
    with pytest.raises(Refused):
        contest(shire, conclusion)


def test_taken_back_since_it_is_nothing_to_contest(shire):
    conclusion, _task = concluded(shire, Outcome.UNTRUE)
    checks.lift(shire, conclusion.spot_check)
    with pytest.raises(Refused):
        contest(shire, conclusion)


def test_the_way_stands_on_what_is_owed_of_the_spot_check(shire):
    conclusion, _task = concluded(shire, Outcome.UNTRUE)
    owed = conclusion.spot_check.duties.with_lamp(now=LATER).last()
    ways = {
        who: list(contestable(owed, user=shire.people[who], at=LATER))
        for who in ("officer", "group", "office")
    }
    wanted = [(What.CONCLUSION, conclusion.pk)]
    assert ways == {"officer": wanted, "group": [], "office": []}
