"""The stages that a day brings: when, once, and only while it is true."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alerts.deadlines.kind import OVERDUE_PRINCIPAL, OVERDUE_SUPERVISOR
from alerts.engine.by_day import owe_by_day
from alerts.engine.sweep import sweep
from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.reminders.models import Reminder
from alerts.workdays.announce import announce_year
from tests.alerts.outbox.make import make_owner, make_tasks
from tests.make import (
    at,
    days,
    make_county,
    make_holder,
    make_unit,
    put_in_charge,
    shut,
    supervise,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    """2026: the Dragon Boat Festival is off from 19 to 21 June; 26 September is Mid-Autumn."""
    announce_year(year=2026)
    return make_county()


def due(post, day: str, **over):
    """A task due on `day`, yellow a week before."""
    late = at(f"{day} 00:00") + days(1)
    times = {"opens_at": late - days(30), "warns_at": late - days(8), "late_at": late}
    times["lamp_since"] = times["opens_at"]
    (task,) = make_tasks(post, 1, due_on=date.fromisoformat(day), **(times | over))
    return task


def told(now: str) -> list[tuple[str, str]]:
    """Sweep and owe on the morning of `now`; what is newly owed, as (stage, slot)."""
    sweep(now=at(now))
    before = set(Reminder.objects.values_list("pk", flat=True))
    owe_by_day(now=at(now))
    new = Reminder.objects.exclude(pk__in=before).order_by("pk")
    return [(reminder.stage, reminder.slot) for reminder in new]


TWO_DAYS = [
    # due on              told on the morning of  the day before that says nothing
    ("2026-06-11", "2026-06-09", "2026-06-08"),  # Thursday: Tuesday
    ("2026-06-15", "2026-06-12", "2026-06-11"),  # Monday: not on Saturday, but on Friday
    ("2026-06-16", "2026-06-12", "2026-06-11"),  # Tuesday: not on Sunday
    ("2026-06-22", "2026-06-18", "2026-06-17"),  # after the festival: the last working day
]


@pytest.mark.parametrize(("day", "morning", "before"), TWO_DAYS)
def test_two_days_before_and_never_on_a_day_off(county, day, morning, before):
    due(make_owner(county)[0], day)
    assert told(f"{before} 00:05") == []
    assert told(f"{morning} 00:05") == [("due_in_two_days", "")]
    assert told(f"{morning} 01:05") == []


BEFORE_DAYS_OFF = [
    # yellow on, due on             told on the morning of the last working day before
    ("2026-02-17", "2026-02-24", "2026-02-14"),  # Spring Festival: 15 to 23 February are off
    ("2026-02-15", "2026-02-22", "2026-02-14"),
    ("2026-06-13", "2026-06-19", "2026-06-12"),  # a Saturday
]


@pytest.mark.parametrize(("yellow", "day", "morning"), BEFORE_DAYS_OFF)
def test_what_turns_yellow_on_days_off_is_told_before_them(county, yellow, day, morning):
    post, holder = make_owner(county)
    due(post, day, warns_at=at(f"{yellow} 00:00"))
    before = at(f"{morning} 00:05") - days(1)
    assert told(f"{before:%Y-%m-%d %H:%M}") == []
    assert told(f"{morning} 00:05") == [("due_soon", "")]
    gather(now=at(f"{morning} 08:35"))
    assert Message.objects.texts().get().recipient == holder
    sweep(now=at(f"{yellow} 00:01"))  # and not again when it turns
    assert Reminder.objects.filter(stage="due_soon").count() == 1


def test_what_turns_yellow_when_work_begins_again_is_told_then(county):
    due(make_owner(county)[0], "2026-03-02", warns_at=at("2026-02-24 00:00"))
    assert told("2026-02-14 00:05") == []


def test_before_days_off_nothing_is_told_of_what_is_not_open(county):
    opens = at("2026-02-16 00:00")
    due(make_owner(county)[0], "2026-02-24", opens_at=opens, warns_at=opens + days(1))
    assert told("2026-02-14 00:05") == []


def test_what_turned_yellow_only_today_is_told_as_such_alone(county):
    due(make_owner(county)[0], "2026-06-11", warns_at=at("2026-06-09 00:00"))
    assert told("2026-06-09 00:05") == []
    assert told("2026-06-10 00:05") == [("due_in_two_days", "")]


def test_a_week_of_red_is_told_again_three_times_at_most(county):
    due(make_owner(county)[0], "2026-06-08")
    found = [(day, told(f"2026-06-{day:02} 00:05")) for day in range(9, 31)]
    found += [(30 + day, told(f"2026-07-{day:02} 00:05")) for day in range(1, 20)]
    assert [one for one in found if one[1]] == [
        (16, [("overdue_again", "#1")]),
        (23, [("overdue_again", "#2")]),
        (30, [("overdue_again", "#3")]),
    ]


def test_after_a_stop_only_the_newest_slot_is_told(county):
    due(make_owner(county)[0], "2026-06-08")
    told("2026-06-09 00:05")
    assert told("2026-06-25 09:00") == [("overdue_again", "#2")]


@pytest.fixture
def ladder(county):
    """A unit with a team member's task, its principal officer and its supervising group."""
    unit = make_unit(county)
    post, holder = make_holder(unit, "team_member")
    _, principal = make_holder(unit)
    leader_post, leader = make_holder(county, "county_leader")
    put_in_charge(leader_post, unit)
    group = make_unit(county, kind="discipline")
    supervise(group, unit)
    _, head = make_holder(group, "stationed_group")
    return post, {"principal": principal, "leader": leader, "head": head, "holder": holder}


def people(stage: str) -> set[int]:
    return set(Reminder.objects.filter(stage=stage).values_list("recipient", flat=True))


def test_the_ladder_counts_whole_working_days(county, ladder):
    """Due on Wednesday 17 June, red from Thursday; the festival and its weekend do not count."""
    post, who = ladder
    due(post, "2026-06-17")
    mornings = [f"2026-06-{day}" for day in range(18, 30)]
    found = {morning: {stage for stage, _ in told(f"{morning} 00:05")} for morning in mornings}
    ladder_days = {morning: stages - {"overdue_again"} for morning, stages in found.items()}
    assert {morning: stages for morning, stages in ladder_days.items() if stages} == {
        "2026-06-24": {"overdue_principal"},  # after the 18th, 22nd and 23rd
        "2026-06-26": {"overdue_supervisor"},  # after the 24th and 25th beside
    }
    assert people(OVERDUE_PRINCIPAL) == {who["principal"].pk, who["leader"].pk}
    assert people(OVERDUE_SUPERVISOR) == {who["head"].pk}


def test_a_closure_of_the_countys_offices_counts_as_a_day_off(county, ladder):
    shut(county.pk, date(2026, 6, 10), reason="flood")
    due(ladder[0], "2026-06-08")
    assert told("2026-06-12 00:05") == []
    assert {stage for stage, _ in told("2026-06-13 00:05")} == {"overdue_principal"}


YELLOW, RED = {"lamp": "yellow"}, {"lamp": "red", "lamp_since": at("2026-06-09 00:00")}
NOT_TOLD = [
    # what it is                  on the morning of, its facts, due on 8 June
    ("held before its day", 6, YELLOW | {"hold": "extension_asked",
                                         "held_since": at("2026-06-03 09:00")}),
    ("in correction", 12, YELLOW | {"hold": "in_correction", "held_since": at("2026-06-08 09:00"),
                                    "held_until": at("2026-06-20 00:00")}),
    ("exempt", 12, {"exempt": True, "lamp": "exempt"}),
    ("fulfilled", 12, {"done": 1, "fulfilled_at": at("2026-06-07 09:00"), "lamp": "green"}),
    ("recorded after its closing", 12, RED | {"done": 1, "closes_at": at("2026-06-09 00:00"),
                                              "fulfilled_at": at("2026-06-10 09:00")}),
    ("late, and not swept yet", 9, YELLOW),
]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "facts"), [pytest.param(day, facts, id=name) for name, day, facts in NOT_TOLD]
)
def test_what_needs_no_push_gets_none(county, ladder, day, facts):
    due(ladder[0], "2026-06-08", **facts)
    owe_by_day(now=at(f"2026-06-{day:02} 00:05"))
    assert not Reminder.objects.exists()


def test_a_correction_window_that_was_missed_no_longer_holds(county, ladder):
    held = {"hold": "in_correction", "held_since": at("2026-06-08 09:00")}
    red = {"lamp": "red", "lamp_since": at("2026-06-09 00:00")}
    due(ladder[0], "2026-06-08", held_until=at("2026-06-09 00:00"), **(held | red))
    owe_by_day(now=at("2026-06-12 00:05"))
    assert people(OVERDUE_PRINCIPAL)


def test_what_is_old_when_the_platform_begins_is_not_pushed_up(county, ladder):
    due(ladder[0], "2026-06-08")
    assert told("2026-08-10 00:05") == []


def test_its_statements_do_not_grow_with_the_tasks(county, ladder):
    def cost_of(many: int, now: str) -> int:
        for _ in range(many):
            due(ladder[0], "2026-06-08")
        sweep(now=at(now))
        with CaptureQueriesContext(connection) as asked:
            owe_by_day(now=at(now))
        return len(asked)

    first = cost_of(1, "2026-06-12 00:05")
    assert cost_of(40, "2026-06-12 00:06") == first <= 51
