"""On the first working day of a month each unit hears of its lamps."""

from datetime import date

import pytest

from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.reminders.models import Reminder
from alerts.workdays.announce import announce_year
from responsibility.organisation.units.models import Unit
from responsibility.tasks.kind import MONTHLY
from responsibility.tasks.month import UnitMonth
from responsibility.tasks.monthly import owe_monthly
from tests.make import (
    appoint,
    at,
    days,
    join,
    make_county,
    make_holder,
    make_task,
    make_unit,
    numbers,
    supervise,
)

pytestmark = pytest.mark.django_db

# 1 November 2026 is a Sunday.
FIRST = at("2026-11-02 00:05")


@pytest.fixture
def county():
    announce_year(year=2026)
    return make_county()


def due(unit, post, day: str, lamp: str):
    late = at(f"{day} 00:00") + days(1)
    done = {"done": 1, "fulfilled_at": late + days(1)} if lamp == "orange" else {}
    times = {"opens_at": late - days(30), "warns_at": late - days(8), "late_at": late}
    make_task(
        post, unit=unit, due_on=date.fromisoformat(day), lamp=lamp,
        lamp_since=late - days(8), item_code=f"row {next(numbers)}", **times, **done,
    )  # fmt: skip


@pytest.fixture
def bodies(county):
    """A body with a section, and the group that supervises it; both with lamps of October."""
    unit = make_unit(county)
    section, group = make_unit(unit, kind=Unit.Kind.SECTION), make_unit(county, kind="discipline")
    post, principal = make_holder(unit)
    group_post, head = make_holder(group, "stationed_group")
    join(group_post)
    supervise(group, unit)
    due(unit, post, "2026-10-15", "red")
    due(section, post, "2026-10-20", "red")
    due(unit, post, "2026-10-20", "orange")
    due(unit, post, "2026-11-06", "yellow")
    due(unit, post, "2026-09-20", "red")  # of the month before the last
    due(group, group_post, "2026-10-15", "red")  # its own, not what it supervises
    return unit, group, principal, head


def test_principals_and_heads_are_told_the_figures_of_what_they_answer_for(bodies):
    unit, group, principal, head = bodies
    assert owe_monthly(now=FIRST) == 2
    told = Reminder.objects.filter(stage=MONTHLY)
    assert set(told.values_list("deadline_id", "recipient", "slot")) == {
        (unit.pk, principal.pk, "2026-11"),
        (group.pk, head.pk, "2026-11"),
    }
    gather(now=FIRST)
    for message in Message.objects.inbox():
        assert "月度提示（红2橙1黄1）" in message.text


def test_it_waits_for_a_working_day_and_comes_once(bodies):
    assert owe_monthly(now=at("2026-11-01 00:05")) == 0
    assert [owe_monthly(now=FIRST), owe_monthly(now=FIRST + days(1))] == [2, 0]


def test_after_a_stop_of_days_it_is_caught_up_but_not_at_the_months_end(bodies):
    assert owe_monthly(now=at("2026-11-20 00:05")) == 0
    assert owe_monthly(now=at("2026-11-05 09:00")) == 2


def test_a_principal_of_two_units_is_told_of_both_together(bodies, county):
    unit, _, principal, _ = bodies
    other = make_unit(county)
    post, _ = make_holder(other)
    post.appointments.all().delete()
    appoint(post, principal)
    due(other, post, "2026-10-15", "red")
    owe_monthly(now=FIRST)
    gather(now=FIRST)
    text = Message.objects.inbox().get(recipient=principal).text
    assert "月度提示（红3橙1黄1）" in text


def test_its_pages_are_those_of_who_is_told(bodies):
    unit, group, *_ = bodies
    assert UnitMonth.pages_of([unit.pk, group.pk]) == {unit.pk: "/team/", group.pk: "/board/"}
    assert UnitMonth.titles_of([unit.pk]) == {unit.pk: unit.name}
