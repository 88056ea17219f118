"""A row whose lamp cannot be turned: it keeps no other, and is tried again."""

from datetime import timedelta

import pytest
from django.db import connection

from alerts.alarms.models import Alarm
from alerts.engine.sweep import MOST_STUCK, sweep
from alerts.reminders.models import Reminder
from responsibility.tasks.models import Task
from tests.make import at, make_county, make_holder, make_item, make_task, make_unit

WARNED = at("2026-09-23 00:00")
REFUSES = """
CREATE FUNCTION refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.item_code LIKE 'bad%' THEN RAISE EXCEPTION 'it cannot be turned'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refuses BEFORE UPDATE ON responsibility_task
FOR EACH ROW EXECUTE FUNCTION refuses()
"""


@pytest.fixture
def tasks(db):
    """Makes tasks of one post that turn at the same instant; "bad" ones refuse to."""
    post = make_holder(make_unit(make_county()))[0]
    item = make_item(post.unit.parent)
    with connection.cursor() as cursor:
        cursor.execute(REFUSES)
    return lambda *codes: [make_task(post, item, item_code=code) for code in codes]


def open_alarms() -> set[str]:
    return set(Alarm.objects.filter(closed_at=None).values_list("key", flat=True))


def lamps() -> dict[str, str]:
    return dict(Task.objects.values_list("item_code", "lamp"))


@pytest.mark.parametrize("batch", [1, 2, 5000])
def test_a_row_that_cannot_be_turned_keeps_no_other(tasks, batch):
    good = [f"good {n}" for n in range(7)]
    bad = tasks(*good[:3], "bad 1", *good[3:5], "bad 2", *good[5:])[3]
    run = sweep(now=WARNED, batch=batch)
    assert (run.turned, run.failed) == (7, "task")
    assert lamps() == dict.fromkeys(good, "yellow") | {"bad 1": "unlit", "bad 2": "unlit"}
    assert Reminder.objects.count() == 7
    assert f"task {bad.pk}" in open_alarms()
    assert len(open_alarms()) == 2


def test_it_is_left_alone_for_an_hour_and_then_tried_again(tasks):
    (bad,) = tasks("bad")
    sweep(now=WARNED)
    for later, count in ((59, 1), (60, 2)):
        run = sweep(now=WARNED + timedelta(minutes=later))
        assert Alarm.objects.get().count == count
        assert run.failed == ("task" if count == 2 else "")
    assert open_alarms() == {f"task {bad.pk}"}


def test_the_alarm_closes_once_it_turns(tasks):
    tasks("bad")
    sweep(now=WARNED)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER refuses ON responsibility_task")
    sweep(now=WARNED + timedelta(minutes=30))
    assert len(open_alarms()) == 1, "left alone still"
    assert sweep(now=WARNED + timedelta(hours=2)).turned == 1
    assert open_alarms() == set()


def test_where_every_row_fails_it_is_given_up(tasks):
    tasks(*[f"bad {n}" for n in range(MOST_STUCK + 3)])
    run = sweep(now=WARNED)
    assert (run.turned, run.failed) == (0, "task")
    assert len(open_alarms()) == MOST_STUCK
