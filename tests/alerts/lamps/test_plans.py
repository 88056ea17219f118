"""How PostgreSQL reads: screens count from an index alone, the sweep never scans the table."""

from collections import Counter
from contextlib import contextmanager
from time import perf_counter

import pytest
from django.db import connection, transaction

from alerts.engine.sweep import sweep
from demonstration.roles import Role
from pages.quarter import Quarter
from responsibility.tasks.models import Task
from tests.alerts.lamps.crowd import fill
from tests.make import at, make_county, make_holder, make_unit, supervise

pytestmark = pytest.mark.django_db(transaction=True)
NOW = at("2026-09-23 02:00")
QUARTER = Quarter(2026, 3)


@pytest.fixture(autouse=True)
def nobody_analyzes():
    """Statistics stay as `fill` left them."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE responsibility_task SET (autovacuum_enabled = false)")
        yield
        cursor.execute("ALTER TABLE responsibility_task RESET (autovacuum_enabled)")


@pytest.fixture
def county():
    county = make_county()
    post, _ = make_holder(make_unit(county))
    fill(
        post,
        8000,
        warns_at="t.warns_at + n * interval '1 minute'",
        late_at="t.late_at + n * interval '1 minute'",
        due_on="t.due_on + mod(n, 16) * 92",
        period_start="t.period_start + mod(n, 16) * 92",
        period_end="t.period_end + mod(n, 16) * 92",
    )
    return county


@contextmanager
def plans(analyze: bool = False):
    """The plans of all statements run inside, each asked for just before its statement."""
    seen = []

    def explain(execute, sql, params, many, context):
        if sql.lstrip("(").startswith(("SELECT", "WITH", "\nWITH")):
            execute(f"EXPLAIN ({'ANALYZE, ' * analyze}COSTS off) {sql}", params, many, context)
            seen.append("\n".join(line for (line,) in context["cursor"].fetchall()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        yield seen


def test_lamps_are_counted_from_the_index_alone(county):
    period = Task.objects.filter(QUARTER.tasks, county_id=county.pk)
    with plans(analyze=True) as seen:
        counts = period.opened(now=NOW).lamp_counts(now=NOW, by=("unit", "category"))
    assert sum(counts.values()) == 501
    (plan,) = seen
    stored, *expired = plan.split("Index Scan using task_turns")
    assert "Index Only Scan using task_counts" in stored
    assert "Heap Fetches: 0" in stored
    assert len(expired) == 2, "the expired come from the partial index"
    assert "Seq Scan" not in plan


def test_what_a_discipline_body_sees_is_counted_from_the_index_too(county):
    """It has tasks of its own beside the units it supervises."""
    body = make_unit(county)
    post, inspector = make_holder(body, Role.STATIONED_GROUP)
    supervise(body, county.children.first())
    seen_by = Task.objects.visible_to(inspector, at=NOW).filter(county_id=county.pk)
    period = seen_by.filter(QUARTER.tasks)
    with plans(analyze=True) as seen:
        counts = period.lamp_counts(now=NOW, by=("post_id", "category_id"))
    assert sum(counts.values()) == 501
    assert "Index Only Scan using task_counts" in seen[-1]
    assert post.pk not in {key[0] for key in counts}


def test_counts_are_those_of_the_rows(county):
    tasks = Task.objects.filter(county_id=county.pk)
    lamps = tasks.with_lamp(now=NOW).values_list("period_start", "lamp_now")
    assert tasks.lamp_counts(now=NOW, by=("period_start",)) == Counter(lamps)
    assert {lamp for _, lamp in lamps} == {"unlit", "yellow"}


@pytest.mark.parametrize("now", [NOW, at("2027-01-01 00:00")], ids=["few are due", "all are due"])
def test_the_sweep_never_scans_the_table(county, now):
    """Neither when most rows are due, nor when they are turned and the statistics do not know."""
    due = Task.objects.filter(turns_at__lte=now).count()
    with plans() as seen:
        assert sweep(now=now, batch=1000).turned == due
    sweeps = [plan for plan in seen if "LockRows" in plan and "responsibility_task" in plan]
    assert len(sweeps) == due // 1000 + 2
    for plan in sweeps:
        assert "Index Scan using task_turns" in plan
        assert "Tid Scan" in plan
        assert "Seq Scan" not in plan
        assert "Bitmap" not in plan


def test_the_ledger_costs_what_turns_not_its_square(county):
    """Also in a session whose first turn was of a single row: the plan is kept."""
    ids = list(Task.objects.order_by("pk").values_list("pk", flat=True))

    def seconds(some: list[int]) -> float:
        started = perf_counter()
        with transaction.atomic():
            Task.objects.filter(pk__in=some).update(
                exempt=True, lamp="exempt", lamp_since=NOW, lamp_cause="exempted"
            )
            transaction.set_rollback(True)
        return perf_counter() - started

    seconds(ids[:1])
    few, many = (min(seconds(ids[:n]) for _ in range(3)) for n in (1000, 8000))
    assert many / few < 24, "8 where the cost is that of the rows, 64 where of their square"
