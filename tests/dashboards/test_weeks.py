"""Lamps week by week: what the ledger answers is what replaying the facts gives."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from alerts.engine.sweep import sweep
from alerts.lamps.relight import relight
from alerts.lamps.rule import LampFacts, lamp_for
from dashboards.overview.weeks import lamps_at, week_ends
from demonstration.roles import Role
from pages.quarter import Quarter
from responsibility.records.kind import LODGED
from responsibility.tasks.models import Task
from tests import make
from tests.make import at

pytestmark = pytest.mark.django_db
THIS = Quarter(2026, 3)
JULY, AUGUST, SEPTEMBER = "2026-07-31", "2026-08-31", "2026-09-30"
DONE = {"done": 1}
ASKED = {"hold": "extension_asked"}
FREE = {"hold": None, "held_since": None, "held_until": None}
# What happens to a task due at the end of a month: (when, facts changed).
STORIES = {
    "nothing": [],
    "done early": [("2026-07-09 10:00", DONE)],
    "done late": [("2026-08-20 10:00", DONE)],
    "done and withdrawn": [("2026-07-09 10:00", DONE), ("2026-08-12 09:00", {"done": 0})],
    "withdrawn late": [("2026-08-20 10:00", DONE), ("2026-09-12 09:00", {"done": 0})],
    "held and refused": [("2026-07-28 10:00", ASKED), ("2026-08-18 10:00", FREE)],
    "held and granted": [
        ("2026-07-28 10:00", ASKED),
        ("2026-08-05 10:00", FREE | {"late_at": at("2026-09-16 00:00"),
                                     "warns_at": at("2026-09-09 00:00")}),
    ],
    "red and granted": [
        ("2026-08-10 10:00", {"late_at": at("2026-09-16 00:00"),
                              "warns_at": at("2026-09-09 00:00")}),
    ],
    "in correction": [
        ("2026-07-09 10:00", DONE),
        ("2026-08-12 09:00", {"done": 0, "hold": "in_correction",
                              "held_until": at("2026-09-02 00:00")}),
    ],
    "exempt": [("2026-08-12 09:00", {"exempt": True})],
    "exempt for a while": [
        ("2026-08-12 09:00", {"exempt": True}), ("2026-09-03 09:00", {"exempt": False}),
    ],
}  # fmt: skip


@pytest.fixture
def post():
    return make.make_holder(make.make_unit(make.make_county()), Role.PRINCIPAL_OFFICER)[0]


def task_due(post, day) -> Task:
    late_at = at(f"{day} 00:00") + timedelta(days=1)
    due_on = at(f"{day} 00:00").date()
    return make.make_task(
        post, due_on=due_on, late_at=late_at, warns_at=late_at - timedelta(days=8)
    )


def change(task_id, when, facts):
    with transaction.atomic():
        task = Task.objects.select_for_update().get(pk=task_id)
        if "done" in facts:
            facts = facts | {"fulfilled_at": when if facts["done"] else None}
        if "hold" in facts and facts["hold"]:
            facts = facts | {"held_since": when}
        cause = LODGED
        relight(deadline=task, now=when, cause=cause, **facts)
        return {name: value for name, value in facts.items() if name in LampFacts.__annotations__}


def play(tasks, *, sweeps) -> dict[int, list]:
    """Let it happen, with a sweep at each of `sweeps`; the facts of each task by instant."""
    facts = {task.pk: [(task.opens_at, task.facts)] for task, _story in tasks}
    happens = [(at(when), task.pk, what) for task, story in tasks for when, what in story]
    happens += [(at(f"{day} 00:00"), 0, None) for day in sweeps]
    for when, task_id, what in sorted(happens, key=lambda one: one[:2]):
        if what is None:
            sweep(now=when)
        else:
            known = facts[task_id][-1][1]
            facts[task_id].append((when, replace(known, **change(task_id, when, what))))
    return facts


def replayed(facts, instant) -> Counter:
    lamps = Counter()
    for history in facts.values():
        known = [those for since, those in history if since <= instant]
        if known:
            lamps[lamp_for(known[-1], now=instant)] += 1
    return lamps


@pytest.mark.parametrize("sweeps", [
    [],
    ["2026-07-25", "2026-08-01", "2026-09-01", "2026-09-24"],
    ["2026-08-13"],
], ids=["never swept", "swept", "swept once"])  # fmt: skip
def test_weeks_are_what_a_replay_gives(post, sweeps):
    tasks = [
        (task_due(post, day), story)
        for day in (JULY, AUGUST, SEPTEMBER)
        for story in STORIES.values()
        if day == JULY or not story
    ]
    facts = play(tasks, sweeps=sweeps)
    ends = week_ends(THIS, now=make.NOW)
    found = lamps_at(Task.objects.all(), instants=ends)
    assert [dict(lamps) for lamps in found] == [dict(replayed(facts, end)) for end in ends]
    assert len(set(found[-1])) >= 5


def test_the_last_is_what_boards_show_now(post):
    tasks = [(task_due(post, JULY), story) for story in STORIES.values()]
    play(tasks, sweeps=["2026-08-01"])
    (found,) = lamps_at(Task.objects.all(), instants=[make.NOW])
    counts = Task.objects.lamp_counts(now=make.NOW)
    assert found == Counter({lamp: n for (lamp,), n in counts.items()})


def test_a_task_counts_from_when_it_was_opened_and_made(post):
    make.make_task(post, opens_at=at("2026-08-15 00:00"), lamp_since=at("2026-07-01 00:00"))
    make.make_task(post, lamp_since=at("2026-08-20 00:00"))
    instants = [at(f"2026-08-{day} 12:00") for day in (14, 16, 21)]
    found = lamps_at(Task.objects.all(), instants=instants)
    assert [sum(lamps.values()) for lamps in found] == [0, 1, 2]


def test_week_ends_are_mondays_at_midnight_and_now():
    ends = week_ends(THIS, now=make.NOW)
    assert ends[0] == at("2026-07-06 00:00") and ends[-1] == make.NOW
    assert {end.isoweekday() for end in ends[:-1]} == {1}
    assert len(ends) == 13
    over = week_ends(Quarter(2026, 2), now=make.NOW)
    assert over[-1] == at("2026-07-01 00:00") and over[-2] == at("2026-06-29 00:00")
    assert week_ends(Quarter(2026, 4), now=make.NOW) == []
    begun = week_ends(THIS, now=at("2026-07-02 08:00"))
    assert begun == [at("2026-07-02 08:00")]


def test_no_instants_ask_nothing(post, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert lamps_at(Task.objects.all(), instants=[]) == []
