"""What falls due while the platform cannot be used is due on the next working day: planned
maintenance, faults on which a second person agreed, of any kind of deadline."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from alerts.alarms.beat import beat
from alerts.alarms.engine import engine_at
from alerts.decisions.shifts import Shift
from alerts.engine.sweep import sweep
from alerts.lamps.models import LampTurn
from alerts.lamps.relight import relight
from alerts.reminders.models import Reminder
from alerts.workdays.models import Outage
from pages.refused import Refused
from responsibility.owed.outages.keep import (
    agree_to_fault,
    enter_outage,
    take_back_outage,
    try_outage,
)
from responsibility.tasks.models import Task
from responsibility.tasks.page.task_page import TaskPage
from tests.make import (
    actor,
    appoint,
    at,
    make_county,
    make_holder,
    make_person,
    make_post,
    make_task,
    make_unit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

BEFORE, AFTER = at("2026-09-24 10:00"), at("2026-10-01 09:00")  # due on Wednesday 30 September


@pytest.fixture
def county():
    county = make_county()
    office = make_unit(county, kind="office")
    county.office = make_holder(office, "commission_office")[1]
    county.colleague = appoint(make_post(office, "commission_office"))
    county.administrator = make_person(is_system_administrator=True)
    county.task = make_task(make_holder(make_unit(county))[0])
    sweep(now=BEFORE)
    beat(loop="sweep", now=BEFORE)
    return county


def enter(county, starts_at, ends_at, *, by=None, now=BEFORE, planned=True, **over):
    words = {"county_id": county.pk, "planned": planned, "reason": "Power", **over}
    times = {"starts_at": at(starts_at), "ends_at": at(ends_at)}
    return enter_outage(by=actor(by or county.office), now=now, **words, **times)


def due(county) -> date:
    county.task.refresh_from_db()
    return county.task.due_on


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "due_on"),
    [
        pytest.param("2026-09-30 20:00", "2026-09-30 23:00", "2026-10-01", id="that evening"),
        pytest.param("2026-09-30 20:00", "2026-09-30 20:30", "2026-10-01", id="half an hour"),
        pytest.param("2026-09-30 20:00", "2026-09-30 20:29", "2026-09-30", id="less"),
        pytest.param("2026-09-30 23:45", "2026-10-01 02:00", "2026-09-30", id="a quarter of it"),
        pytest.param("2026-09-30 22:00", "2026-10-01 02:00", "2026-10-02", id="over midnight"),
        pytest.param("2026-10-01 00:00", "2026-10-01 05:00", "2026-09-30", id="after its end"),
        pytest.param("2026-09-29 08:00", "2026-09-29 18:00", "2026-09-30", id="the day before"),
        pytest.param("2026-09-29 08:00", "2026-10-02 18:00", "2026-10-05", id="till before Sunday"),
    ],
)
def test_what_is_due_within_it_is_due_on_the_next_working_day(county, starts_at, ends_at, due_on):
    outage = enter(county, starts_at, ends_at)
    assert due(county) == date.fromisoformat(due_on)
    moved = due_on != "2026-09-30"
    assert outage.moved == Shift.objects.count() == moved
    assert Reminder.objects.filter(stage="outage").count() == moved
    assert county.task.warns_at == at("2026-09-23 00:00") and county.task.lamp == "yellow"


def test_the_sentence_and_the_ledger_say_so(county):
    enter(county, "2026-09-30 20:00", "2026-09-30 23:00")
    task = Task.objects.for_rows(now=BEFORE).get(pk=county.task.pk)
    page = TaskPage.of(task, now=BEFORE)
    said = "".join(part.text for part in page.why)
    assert "day off" not in said
    assert "moved from 30 Sep: the platform could not be used (Power)" in said
    assert [shift.get_cause_display() for shift in page.shifts] == ["platform could not be used"]


def test_a_fault_holds_once_a_second_person_agrees(county):
    sweep(now=AFTER)
    assert due(county) == date(2026, 9, 30) and county.task.lamp == "red"
    fault = enter(county, "2026-09-30 14:00", "2026-09-30 18:00", planned=False, now=AFTER)
    assert due(county) == date(2026, 9, 30) and not fault.moved
    with pytest.raises(Refused, match="yourself"):
        agree_to_fault(outage_id=fault.pk, by=actor(county.office), now=AFTER)
    agree_to_fault(outage_id=fault.pk, by=actor(county.administrator), now=AFTER)
    assert due(county) == date(2026, 10, 1) and county.task.lamp == "yellow"
    turns = LampTurn.objects.filter(deadline_id=county.task.pk).order_by("pk")
    assert list(turns.values_list("to_lamp", "cause")) == [
        ("unlit", "created"), ("yellow", "clock"), ("red", "clock"), ("yellow", "outage"),
    ]  # fmt: skip
    with pytest.raises(Refused, match="decided"):
        agree_to_fault(outage_id=fault.pk, by=actor(county.colleague), now=AFTER)


@pytest.mark.parametrize(
    ("done_at", "lamp"), [("2026-10-01 08:00", "green"), ("2026-10-02 08:00", "orange")]
)
def test_what_was_done_late_because_of_a_fault_was_done_in_time(county, done_at, lamp):
    now = at("2026-10-02 10:00")
    sweep(now=at(done_at))
    county.task.refresh_from_db()
    done = {"done": 1, "fulfilled_at": at(done_at)}
    relight(deadline=county.task, now=at(done_at), cause="lodged", **done)
    fault = enter(county, "2026-09-30 14:00", "2026-09-30 18:00", planned=False, now=now)
    agree_to_fault(outage_id=fault.pk, by=actor(county.colleague), now=now)
    county.task.refresh_from_db()
    assert county.task.lamp == lamp
    assert LampTurn.objects.filter(deadline_id=county.task.pk, to_lamp="red").exists()


def test_what_was_not_done_on_the_later_day_either_stays_red(county):
    now = at("2026-10-20 10:00")
    sweep(now=now)
    fault = enter(county, "2026-09-30 14:00", "2026-09-30 18:00", planned=False, now=now)
    assert not agree_to_fault(outage_id=fault.pk, by=actor(county.colleague), now=now).moved
    assert due(county) == date(2026, 9, 30) and county.task.lamp == "red"


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "planned", "field"),
    [
        ("2026-09-30 20:00", "2026-09-30 20:00", True, "ends_on"),
        ("2026-09-30 20:00", "2026-10-08 20:00", True, "ends_on"),
        ("2026-09-24 09:00", "2026-09-24 12:00", True, "planned"),
        ("2026-09-24 09:00", "2026-09-24 12:00", False, "ends_on"),
        ("2026-07-20 09:00", "2026-07-20 12:00", False, "starts_on"),
        ("2026-09-23 09:00", "2026-09-23 09:10", False, "ends_on"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(county, starts_at, ends_at, planned, field):
    with pytest.raises(Refused) as refusal:
        enter(county, starts_at, ends_at, planned=planned)
    assert refusal.value.field == field and not Outage.objects.exists()


def test_what_is_taken_back_moves_nothing_back(county):
    outage = enter(county, "2026-09-30 20:00", "2026-09-30 23:00")
    assert engine_at_says(BEFORE) == ["Power"]
    take_back_outage(outage_id=outage.pk, reason="No work", by=actor(county.office), now=BEFORE)
    assert due(county) == date(2026, 10, 1) and engine_at_says(BEFORE) == []
    with pytest.raises(Refused, match="already"):
        take_back_outage(outage_id=outage.pk, reason="No work", by=actor(county.office), now=BEFORE)


def engine_at_says(now) -> list[str]:
    return [one.reason for one in engine_at(now).announced]


def test_it_is_for_the_office_of_the_county_and_the_administrator(county):
    far = make_holder(make_unit(make_county("Far"), kind="office"), "commission_office")[1]
    with pytest.raises(PermissionDenied):
        enter(county, "2026-09-30 20:00", "2026-09-30 23:00", by=far)
    outage = enter(county, "2026-09-30 20:00", "2026-09-30 23:00", by=county.administrator)
    with pytest.raises(Outage.DoesNotExist):
        take_back_outage(outage_id=outage.pk, reason="No", by=actor(far), now=BEFORE)


def test_it_is_tried_out_first(county):
    words = {"county_id": county.pk, "planned": True, "reason": "Power"}
    words |= {"starts_at": at("2026-09-30 20:00"), "ends_at": at("2026-09-30 23:00")}
    acting = {"by": actor(county.office), "now": BEFORE}
    _outage, foresight = try_outage(**words, **acting)
    assert foresight.by_day == [(date(2026, 9, 30), date(2026, 10, 1), 1)]
    assert [(one.stage, one.people) for one in foresight.tellings if one.at is None] == [
        ("due_soon", 1), ("outage", 1),
    ]  # fmt: skip
    assert not Outage.objects.exists() and due(county) == date(2026, 9, 30)
    with pytest.raises(Refused, match="no longer"):
        enter_outage(mark="other", **words, **acting)
    assert enter_outage(mark=foresight.mark, **words, **acting).moved == 1
