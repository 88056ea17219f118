"""Sweeps side by side, in the way of others, over broken rows, in any zone of the world."""

from collections import Counter
from datetime import timedelta

import psycopg2
import pytest
from django.db import connection

from alerts.lamps.models import LampTurn, SweepRun
from alerts.reminders.models import Reminder
from responsibility.tasks.models import Task
from tests.faults.marks import fault
from tests.make import at

MINUTES = timedelta(minutes=5)


def turned(tasks: list[Task]) -> Counter:
    ids = [task.pk for task in tasks]
    turns = LampTurn.objects.filter(deadline_id__in=ids, cause="clock")
    return Counter(turns.values_list("deadline_id", flat=True))


@fault(28)
def test_eight_sweeps_at_the_same_instant(world):
    tasks = world.tasks(200, since=MINUTES)
    for process in [world.start("sweep") for _ in range(8)]:
        process.join(60)
        assert process.exitcode == 0, world.said()
    assert set(turned(tasks).values()) == {1}
    assert SweepRun.objects.count() == 8
    assert Reminder.objects.count() == len(tasks)


@fault(11)
def test_rows_that_a_stranger_holds_keep_no_others_waiting(world):
    tasks = world.tasks(30, since=MINUTES)
    line = psycopg2.connect(world.dsn)
    with line, line.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM responsibility_task WHERE id = ANY (%s) FOR UPDATE",
            [[task.pk for task in tasks[:5]]],
        )
        assert world.play("sweep") == 0
        assert len(turned(tasks)) == 25, "the others went on"
    line.close()
    assert world.play("sweep") == 0
    assert set(turned(tasks).values()) == {1}
    assert len(turned(tasks)) == 30


EDGES = [
    ("2026-09-24 23:59:59.999", "2026-09-25 00:00:00"),
    ("2026-12-31 23:59:59.999", "2027-01-01 00:00:00"),
    ("2028-02-28 23:59:59.999", "2028-02-29 00:00:00"),
    ("2028-02-29 23:59:59.999", "2028-03-01 00:00:00"),
]


@pytest.mark.parametrize(
    "zone",
    [
        pytest.param("Asia/Shanghai", marks=fault(30)),
        pytest.param("America/New_York", marks=fault(31)),
    ],
)
def test_midnight_in_shanghai_turns_the_lamp_wherever_the_process_runs(world, zone):
    """The processes' own zone is another, PostgreSQL's is UTC."""
    week = timedelta(days=7)
    edges = [(at(before), at(midnight)) for before, midnight in EDGES]
    for _, instant in edges:
        world.tasks(1, warns_at=instant, late_at=instant + week)
    tasks = list(Task.objects.order_by("warns_at"))
    for task, (before, instant) in zip(tasks, edges, strict=True):
        for now, lamp in ((before, "unlit"), (instant, "yellow")):
            assert world.play("sweep", zone=zone, still=now) == 0
            task.refresh_from_db()
            assert task.lamp == lamp
        turn = LampTurn.objects.get(deadline_id=task.pk, to_lamp="yellow")
        assert turn.took_effect_at == instant


@fault(33)
def test_a_task_that_cannot_be_turned_does_not_keep_the_others(world):
    """No lamp is worked out in Python: what can fail is the row's own trigger or constraint."""
    tasks = world.tasks(20, since=MINUTES)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'poison'; END $$; "
            "CREATE TRIGGER poison BEFORE UPDATE ON responsibility_task FOR EACH ROW "
            "WHEN (OLD.id = %s) EXECUTE FUNCTION poison()",
            [tasks[7].pk],
        )
    assert world.play("sweep") == 0
    assert len(turned(tasks)) == 19
    assert tasks[7].pk not in turned(tasks)
    assert "task" in SweepRun.objects.latest("pk").failed


@fault(10)
def test_a_database_that_takes_no_more_sessions_is_waited_for(world):
    tasks = world.tasks(20, since=MINUTES)
    sessions = []
    while True:
        try:
            sessions.append(psycopg2.connect(world.dsn))
        except psycopg2.OperationalError as reason:
            assert "too many" in str(reason) or "reserved" in str(reason)
            break
    sweeping = world.start("sweeps")
    world.waits_for(lambda: "too many" in world.said() or "reserved" in world.said())
    assert len(turned(tasks)) == 0
    assert sweeping.is_alive()
    for session in sessions:
        session.close()
    world.waits_for(lambda: len(turned(tasks)) == 20)
