"""Turning a lamp because a fact changed."""

import pytest

from alerts.lamps.models import LampTurn
from alerts.lamps.relight import relight, take_facts
from responsibility.tasks.models import Task
from tests.make import at, make_county, make_holder, make_task, make_unit


@pytest.fixture
def task(db):
    return make_task(make_holder(make_unit(make_county()))[0], required=2)


def test_progress_short_of_the_count_is_written_and_turns_nothing(task):
    assert not relight(deadline=task, now=at("2026-08-01 09:00"), cause="lodged", done=1)
    task.refresh_from_db()
    assert (task.done, task.lamp, LampTurn.objects.count()) == (1, "unlit", 1)


def test_a_name_that_is_no_fact_is_refused(task):
    with pytest.raises(TypeError, match="lamp"):
        relight(deadline=task, now=at("2026-08-01 09:00"), cause="lodged", lamp="green")


def test_the_clock_is_settled_even_if_the_facts_turn_nothing(task):
    """Half of it lodged when late: still red, and the red has its true instant."""
    now = at("2026-10-02 09:00")
    assert not relight(deadline=task, now=now, cause="lodged", done=1)
    task.refresh_from_db()
    assert (task.lamp, task.lamp_since, task.lamp_cause) == ("red", task.late_at, "clock")
    assert [t.to_lamp for t in LampTurn.objects.order_by("pk")] == ["unlit", "yellow", "red"]


def test_an_act_received_before_a_turn_already_written_follows_it(task):
    """Requests wait for the row's lock: the sweep may write midnight's turn in between."""
    done = {"done": 2, "fulfilled_at": at("2026-09-30 23:59:59")}
    Task.objects.update(lamp="red", lamp_since=task.late_at, lamp_cause="clock")
    task.refresh_from_db()
    assert relight(deadline=task, now=at("2026-09-30 23:59:59"), cause="lodged", **done)
    task.refresh_from_db()
    assert (task.lamp, task.lamp_since) == ("green", at("2026-10-01 00:00:00.000001"))


def test_many_rows_in_memory_are_written_in_one_statement(task, django_assert_num_queries):
    others = [make_task(task.post) for _ in range(3)]
    done = {"done": 1, "fulfilled_at": at("2026-10-01 08:00")}
    for other in others:
        assert take_facts(deadline=other, now=at("2026-10-01 08:00"), cause="lodged", **done)
    with django_assert_num_queries(1):
        Task.objects.bulk_update(others, [*done, "lamp", "lamp_since", "lamp_cause"])
    turns = LampTurn.objects.filter(deadline_id=others[0].pk).order_by("pk")
    assert [turn.to_lamp for turn in turns] == ["unlit", "yellow", "red", "orange"]
