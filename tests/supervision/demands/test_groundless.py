"""A demand about tasks that were taken back is owed no longer."""

import pytest

from alerts.decisions.exempt import exempt
from alerts.reminders.models import Reminder
from demonstration.roles import Role
from pages.lamp import Lamp
from responsibility.tasks.dispatches.dispatch import dispatch
from responsibility.tasks.dispatches.send import send_at_once
from responsibility.tasks.dispatches.take_back import give_again, take_back
from responsibility.tasks.models import Task
from supervision.demands.demand import demand
from supervision.demands.groundless import end_groundless
from supervision.demands.kind import CLOSED, GROUNDLESS
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground():
    county = make.make_county()
    office = make.make_unit(county, kind="office")
    by = make.actor(make.make_holder(office, Role.COMMISSION_OFFICE)[1])
    post, _holder = make.make_holder(make.make_unit(county))
    return county, by, post


def dispatched(ground):
    county, by, post = ground
    act = dispatch(
        by=by, now=NOW, nonce=make.nonce(), county_id=county.pk, title="Check the reservoirs",
        text="", category=make.make_category(), due_on=NOW.date() + make.days(20), required=1,
        basis="", posts=[post],
    )  # fmt: skip
    send_at_once(by=by, now=NOW, dispatch_id=act.pk)
    return act


def demanded(by, *tasks):
    (one,) = demand(
        by=by, now=NOW, nonce=make.nonce(), task_ids=[task.pk for task in tasks],
        text="Say what keeps you.", reply_by=NOW.date() + make.days(5),
    )  # fmt: skip
    return one


def test_once_all_its_tasks_are_taken_back_no_answer_is_owed(ground):
    _county, by, _post = ground
    act = dispatched(ground)
    one = demanded(by, Task.objects.get(dispatch=act))
    assert end_groundless(now=NOW) == 0
    take_back(by=by, now=NOW, dispatch_id=act.pk, reason="Meant for others.")
    assert [end_groundless(now=NOW), end_groundless(now=NOW)] == [1, 0]
    one.refresh_from_db()
    assert (one.exempt, one.lamp, one.lamp_cause) == (True, Lamp.EXEMPT, GROUNDLESS)
    assert Reminder.objects.filter(kind="demand", stage=CLOSED).count() == 1


def test_while_one_task_is_left_the_answer_is_owed(ground):
    _county, by, post = ground
    act = dispatched(ground)
    one = demanded(by, Task.objects.get(dispatch=act), make.make_task(post))
    take_back(by=by, now=NOW, dispatch_id=act.pk, reason="Meant for others.")
    assert end_groundless(now=NOW) == 0
    one.refresh_from_db()
    assert not one.exempt


def test_an_exemption_of_the_task_alone_leaves_the_demand(ground):
    """Who is exempt may still have to say why."""
    _county, by, post = ground
    task = make.make_task(post)
    demanded(by, task)
    exempt(by=by, now=NOW, deadline=task, reason="Posted abroad.")
    assert end_groundless(now=NOW) == 0


def test_given_out_again_before_the_next_look_the_demand_stands(ground):
    _county, by, _post = ground
    act = dispatched(ground)
    demanded(by, Task.objects.get(dispatch=act))
    take_back(by=by, now=NOW, dispatch_id=act.pk, reason="Meant for others.")
    give_again(by=by, now=NOW, dispatch_id=act.pk, reason="It was right.")
    assert end_groundless(now=NOW) == 0
