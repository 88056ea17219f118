"""One table of cases through everything that says what lamp is lit."""

import pytest
from django.utils import timezone

from alerts.engine.sweep import sweep
from alerts.lamps.models import LampTurn
from alerts.lamps.relight import relight
from alerts.lamps.rule import lamp_for
from responsibility.tasks.models import Task
from tests.alerts.lamps.cases import CASES, Case
from tests.make import make_county, make_holder, make_task, make_unit

ALWAYS, NEVER, WARNED = "always swept", "never swept", "swept until the warning"
each_case = pytest.mark.parametrize("case", [pytest.param(c, id=c.name) for c in CASES])


@pytest.fixture
def post(db):
    return make_holder(make_unit(make_county()))[0]


def live(post, case: Case, *, swept: str) -> Task:
    """The task of `case` after all its acts; `swept`: how far the sweep had come before each."""
    task = make_task(post, colours=case.colours, lamp=case.first, **case.given)
    for act in case.acts:
        if swept != NEVER:
            sweep(now=act.at if swept == ALWAYS else min(act.at, case.given["warns_at"]))
        task = Task.objects.select_for_update().get(pk=task.pk)
        relight(deadline=task, now=act.at, cause=act.cause, **act.facts)
    return task


def ledger(task: Task) -> list[str]:
    turns = LampTurn.objects.filter(kind="task", deadline_id=task.pk).order_by("pk")
    lit = None
    for turn in turns:
        assert turn.from_lamp == lit, "the ledger is a chain"
        lit = turn.to_lamp
    return [f"{turn.to_lamp} {written(turn.took_effect_at)} {turn.cause}" for turn in turns]


def written(instant) -> str:
    text = timezone.localtime(instant).replace(tzinfo=None).isoformat(" ")
    return text.removesuffix(":00")


@each_case
def test_the_rule_in_memory(case):
    assert lamp_for(case.facts, now=case.now) == case.lamp


@each_case
def test_the_rule_in_sql_with_nobody_sweeping(post, case):
    live(post, case, swept=NEVER)
    assert Task.objects.with_lamp(now=case.now).get().lamp_now == case.lamp


@each_case
@pytest.mark.parametrize("swept", [ALWAYS, NEVER, WARNED])
def test_the_sweep_and_the_ledger(post, case, swept):
    task = live(post, case, swept=swept)
    sweep(now=case.now)
    task.refresh_from_db()
    assert task.lamp == case.lamp
    first = f"{case.first} {written(case.given['opens_at'])} created"
    assert ledger(task) == [first, *case.turns]
    assert task.lamp_since == LampTurn.objects.latest("pk").took_effect_at


def test_names_of_cases_are_not_repeated():
    assert len({case.name for case in CASES}) == len(CASES)
