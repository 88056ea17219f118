"""Laws of the lamp that hold for any facts, found by search rather than by table.

All instants lie on a grid of minutes, so that walking the grid is an exact check: between two
minutes nothing can change.
"""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.deadlines.readers import all_rows, grouped
from alerts.engine.sweep import sweep
from alerts.lamps.rule import Hold, LampFacts, lamp_for
from pages.lamp import Lamp
from responsibility.tasks.models import Task
from tests.make import at, make_county, make_holder, make_item, make_task, make_unit

START, LENGTH = at("2026-09-30 23:50"), 20
minutes = st.integers(0, LENGTH)
with_database = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def minute(number: int) -> datetime:
    return START + timedelta(minutes=number)


@st.composite
def given_facts(draw) -> tuple[LampFacts, datetime]:
    """Any facts, and the instant since when they are so."""
    since = draw(minutes)
    warns = draw(st.integers(0, LENGTH - 1))
    late = draw(st.integers(warns + 1, LENGTH))
    closes = draw(st.none() | st.integers(late, LENGTH))
    fulfilled = draw(st.none() | st.integers(0, since))
    hold = draw(st.none() | st.sampled_from(list(Hold)))
    until = draw(minutes) if hold == Hold.IN_CORRECTION else None
    facts = LampFacts(
        warns_at=minute(warns),
        late_at=minute(late),
        closes_at=None if closes is None else minute(closes),
        fulfilled_at=None if fulfilled is None else minute(fulfilled),
        hold=hold,
        held_until=None if until is None else minute(until),
        exempt=draw(st.sampled_from([False, False, False, True])),
    )
    return facts, minute(since)


def lamps_over_time(facts: LampFacts) -> list[tuple[datetime, Lamp]]:
    return [(minute(n), lamp_for(facts, now=minute(n))) for n in range(LENGTH + 2)]


@given(given_facts())
def test_the_clock_alone_leads_only_forward(known):
    facts, _ = known
    seen = [lamp for _, lamp in lamps_over_time(facts)]
    turns = [pair for pair in zip(seen, seen[1:], strict=False) if pair[0] != pair[1]]
    forward = {(Lamp.UNLIT, Lamp.YELLOW), (Lamp.YELLOW, Lamp.RED)}
    assert set(turns) <= forward


@pytest.fixture
def places(db):
    county = make_county()
    units = [make_unit(county), make_unit(county)]
    return make_item(county), [make_holder(unit)[0] for unit in units]


def store(places, known: list[tuple[LampFacts, datetime]]) -> list[Task]:
    """A task for each of the facts, its lamp stored as it was when they became known."""
    item, posts = places
    first = make_task(posts[0], item, item_code="first")
    tasks = []
    for number, (facts, since) in enumerate(known):
        row = Task(**{f.attname: getattr(first, f.attname) for f in Task._meta.fields
                      if not f.primary_key and not f.generated})  # fmt: skip
        post = posts[number % 2]
        row.post, row.unit, row.item_code = post, post.unit, f"row {number}"
        for name, value in vars(facts).items():
            setattr(row, name, value)
        row.opens_at = min(row.opens_at, row.warns_at)
        row.done = int(row.fulfilled_at is not None)
        row.held_since = since if row.hold else None
        row.lamp, row.lamp_since = lamp_for(facts, now=since), since
        tasks.append(row)
    return Task.objects.bulk_create(tasks)


def assert_parts_are_whole(rows, stored: dict[int, Task], *, now: datetime) -> None:
    """Rows chosen by their lamp, and their numbers, are those that have it; and what is overdue and
    open to late entry is not done, which the boards' index takes for granted."""
    wanted = [Lamp.RED, Lamp.YELLOW]
    parts = rows.by_lamp(*wanted, now=now)
    chosen = sorted((row.pk, row.lamp_now) for part in parts for row in part)
    assert chosen == sorted((pk, r.lamp_now) for pk, r in stored.items() if r.lamp_now in wanted)
    counted = Counter()
    for unit_id, lamp, n in grouped(parts, "unit_id", "lamp_now", n=all_rows):
        counted[unit_id, lamp] += n
    assert counted == Counter((stored[pk].unit_id, lamp) for pk, lamp in chosen)
    for row in (stored[pk] for pk, lamp in chosen if lamp == Lamp.RED):
        if row.closes_at is None or row.closes_at > now:
            assert not row.exempt and (row.fulfilled_at is None or row.fulfilled_at > now)


@with_database
@given(known=st.lists(given_facts(), min_size=1, max_size=30), now=minutes)
def test_rows_in_sql_agree_with_the_rule(places, known, now):
    """Turns, lamps and counts, with lamps of all ages among the stored ones."""
    with transaction.atomic():
        tasks = store(places, known)
        rows = Task.objects.filter(pk__in=[task.pk for task in tasks])
        stored = rows.with_lamp(now=minute(now)).in_bulk()
        lamps = Counter()
        for task, (facts, since) in zip(tasks, known, strict=True):
            row = stored[task.pk]
            changes = [t for t, lamp in lamps_over_time(facts) if t > since and lamp != row.lamp]
            assert row.turns_at == next(iter(changes), None)
            if minute(now) >= since:
                assert row.lamp_now == lamp_for(facts, now=minute(now))
            lamps[row.unit_id, row.lamp_now] += 1
        assert rows.lamp_counts(now=minute(now), by=("unit_id",)) == lamps
        assert_parts_are_whole(rows, stored, now=minute(now))
        swept = sweep(now=minute(now))
        assert {row.pk: row.lamp for row in rows} == {
            pk: row.lamp_now for pk, row in stored.items()
        }
        assert swept.turned >= sum(row.lamp != row.lamp_now for row in stored.values())
        assert not rows.filter(turns_at__lte=minute(now)).exists()
        transaction.set_rollback(True)
