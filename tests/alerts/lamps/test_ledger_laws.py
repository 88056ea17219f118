"""Whatever people do and whenever the sweep runs, the ledger says when each lamp was lit."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.engine.sweep import sweep
from alerts.lamps.models import LampTurn
from alerts.lamps.relight import relight
from alerts.lamps.rule import Hold, LampFacts, lamp_for
from responsibility.tasks.models import Task
from tests.make import at, make_county, make_holder, make_task, make_unit

START, LENGTH = at("2026-09-30 23:40"), 40


def minute(number: int) -> datetime:
    return START + timedelta(minutes=number)


# Clocks strike on even minutes and people act on odd ones, so that no two fall together: which
# of two comes first in one instant is a case of its own (tests/alerts/lamps/cases).
even = st.integers(1, LENGTH // 2 - 1).map(lambda n: 2 * n)
odd = st.integers(0, LENGTH // 2 - 1).map(lambda n: 2 * n + 1)


@st.composite
def acts(draw) -> list[tuple[datetime, dict]]:
    """What people do, in order: facts by the instant of the act."""
    done = []
    for number in sorted(draw(st.sets(odd, max_size=6))):
        now = minute(number)
        released = {"hold": None, "held_since": None, "held_until": None}
        moved = draw(st.tuples(even, even).filter(lambda pair: pair[0] < pair[1]))
        window = {"held_since": now, "held_until": minute(draw(even))}
        facts = draw(
            st.sampled_from(
                [
                    {"done": 1, "fulfilled_at": now},
                    {"done": 0, "fulfilled_at": None},
                    released | {"hold": Hold.EXTENSION_ASKED, "held_since": now},
                    window | {"hold": Hold.IN_CORRECTION, "done": 0, "fulfilled_at": None},
                    released,
                    released | {"warns_at": minute(moved[0]), "late_at": minute(moved[1])},
                    {"exempt": True},
                    {"exempt": False},
                ]
            )
        )
        done.append((now, facts))
    return done


def expected(facts: LampFacts, done: list[tuple[datetime, dict]]) -> list[tuple[str, datetime]]:
    """The ledger by walking every minute: the rule alone, no trigger, no sweep."""
    by_minute = dict(done)
    lit, turns = None, []
    for number in range(LENGTH + 1):
        now = minute(number)
        for name, value in by_minute.get(now, {}).items():
            if hasattr(facts, name):
                facts = replace(facts, **{name: value})
        lamp = lamp_for(facts, now=now)
        if lamp != lit:
            turns.append((str(lamp), now))
            lit = lamp
    return turns


@pytest.fixture
def post(db):
    return make_holder(make_unit(make_county()))[0]


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    edges=st.tuples(even, even).filter(lambda pair: pair[0] < pair[1]),
    done=acts(),
    swept=st.sets(st.integers(0, LENGTH)),
)
def test_the_ledger_is_the_same_however_often_the_sweep_runs(post, edges, done, swept):
    facts = LampFacts(warns_at=minute(edges[0]), late_at=minute(edges[1]))
    by_minute = dict(done)
    with transaction.atomic():
        task = make_task(post, opens_at=minute(0), **vars(facts))
        for number in range(LENGTH + 1):
            if number in swept or number == LENGTH:
                sweep(now=minute(number))
            if act := by_minute.get(minute(number)):
                task = Task.objects.select_for_update().get(pk=task.pk)
                relight(deadline=task, now=minute(number), cause="verdict", **act)
        turns = LampTurn.objects.filter(deadline_id=task.pk).order_by("pk")
        assert [(t.to_lamp, t.took_effect_at) for t in turns] == expected(facts, done)
        task.refresh_from_db()
        assert (task.lamp, task.lamp_since) == expected(facts, done)[-1]
        transaction.set_rollback(True)
