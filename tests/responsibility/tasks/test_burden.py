"""The burden before publishing equals what publishing then makes."""

from collections import Counter
from datetime import date

import pytest

from demonstration.roles import Role
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.burden import burden_of
from tests.make import at, make_holder, make_post, make_unit
from tests.responsibility.tasks.published import NEW_YEAR, Ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground():
    """Two heads, the first with two members in the team."""
    ground = Ground()
    make_holder(ground.unit, Role.TEAM_MEMBER)
    make_holder(ground.unit, Role.TEAM_MEMBER)
    make_holder(make_unit(ground.county), Role.PRINCIPAL_OFFICER)
    return ground


def burden(ground, *codes, year=2026, now=NEW_YEAR):
    duty_list = ground.list_of()
    items = duty_list.items.filter(code__in=codes) if codes else duty_list.items.all()
    return burden_of(duty_list=duty_list, items=items, year=year, now=now)


def test_records_a_year_of_a_post(ground):
    found = burden(ground, "PO-C01-03", "PO-C06-01", "PO-C13-05")
    assert (found.posts, found.records) == (2, 4 + 4 + 4)  # two members, twice a year
    assert (found.least, found.mean, found.most) == (4, 6, 8)
    assert found.hours == 0.5
    assert found.items["PO-C01-03"].records == 8
    assert found.items["PO-C06-01"].each == 2
    assert found.items["PO-C13-05"].records == 0  # no record of any year


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(NEW_YEAR, id="at New Year"),
        pytest.param(at("2026-09-24 09:00"), id="in September"),
    ],
)
def test_it_counts_what_publishing_makes(ground, now):
    found = burden(ground, now=now)
    codes = ground.list_of().items.values_list("code", flat=True)
    ground.publish(*codes, now=now)
    assert found.new_tasks == Task.objects.count()
    assert found.due == Counter(Task.objects.values_list("due_on", flat=True))
    made = Counter(Task.objects.values_list("item_code", flat=True))
    assert {code: item.new_tasks for code, item in found.items.items() if item.new_tasks} == made


def test_afterwards_only_what_is_added_is_new(ground):
    ground.publish("PO-C01-03")
    found = burden(ground, "PO-C01-03", "PO-C01-05")
    assert found.new_tasks == found.items["PO-C01-05"].new_tasks == 4
    assert found.records == 12
    assert sum(found.due.values()) == 12


def test_the_year_counts_whole_even_when_part_of_it_is_over(ground):
    found = burden(ground, "PO-C01-03", now=at("2026-09-24 09:00"))
    assert found.records == 8
    assert found.new_tasks == 4
    assert found.months == [(date(2026, 9, 1), 2), (date(2026, 12, 1), 2)]


def test_the_busiest_days_come_first(ground):
    found = burden(ground, "PO-C01-03", "PO-C01-05")
    assert found.busiest[:2] == [(date(2026, 6, 30), 4), (date(2026, 12, 31), 4)]
    assert found.busiest_month == 4


def test_a_year_without_its_notice_is_said(ground):
    found = [burden(ground, "PO-C01-03", year=year).provisional for year in (2026, 2027)]
    assert found == [False, True]


def test_a_holiday_not_announced_is_named(ground):
    found = burden(ground, "PO-C07-02", year=2027)
    assert [(item.code, holiday) for item, holiday in found.waiting] == [("PO-C07-02", "春节")]
    assert found.holidays == [("春节", 1)]
    assert found.records == 6


def test_a_post_asked_for_nothing_is_the_least(ground):
    assert burden(ground, "PO-C06-01").least == 0


def test_a_closed_post_is_no_post(ground):
    closed = make_post(ground.unit, Role.PRINCIPAL_OFFICER)
    closed.closed_on = date(2026, 2, 1)
    closed.save()
    assert burden(ground, "PO-C01-03").posts == 3
    assert burden(ground, "PO-C01-03", now=at("2026-02-01 09:00")).posts == 2


def test_without_items_there_is_no_burden(ground):
    duty_list = ground.list_of()
    found = burden_of(duty_list=duty_list, items=[], year=2026, now=NEW_YEAR)
    assert (found.posts, found.records, found.mean, found.busiest_month) == (2, 0, 0, 0)


def test_the_number_of_queries_does_not_grow(ground, django_assert_num_queries):
    items = list(ground.list_of().items.all())
    duty_list = ground.list_of()
    with django_assert_num_queries(7):
        burden_of(duty_list=duty_list, items=items, year=2026, now=NEW_YEAR)
