"""A lamp that comes back is told again, whatever was told or passed over before."""

from datetime import datetime

import pytest

from alerts.deadlines.kind import DUE_SOON, OVERDUE
from alerts.engine.sweep import sweep
from alerts.outbox.gather import gather
from alerts.reminders.models import Reminder
from responsibility.tasks.models import Task
from tests.make import at, make_task
from tests.responsibility.records.cast import (
    Cast,
    credit_of,
    decline_as,
    find_insufficient,
    lodge_as,
    make_cast,
    withdraw_as,
)

pytestmark = pytest.mark.django_db
YELLOW, RED = at("2026-09-23 00:00:20"), at("2026-10-01 00:00:20")


@pytest.fixture
def cast():
    return make_cast()


def told(cast: Cast, task: Task, stage: str) -> list[bool]:
    """Whether each reminder of `stage` that the holder was owed reached the inbox, in order."""
    rows = Reminder.objects.filter(deadline_id=task.pk, stage=stage, recipient=cast.holder)
    return [row.message_id is not None for row in rows.order_by("pk")]


@pytest.mark.parametrize(("lit", "stage"), [(YELLOW, DUE_SOON), (RED, OVERDUE)])
def test_what_was_passed_over_is_told_when_it_is_true_again(cast, lit: datetime, stage):
    """Lit, lodged by the clerk before anybody was told, declined by the holder."""
    task = make_task(cast.post)
    sweep(now=lit)
    credit = credit_of(lodge_as(cast.clerk, task, now=lit.replace(second=40)), task)
    gather(now=lit.replace(minute=1))
    assert told(cast, task, stage) == [False]
    decline_as(cast.holder, credit, now=lit.replace(hour=9))
    gather(now=lit.replace(hour=9, minute=1))
    assert told(cast, task, stage) == [False, True]


@pytest.mark.parametrize(("lit", "stage"), [(YELLOW, DUE_SOON), (RED, OVERDUE)])
def test_what_was_told_is_told_again_when_it_comes_back(cast, lit: datetime, stage):
    task = make_task(cast.post)
    sweep(now=lit)
    gather(now=lit)
    record = lodge_as(cast.holder, task, now=lit.replace(hour=8))
    withdraw_as(cast.holder, record, now=lit.replace(hour=9))
    gather(now=lit.replace(hour=10))
    assert told(cast, task, stage) == [True, True]


def test_a_red_behind_a_correction_window_is_told(cast):
    """Red was told, then made good, found insufficient, and the window passed."""
    task = make_task(cast.post)
    sweep(now=RED)
    gather(now=RED)
    credit = credit_of(lodge_as(cast.holder, task, now=RED.replace(hour=8)), task)
    find_insufficient(credit, now=RED.replace(hour=9), until=RED.replace(day=5))
    sweep(now=RED.replace(day=6))
    gather(now=RED.replace(day=6))
    assert told(cast, task, OVERDUE) == [True, True]


def test_one_generation_is_told_once(cast):
    """Half of it withdrawn again while it is red: it never was anything else."""
    task = make_task(cast.post, required=2)
    sweep(now=RED)
    record = lodge_as(cast.holder, task, now=RED.replace(hour=8))
    withdraw_as(cast.holder, record, now=RED.replace(hour=9))
    gather(now=RED.replace(hour=10))
    sweep(now=RED.replace(day=2))
    task.refresh_from_db()
    assert (told(cast, task, OVERDUE), task.revision) == ([True], 0)
