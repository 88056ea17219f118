"""Whatever people do and whenever the sweep comes, lamps and ledger follow from the facts."""

import os
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.deadlines.kind import STAGE_OF_LAMP
from alerts.engine.sweep import sweep
from alerts.lamps.models import LampTurn
from alerts.reminders.models import Reminder
from responsibility.tasks.models import Task
from tests.make import days
from tests.responsibility.records.history import WAITS, History, Step
from tests.responsibility.records.replay import replay

AT_ONCE = timedelta(milliseconds=1)  # a turn stands a microsecond after the last one
# The same histories every time; more and others with REPLAY_EXAMPLES=500.
EXAMPLES = os.environ.get("REPLAY_EXAMPLES")
ACTS = [
    "lodge", "lodge", "answer", "withdraw", "correct", "correct", "check", "extend", "extend",
    "exempt", "sweep",
]  # fmt: skip


def steps_of(acts: list[str], waits: list) -> st.SearchStrategy:
    return st.builds(
        Step,
        act=st.sampled_from(acts),
        wait=st.sampled_from(waits),
        which=st.integers(0, 11),
        how=st.integers(0, 83),
    )


# Most begin with records in time: there is more to be done with them.
HISTORIES = st.builds(
    list.__add__,
    st.lists(steps_of(["lodge"], WAITS[3:6]), max_size=4),
    st.lists(steps_of(ACTS, WAITS), min_size=5, max_size=14),
)


def ledger(task: Task) -> list[tuple]:
    rows = LampTurn.objects.filter(kind="task", deadline_id=task.pk, from_lamp__isnull=False)
    return list(
        rows.order_by("took_effect_at").values_list(
            "from_lamp", "to_lamp", "cause", "took_effect_at"
        )
    )


def lamps_are_right(history: History) -> None:
    """Every screen is right at every instant, swept or not."""
    shown = dict(Task.objects.with_lamp(now=history.clock).values_list("pk", "lamp_now"))
    for task in history.tasks:
        expected = replay(task, windows=history.windows[task.pk], until=history.clock)
        assert shown[task.pk] == expected.lamp


def what_is_lit_is_told(history: History) -> None:
    """Whoever owes it hears of the lamp that is stored as yellow or red since it last came to it,
    of the day it is due by now (architecture 4: a generation of reminders)."""
    for task in Task.objects.filter(lamp__in=STAGE_OF_LAMP):
        reminders = Reminder.objects.filter(
            kind="task", deadline_id=task.pk, recipient=history.cast.holder
        )
        told = reminders.filter(stage=STAGE_OF_LAMP[task.lamp], revision=task.revision)
        assert told.filter(owed_at__gt=task.lamp_since - AT_ONCE).exists()


def lived_through(
    steps: list[Step], *, sweeping: bool, kind: type[History] = History
) -> list[list[tuple]]:
    """The ledgers of a history, after it was compared with its replay and forgotten again."""
    with transaction.atomic():
        history = kind(sweeping=sweeping)
        for step in steps:
            history.take(step)
            lamps_are_right(history)
            what_is_lit_is_told(history)
        end = history.clock + days(60)
        sweep(now=end)
        ledgers = []
        for task in history.tasks:
            expected = replay(task, windows=history.windows[task.pk], until=end)
            stored = Task.objects.get(pk=task.pk)
            ledgers.append(ledger(task))
            assert ledgers[-1] == expected.turns
            assert (stored.lamp, stored.lamp_since) == (expected.lamp, expected.since)
            assert (stored.done, stored.fulfilled_at) == (expected.done, expected.fulfilled_at)
            assert (stored.hold, stored.held_until) == (expected.hold, expected.until)
            assert (stored.warns_at, stored.late_at) == (expected.warns_at, expected.late_at)
            assert (stored.exempt, stored.turns_at) == (expected.exempt, None)
        transaction.set_rollback(True)
    return ledgers


@pytest.mark.django_db
@settings(
    max_examples=int(EXAMPLES or 25),
    derandomize=EXAMPLES is None,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(HISTORIES)
def test_lamps_and_ledger_follow_from_the_facts(steps):
    assert lived_through(steps, sweeping=True) == lived_through(steps, sweeping=False)
