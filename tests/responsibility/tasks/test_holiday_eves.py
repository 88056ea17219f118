"""Duties before a holiday: which holiday it is says which task, whatever else is known by then."""

from datetime import date

import pytest

from alerts.workdays.models import WorkDay
from responsibility.lists.models import DutyItem
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.burden import burden_of
from responsibility.tasks.publishing.reschedule import reschedule
from tests.make import at, days
from tests.responsibility.tasks.published import Ground

pytestmark = pytest.mark.django_db

CODE, DECEMBER = "PO-C07-02", at("2026-12-01 09:00")  # 2027 is not announced
MID_AUTUMN, NATIONAL = "中秋节", "国庆节"


@pytest.fixture
def ground():
    """One duty a quarter, before each of the two."""
    ground = Ground()
    eves = f"holiday_eve:{MID_AUTUMN}|{NATIONAL}"
    DutyItem.objects.filter(code=CODE).update(due_rule=eves, cadence="quarterly")
    return ground


def announce(*mid_autumn: str) -> None:
    """2027 is announced, with Mid-Autumn off on these days."""
    WorkDay.objects.filter(day__year=2027).update(provisional=False)
    WorkDay.objects.filter(day__in=mid_autumn).update(off=True, holiday=MID_AUTUMN)


def tasks() -> list[tuple[str, str]]:
    rows = Task.objects.order_by("due_on").values_list("occasion", "due_on")
    return [(occasion, f"{due_on}") for occasion, due_on in rows]


def new_tasks(ground) -> int:
    """What the page before publishing says."""
    items = DutyItem.objects.filter(duty_list=ground.list_of(), code=CODE)
    return burden_of(duty_list=ground.list_of(), items=items, year=2027, now=DECEMBER).new_tasks


def test_the_one_published_before_the_notice_is_neither_lost_nor_doubled(ground):
    ground.publish(CODE, year=2027, now=DECEMBER)
    assert tasks() == [("国庆节 2027", "2027-09-30")]
    announce("2027-09-15")
    assert new_tasks(ground) == 1
    for _ in range(2):
        ground.publish(CODE, year=2027, now=DECEMBER + days(1))
    assert tasks() == [("中秋节 2027", "2027-09-14"), ("国庆节 2027", "2027-09-30")]
    assert new_tasks(ground) == 0
    assert Task.objects.get(occasion="国庆节 2027").period_start == date(2027, 7, 1)  # as told


def test_where_both_have_one_eve_there_is_one_task_as_before(ground):
    ground.publish(CODE, year=2027, now=DECEMBER)
    announce("2027-10-04", "2027-10-05")
    WorkDay.objects.filter(day__in=["2027-10-01", "2027-10-02", "2027-10-03"]).update(off=True)
    ground.publish(CODE, year=2027, now=DECEMBER + days(1))
    assert tasks() == [("国庆节 2027", "2027-09-30")]


def test_it_follows_its_own_holiday_when_that_moves(ground):
    """The eve of one is no eve of the other, also where that now stands first in the period."""
    ground.publish(CODE, year=2027, now=DECEMBER)
    announce("2027-09-15")
    WorkDay.objects.filter(day__in=["2027-09-29", "2027-09-30"]).update(off=False)
    assert reschedule(now=DECEMBER + days(1)) == 0
    assert tasks() == [("国庆节 2027", "2027-09-30")]
    assert not Task.objects.get().provisional
