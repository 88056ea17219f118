"""Sweeps and people side by side, each on a connection of its own."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import groupby
from threading import Barrier

import pytest
from django.db import connection, transaction

from alerts.engine.sweep import sweep, sweep_batch
from alerts.lamps.models import LampTurn, SweepRun
from alerts.lamps.relight import relight
from alerts.lamps.rule import lamp_for
from alerts.reminders.models import Reminder
from responsibility.tasks.models import Task
from tests.alerts.lamps.crowd import fill
from tests.make import at, days, make_county, make_holder, make_unit

pytestmark = pytest.mark.django_db(transaction=True)

TASKS, SWEEPERS, WRITERS = 600, 4, 3
DAY = at("2026-09-23 00:00")
INSTANTS = [DAY + days(n / 4) for n in range(60)]


@pytest.fixture
def post():
    return make_holder(make_unit(make_county()))[0]


def on_own_connection(work, *args):
    try:
        return work(*args)
    finally:
        connection.close()


def together(*jobs) -> list:
    """Run (function, arguments...) each in a thread of its own; their results, or the failure."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        running = [pool.submit(on_own_connection, *job) for job in jobs]
    return [one.result() for one in running]


def sweep_through(start: Barrier) -> int:
    start.wait()
    return sum(sweep(now=now, batch=7).turned for now in INSTANTS)


def lodge_and_withdraw(start: Barrier, ids: list[int]) -> int:
    """Each task is lodged or withdrawn in turn, while the lamps turn by the clock."""
    start.wait()
    written = 0
    for round_, now in enumerate(INSTANTS):
        for pk in ids[round_ % 3 :: 3]:
            with transaction.atomic():
                task = Task.objects.select_for_update().get(pk=pk)
                done = task.fulfilled_at is None
                facts = {"done": int(done), "fulfilled_at": now if done else None}
                cause = "lodged" if done else "withdrawn"
                written += relight(deadline=task, now=now, cause=cause, **facts)
    return written


def ledgers() -> dict[int, list[LampTurn]]:
    turns = LampTurn.objects.order_by("deadline_id", "pk")
    return {pk: list(rows) for pk, rows in groupby(turns, key=lambda turn: turn.deadline_id)}


def assert_whole(task: Task, turns: list[LampTurn], now: datetime) -> None:
    """The ledger is a chain in time that ends in the stored lamp, which is the right one."""
    lit, since = None, None
    for turn in turns:
        assert turn.from_lamp == lit
        assert since is None or turn.took_effect_at > since
        lit, since = turn.to_lamp, turn.took_effect_at
    assert (task.lamp, task.lamp_since) == (lit, since)
    assert task.lamp == lamp_for(task.facts, now=now)


def test_four_sweeps_and_three_writers_keep_every_ledger_whole(post):
    fill(
        post,
        TASKS,
        warns_at="t.warns_at + mod(n, 24) * interval '6 hours'",
        late_at="t.warns_at + mod(n, 24) * interval '6 hours' + mod(n, 5) * interval '1 day'"
        " + interval '1 hour'",
    )
    ids = list(Task.objects.order_by("pk").values_list("pk", flat=True))
    written, left = ids[: TASKS // 4], ids[TASKS // 4 :]
    start = Barrier(SWEEPERS + WRITERS)
    results = together(
        *[(sweep_through, start)] * SWEEPERS,
        *[(lodge_and_withdraw, start, written[n::WRITERS]) for n in range(WRITERS)],
    )
    sweep(now=INSTANTS[-1])

    ledger = ledgers()
    for task in Task.objects.all():
        assert_whole(task, ledger[task.pk], INSTANTS[-1])
    assert sum(results[SWEEPERS:]) > len(written), "the writers turned lamps"
    # Whom nobody wrote to: yellow and red once each, and one reminder for each turn of the sweep.
    for pk in left:
        assert [turn.to_lamp for turn in ledger[pk]] == ["unlit", "yellow", "red"]
    told = Counter(
        Reminder.objects.filter(deadline_id__in=left).values_list("stage", "deadline_id")
    )
    assert set(told.values()) == {1}
    assert sum(stage == "overdue" for stage, _ in told) == len(left)
    turned = sum(SweepRun.objects.values_list("turned", flat=True))
    assert sum(results[:SWEEPERS]) <= turned
    assert not SweepRun.objects.exclude(failed="").exists()


def test_a_locked_row_keeps_no_other_waiting_and_comes_next_time(post):
    fill(post, 20)
    held = Task.objects.order_by("pk").first()

    def sweep_now():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        return sweep(now=DAY).turned

    with transaction.atomic():
        Task.objects.select_for_update().get(pk=held.pk)
        assert together([sweep_now]) == [20]
        held.refresh_from_db()
        assert held.lamp == "unlit"
    assert sweep_now() == 1


def test_who_refers_to_a_task_does_not_wait_for_the_sweep(post):
    task = fill(post, 5)

    def refer():
        """What PostgreSQL does to the task when a record that names it is inserted."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            cursor.execute(
                "SELECT id FROM responsibility_task WHERE id = %s FOR KEY SHARE", [task.pk]
            )
            return cursor.fetchone()

    with transaction.atomic():
        assert sweep_batch(Task, now=DAY, batch=100) == 6
        assert together([refer]) == [(task.pk,)]
