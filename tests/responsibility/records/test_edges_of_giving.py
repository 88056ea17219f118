"""Edge cases of features.md section 4 that go from giving out a task to what is logged for it."""

from datetime import timedelta

import pytest
from django.db import transaction

from alerts.reminders.models import Reminder
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.tasks.dispatches.dispatch import dispatch
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.dispatches.models import Dispatch
from responsibility.tasks.dispatches.reach import reach_of
from responsibility.tasks.dispatches.send import send_due
from responsibility.tasks.models import Task
from tests import make
from tests.make import NOW
from tests.responsibility.records.cast import acting, confirm_as, credit_of, lodge_as, make_cast
from tests.responsibility.tasks.posts_of_roles import posts_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DUE = make.at("2026-10-30 00:00").date()


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def office(cast):
    unit = make.make_unit(cast.county, kind="office")
    return make.make_holder(unit, Role.COMMISSION_OFFICE)[1]


def give(by, cast, **over) -> Dispatch:
    posts = posts_for(
        county_id=cast.county.pk, role_codes=[Role.PRINCIPAL_OFFICER], unit_ids=None, now=NOW
    )
    values = {
        "nonce": make.nonce(), "county_id": cast.county.pk, "title": "Check the reservoirs",
        "text": "", "category": make.make_category(), "due_on": DUE, "required": 1, "basis": "",
        "posts": list(posts),
    }  # fmt: skip
    return dispatch(by=acting(by), now=NOW, **values | over)


def test_16_what_a_clerk_enters_is_the_leaders_once_confirmed(cast):
    """It counts at once, says who entered and who confirmed it, and is signed by nobody before."""
    task = make.make_task(cast.post)
    record = lodge_as(cast.clerk, task)
    credit = credit_of(record, task)
    assert (record.lodged_by, credit.awaits, credit.confirmed_by) == (cast.clerk, True, None)
    assert credit.counts_at == NOW
    later = confirm_as(cast.holder, credit, now=NOW + make.days(5))
    assert (later.confirmed_by, later.counts_at) == (cast.holder, NOW)


@pytest.mark.parametrize("days_ago", [1, 19])
def test_19_a_task_for_days_gone_by_is_refused_and_never_born_red(cast, office, days_ago):
    with pytest.raises(Refused) as refused:
        give(office, cast, due_on=NOW.date() - make.days(days_ago))
    assert "due_on" in refused.value.errors
    waits = give(office, cast)
    long_after = NOW + make.days(60)
    send_due(now=long_after)  # nothing ran until its deadline was over
    assert not Task.objects.filter(dispatch=waits).exists()
    assert not Reminder.objects.exists()


def test_21_a_sending_that_dies_half_way_is_made_up_for_once(cast, office):
    for _ in range(5):
        make.make_holder(make.make_unit(cast.county))
    act = give(office, cast)
    with pytest.raises(RuntimeError), transaction.atomic():
        send_due(now=act.goes_at)
        raise RuntimeError("the machine goes down")
    assert not Task.objects.exists() and not Reminder.objects.exists()
    assert [send_due(now=act.goes_at), send_due(now=act.goes_at)] == [1, 0]
    tasks = Task.objects.filter(dispatch=act)
    assert tasks.count() == act.posts.count() == 6
    told = Reminder.objects.filter(stage=DISPATCHED).values_list("recipient", "deadline_id")
    assert len(told) == len(set(told)) == 7  # a clerk hears of the one that is clerked for


def test_23_the_same_task_of_two_departments_is_seen_and_closed_by_one_record(cast, office):
    first = give(office, cast)
    group = make.make_unit(cast.county, kind="discipline")
    post = make.make_post(group, Role.STATIONED_GROUP)
    inspector = make.join(post, role="head", grants=["log", "view", "urge"])
    make.supervise(group, cast.unit)
    posts = posts_for(
        county_id=cast.county.pk, role_codes=[Role.PRINCIPAL_OFFICER], unit_ids=None, now=NOW
    )
    reach = reach_of(posts=posts, category_id=first.category_id, now=NOW)
    assert [clash.title for clash in reach.clashes] == [first.title]
    second = give(inspector, cast, posts=[cast.post])
    at = second.goes_at + timedelta(minutes=1)
    send_due(now=at)
    both = list(Task.objects.filter(post=cast.post, dispatch__in=[first, second]))
    assert len(both) == 2
    lodge_as(cast.holder, *both, now=at, happened_on=NOW.date())
    assert {Task.objects.get(pk=task.pk).lamp for task in both} == {"green"}
