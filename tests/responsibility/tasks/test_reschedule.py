"""When days off are announced: open deadlines move, and never to an earlier day."""

from datetime import date

import pytest

from alerts.audit.models import AuditEntry
from alerts.deadlines.kind import CLOCK, CREATED
from alerts.decisions.exempt import exempt, lift_exemption
from alerts.decisions.extend import ask_extension, grant_extension
from alerts.engine.sweep import sweep
from alerts.lamps.models import LampTurn
from alerts.reminders.models import Reminder
from alerts.workdays.models import WorkDay
from demonstration.roles import Role
from pages.lamp import Lamp
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.kind import CALENDAR
from responsibility.tasks.publishing.reschedule import reschedule
from tests.make import appoint, at, days, make_county, make_post, make_unit, shut
from tests.responsibility.records.cast import acting
from tests.responsibility.tasks.published import Ground

pytestmark = pytest.mark.django_db

DECEMBER = at("2026-12-01 09:00")  # 2027 is not announced


@pytest.fixture
def ground():
    return Ground()


def announce(*, off=(), working=()):
    """2027 is announced: as expected, but for these days."""
    WorkDay.objects.filter(day__year=2027).update(provisional=False)
    WorkDay.objects.filter(day__in=off).update(off=True)
    WorkDay.objects.filter(day__in=working).update(off=False)


def test_a_day_that_becomes_a_day_off_moves_the_deadline(ground):
    ground.publish("PO-C01-03", year=2027, now=DECEMBER)
    announce(off=["2027-06-30"])

    assert reschedule(now=DECEMBER + days(1)) == 1

    task = Task.objects.get(period_start=date(2027, 4, 1))
    assert task.due_on == date(2027, 7, 1)
    assert task.warns_at == at("2027-06-24 00:00")
    assert task.late_at == at("2027-07-02 00:00")
    assert not Task.objects.filter(provisional=True).exists()
    entry = AuditEntry.objects.get(action="task.reschedule")
    assert entry.user is None
    assert (entry.before, entry.after) == (
        {"due_on": "2027-06-30"},
        {"due_on": "2027-07-01", "tasks": 1},
    )
    assert reschedule(now=DECEMBER + days(2)) == 0


def test_it_is_never_earlier_than_was_told(ground):
    ground.publish("PO-C01-01", year=2027, now=DECEMBER)
    told = ground.dues("PO-C01-01")
    assert date(2027, 8, 2) in told  # 31 July is a Saturday
    announce(working=["2027-07-31"])
    assert reschedule(now=DECEMBER + days(1)) == 0
    assert ground.dues("PO-C01-01") == told
    assert not Task.objects.filter(provisional=True).exists()


def test_nothing_moves_before_the_announcement(ground):
    ground.publish("PO-C01-03", year=2027, now=DECEMBER)
    WorkDay.objects.filter(day="2027-06-30").update(off=True)
    assert reschedule(now=DECEMBER + days(1)) == 0
    assert Task.objects.filter(provisional=True).count() == 4


def test_a_lamp_that_was_yellow_goes_out_again(ground):
    ground.publish("PO-C01-03", year=2027, now=DECEMBER)
    yellow = at("2027-06-24 09:00")
    sweep(now=yellow)
    announce(off=["2027-06-30", "2027-07-01", "2027-07-02"])  # and a weekend: 5 July

    reschedule(now=yellow)

    task = Task.objects.get(period_start=date(2027, 4, 1))
    assert (task.due_on, task.lamp) == (date(2027, 7, 5), Lamp.UNLIT)
    turns = LampTurn.objects.filter(deadline_id=task.pk).order_by("pk")
    assert list(turns.values_list("to_lamp", "cause")) == [
        (Lamp.UNLIT, CREATED),
        (Lamp.YELLOW, CLOCK),
        (Lamp.UNLIT, CALENDAR),
    ]
    sweep(now=at("2027-06-28 00:00"))
    told = Reminder.objects.filter(deadline_id=task.pk).order_by("pk")
    assert list(told.values_list("stage", "revision")) == [("due_soon", 0), ("due_soon", 1)]


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"day_decided": True}, id="extended"),
        pytest.param({"exempt": True, "lamp": Lamp.EXEMPT}, id="exempt"),
        pytest.param(
            {"done": 1, "fulfilled_at": at("2027-06-01 09:00"), "lamp": Lamp.GREEN}, id="done"
        ),
    ],
)
def test_what_is_decided_or_done_stays(ground, facts):
    ground.publish("PO-C01-03", year=2027, now=DECEMBER)
    if "lamp" in facts:
        facts = facts | {"lamp_since": at("2027-06-01 09:00"), "lamp_cause": "lodged"}
    Task.objects.filter(period_start=date(2027, 4, 1)).update(**facts)
    announce(off=["2027-06-30"])
    assert reschedule(now=at("2027-06-02 09:00")) == 0


def test_a_task_exempted_and_released_follows_the_calendar(ground):
    """Nobody decided its day: its generation of reminders says nothing about that."""
    ground.publish("PO-C01-01", year=2027, now=DECEMBER)
    task = Task.objects.get(due_on=date(2027, 4, 30))
    act = {"by": acting(ground.officer), "deadline": task, "now": DECEMBER}
    exempt(reason="Posted abroad.", **act)
    announce(off=[f"2027-05-{day:02}" for day in range(1, 5)] + ["2027-04-30"])
    reschedule(now=DECEMBER + days(1))
    task.refresh_from_db()
    assert (task.due_on, task.provisional) == (date(2027, 4, 30), True)  # nothing is owed
    lift_exemption(**act)
    assert reschedule(now=DECEMBER + days(2)) == 1
    task.refresh_from_db()
    assert (task.due_on, task.provisional, task.revision) == (date(2027, 5, 5), False, 2)


def test_a_day_that_somebody_named_waits_for_no_notice(ground):
    ground.publish("PO-C01-03", year=2027, now=DECEMBER)
    task = Task.objects.get(period_start=date(2027, 1, 1))
    january = at("2027-01-05 09:00")
    asked = {"deadline": task, "wanted_on": date(2027, 4, 15), "reason": "The audit comes first."}
    extension = ask_extension(by=acting(ground.head_user), now=january, **asked)
    grant_extension(by=acting(ground.officer), now=january, extension_id=extension.pk)
    task.refresh_from_db()
    assert (task.due_on, task.day_decided, task.provisional) == (date(2027, 4, 15), True, False)
    announce(off=["2027-04-15"])
    reschedule(now=january)
    task.refresh_from_db()
    assert task.due_on == date(2027, 4, 15)


def test_a_notice_that_is_changed_moves_what_is_open(ground):
    ground.publish("PO-C01-03", year=2027, now=DECEMBER)
    announce()
    assert reschedule(now=DECEMBER + days(1)) == 0
    announce(off=["2027-06-30"])  # a second notice
    assert reschedule(now=DECEMBER + days(2)) == 1
    announce(working=["2027-06-30"])  # and taken back: never earlier than was told
    assert reschedule(now=DECEMBER + days(3)) == 0
    assert Task.objects.get(period_start=date(2027, 4, 1)).due_on == date(2027, 7, 1)


def test_a_local_closure_moves_the_deadlines_of_its_county_alone(ground):
    other = make_county()
    ground.publish("PO-C01-03", year=2026, now=at("2026-01-05 09:00"))
    on = at("2026-09-29 09:00")
    shut(other.pk, date(2026, 9, 30))
    assert reschedule(now=on) == 0
    shut(ground.county.pk, date(2026, 9, 30))
    assert reschedule(now=on, county_id=other.pk) == 0
    assert reschedule(now=on, county_id=ground.county.pk) == 1
    assert Task.objects.get(period_start=date(2026, 7, 1)).due_on == date(2026, 10, 8)


def test_what_stays_costs_no_statement_each(ground, django_assert_max_num_queries):
    ground.publish(year=2026, now=at("2026-01-05 09:00"))
    with django_assert_max_num_queries(8):
        assert reschedule(now=at("2026-01-06 09:00")) == 0


def test_what_is_late_stays_late(ground):
    ground.publish("PO-C01-03", year=2027, now=DECEMBER)
    announce(off=["2027-06-30"])
    assert reschedule(now=at("2027-07-01 00:00")) == 0


def test_one_off_items_move_too(ground):
    post = make_post(make_unit(ground.county), Role.PRINCIPAL_OFFICER)
    appoint(post, start=date(2027, 5, 30))
    ground.publish("PO-C13-05", year=2027, now=at("2027-06-01 09:00"))
    announce(off=["2027-06-30"])
    assert reschedule(now=at("2027-06-02 09:00")) == 1
    assert ground.dues("PO-C13-05", post) == [date(2027, 7, 1)]
