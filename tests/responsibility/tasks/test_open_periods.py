"""One notice a person when a period opens."""

from datetime import date

import pytest

from alerts.reminders.models import Reminder
from demonstration.roles import Role
from responsibility.lists.models import DutyItem
from responsibility.tasks.dispatches.models import Dispatch
from responsibility.tasks.kind import PERIOD_OPENED
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.open_periods import owe_period_notices
from tests.make import (
    appoint,
    at,
    days,
    join,
    make_holder,
    make_person,
    make_post,
    make_task,
    make_unit,
    nonce,
)
from tests.responsibility.tasks.published import NEW_YEAR, Ground

pytestmark = pytest.mark.django_db

MORNING = at("2026-01-01 08:00")


@pytest.fixture
def ground():
    ground = Ground()
    ground.publish("PO-C01-03", "PO-C01-05", "PO-C02-02")  # a quarter, a half-year, a year
    return ground


def notices():
    rows = Reminder.objects.filter(stage=PERIOD_OPENED).order_by("recipient", "slot")
    return [(reminder.recipient, reminder.slot) for reminder in rows]


def test_periods_that_open_together_are_one_notice(ground):
    assert owe_period_notices(now=MORNING) == 1
    assert notices() == [(ground.head_user, "2026-01-01")]


def test_it_points_to_the_first_task_of_the_period(ground):
    owe_period_notices(now=MORNING)
    first = Task.objects.get(item_code="PO-C01-03", period_start=date(2026, 1, 1))
    reminder = Reminder.objects.get()
    assert (reminder.kind, reminder.deadline_id, reminder.county_id) == (
        "task",
        first.pk,
        ground.county.pk,
    )


def test_every_day_again_owes_nothing_more(ground):
    assert [owe_period_notices(now=MORNING + days(n)) for n in range(5)] == [1, 0, 0, 0, 0]


def test_not_before_the_period_opens(ground):
    owe_period_notices(now=MORNING)
    assert owe_period_notices(now=at("2026-03-31 23:59")) == 0
    assert owe_period_notices(now=at("2026-04-01 00:00")) == 1
    assert [slot for _, slot in notices()] == ["2026-01-01", "2026-04-01"]


def test_it_is_not_told_again_when_the_first_task_is_done(ground):
    owe_period_notices(now=MORNING)
    Task.objects.filter(item_code="PO-C01-03").update(
        done=1,
        fulfilled_at=MORNING + days(1),
        lamp="green",
        lamp_cause="lodged",
        lamp_since=MORNING + days(1),
    )
    assert owe_period_notices(now=MORNING + days(2)) == 0


def test_what_is_due_soon_is_told_as_such_only(ground):
    Reminder.objects.all().delete()
    now = at("2026-12-28 09:00")  # every task of the last periods is near its deadline
    assert owe_period_notices(now=now) == 0


def test_a_dispatched_task_is_no_period(ground):
    """It told of itself when it was dispatched."""
    item = ground.list_of().items.first()
    dispatch = Dispatch.objects.create(
        county=ground.county,
        title="Report on the flood",
        category=item.category,
        due_on=date(2026, 9, 30),
        nonce=nonce(),
        dispatched_by=ground.officer,
        dispatched_at=NEW_YEAR,
        goes_at=NEW_YEAR,
        sent_at=NEW_YEAR,
    )
    member, _ = make_holder(ground.unit, Role.TEAM_MEMBER)
    task = make_task(member, item)
    Task.objects.filter(pk=task.pk).update(item=None, dispatch=dispatch, item_code="T-1")
    owe_period_notices(now=at("2026-07-02 08:00"))
    assert {user for user, _ in notices()} == {ground.head_user}


def test_an_exempt_task_is_no_period(ground):
    Task.objects.update(
        exempt=True, lamp="exempt", lamp_cause="exempted", lamp_since=NEW_YEAR + days(1)
    )
    assert owe_period_notices(now=NEW_YEAR + days(2)) == 0


def test_who_takes_up_the_post_hears_of_its_open_periods(ground):
    owe_period_notices(now=MORNING)
    ground.head.appointments.update(period=("2026-01-01", "2026-05-11"))
    successor = appoint(ground.head, start=date(2026, 5, 11))
    owe_period_notices(now=at("2026-05-11 08:00"))
    assert [slot for user, slot in notices() if user == successor] == [
        "2026-01-01",
        "2026-04-01",
    ]


def test_one_person_with_two_posts_hears_once(ground):
    other = make_post(make_unit(ground.county), Role.PRINCIPAL_OFFICER)
    appoint(other, ground.head_user)
    ground.publish("PO-C01-03")
    assert owe_period_notices(now=MORNING) == 1


def test_a_clerk_who_logs_hears_too_and_a_closed_account_does_not(ground):
    clerk = join(ground.head, role="clerk")
    join(ground.head, make_person(is_active=False), role="clerk")
    join(ground.head, role="clerk", grants=["view"])
    owe_period_notices(now=MORNING)
    assert notices() == [(ground.head_user, "2026-01-01"), (clerk, "2026-01-01")]


def test_it_costs_the_same_for_one_person_and_for_many(ground, django_assert_num_queries):
    for _ in range(10):
        make_holder(make_unit(ground.county), Role.PRINCIPAL_OFFICER)
    codes = DutyItem.objects.filter(duty_list=ground.list_of()).values_list("code", flat=True)
    ground.publish(*codes)
    with django_assert_num_queries(4):  # with the savepoint
        assert owe_period_notices(now=MORNING) == 11
