"""The sweep: what it turns, what it tells, what it leaves alone."""

import logging

import pytest
from django.db import DatabaseError

from alerts.engine.sweep import sweep, sweep_batch
from alerts.lamps.models import LampTurn, SweepRun
from alerts.reminders.models import Reminder
from responsibility.tasks.models import Task
from tests.alerts.lamps.errand import errands, make_errand
from tests.make import (
    at,
    days,
    make_county,
    make_holder,
    make_item,
    make_person,
    make_task,
    make_unit,
)

WARNED, LATE = at("2026-09-23 00:00"), at("2026-10-01 00:00")


@pytest.fixture
def post(db):
    return make_holder(make_unit(make_county()))[0]


def reminders() -> list[tuple[str, str, int]]:
    return list(Reminder.objects.order_by("pk").values_list("kind", "stage", "deadline_id"))


def test_each_stage_is_told_once_to_whoever_holds_the_post(post):
    task = make_task(post)
    assert sweep(now=at("2026-09-22 23:59:59.999999")).turned == 0
    assert [sweep(now=WARNED).turned, sweep(now=WARNED).turned] == [1, 0]
    assert sweep(now=LATE).turned == 1
    assert reminders() == [("task", "due_soon", task.pk), ("task", "overdue", task.pk)]
    holder = post.appointments.get().user_id
    assert set(Reminder.objects.values_list("recipient", "county_id", "owed_at")) == {
        (holder, task.county_id, WARNED),
        (holder, task.county_id, LATE),
    }


def test_after_an_outage_every_turn_is_recorded_and_the_newest_told(post):
    task = make_task(post)
    assert sweep(now=LATE + days(3)).turned == 1
    turns = LampTurn.objects.filter(deadline_id=task.pk).order_by("pk")
    assert list(turns.values_list("to_lamp", "took_effect_at"))[1:] == [
        ("yellow", WARNED),
        ("red", LATE),
    ]
    assert reminders() == [("task", "overdue", task.pk)]


def test_a_red_that_comes_again_without_an_extension_is_not_told_twice(post):
    task = make_task(post)
    sweep(now=LATE)
    done = {"done": 1, "fulfilled_at": LATE + days(1)}
    Task.objects.update(lamp="orange", lamp_since=LATE + days(1), lamp_cause="lodged", **done)
    taken = {"done": 0, "fulfilled_at": None, "hold": "in_correction", "held_until": LATE + days(9)}
    Task.objects.update(
        lamp="yellow", lamp_since=LATE + days(2), lamp_cause="verdict", held_since=LATE, **taken
    )
    sweep(now=LATE + days(9))
    assert reminders() == [("task", "overdue", task.pk)]


def test_an_extension_is_reminded_of_anew(post):
    task = make_task(post, revision=1)
    sweep(now=WARNED)
    moved = {"warns_at": LATE, "late_at": LATE + days(7), "revision": 2}
    Task.objects.update(lamp="unlit", lamp_since=WARNED + days(1), lamp_cause="extended", **moved)
    sweep(now=LATE)
    assert [stage for _, stage, _ in reminders()] == ["due_soon", "due_soon"]
    assert set(Reminder.objects.values_list("deadline_id", "revision")) == {
        (task.pk, 1),
        (task.pk, 2),
    }


def test_a_batch_turns_no_more_than_it_says_the_oldest_first(post):
    item = make_item(post.unit.parent)
    tasks = [
        make_task(post, item, item_code=f"row {n}", warns_at=WARNED - days(n)) for n in range(5)
    ]
    assert sweep_batch(Task, now=WARNED, batch=2) == 2
    turned = set(Task.objects.filter(lamp="yellow"))
    assert turned == set(tasks[3:])
    assert sweep(now=WARNED, batch=2).turned == 3


def test_nobody_to_tell_is_no_reason_to_leave_a_lamp_unturned(post):
    make_task(post)
    post.appointments.all().delete()
    assert sweep(now=WARNED).turned == 1
    assert reminders() == []


def test_a_closed_account_hears_nothing(post):
    make_task(post)
    post.appointments.get().user.__class__.objects.update(is_active=False)
    sweep(now=WARNED)
    assert reminders() == []


def test_every_run_is_noted(post):
    make_task(post)
    run = sweep(now=WARNED)
    assert SweepRun.objects.get() == run
    run.refresh_from_db()
    assert (run.now, run.turned, run.failed) == (WARNED, 1, "")
    assert run.started_at <= run.ended_at


def test_every_kind_of_deadline_is_swept(post):
    task = make_task(post)
    with errands() as Errand:
        runner = make_person()
        instants = {"lamp_since": WARNED - days(1), "warns_at": WARNED, "late_at": LATE}
        errand = make_errand(Errand, runner, **instants)
        assert sweep(now=WARNED, models=[Errand, Task]).turned == 2
        assert ("errand", "due_soon", errand.pk) in reminders()
        assert ("task", "due_soon", task.pk) in reminders()
        kinds = LampTurn.objects.filter(to_lamp="yellow").values_list("kind", flat=True)
        assert set(kinds) == {"errand", "task"}


def test_a_kind_that_fails_is_noted_and_keeps_no_other(post, caplog):
    task = make_task(post)
    with errands() as Errand:
        instants = {"lamp_since": WARNED - days(1), "warns_at": WARNED, "late_at": LATE}
        errand = make_errand(Errand, make_person(), **instants)

        def broken(ids, *, stage, at):
            raise DatabaseError("no such table")

        Errand.recipients_of = broken
        with caplog.at_level(logging.ERROR):
            run = sweep(now=WARNED, models=[Errand, Task])
        assert (run.turned, run.failed) == (1, "errand")
        assert f"errand {errand.pk} could not be turned" in caplog.text
        errand.refresh_from_db()
        assert errand.lamp == "unlit", "a turn and its reminder are one transaction"
        task.refresh_from_db()
        assert task.lamp == "yellow"
