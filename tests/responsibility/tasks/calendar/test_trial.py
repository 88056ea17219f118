"""The trial of a change of the calendar is what happens then: on random changes."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction

from alerts.engine.sweep import sweep
from alerts.workdays.calendar import calendar_of
from responsibility.tasks.calendar.close import close_offices, closure_of
from responsibility.tasks.calendar.notice import enter_notice, notice_of
from responsibility.tasks.calendar.trial import trial_of
from responsibility.tasks.models import Task
from tests.make import at, make_holder, make_unit
from tests.responsibility.records.cast import acting
from tests.responsibility.tasks.published import Ground

pytestmark = pytest.mark.django_db

OFF = (True, "")
EVES = ["PO-C07-02"]
NOW = at("2026-06-24 10:00")  # what is due on 30 June is yellow


@pytest.fixture
def ground():
    ground = Ground()
    ground.units = [ground.unit, *(make_unit(ground.county) for _ in range(3))]
    for unit in ground.units[1:]:
        make_holder(unit)
    ground.publish("PO-C01-01", "PO-C01-03", *EVES)
    sweep(now=NOW)
    return ground


def state():
    return {
        pk: (due_on, lamp)
        for pk, due_on, lamp in Task.objects.with_lamp(now=NOW).values_list(
            "pk", "due_on", "lamp_now"
        )
    }


def outcome(before, after):
    days, turns = Counter(), Counter()
    for pk, (due_on, lamp) in before.items():
        later, other = after[pk]
        assert later >= due_on
        if later > due_on:
            days[due_on, later] += 1
        if other != lamp:
            turns[lamp, other] += 1
    return days, turns


def tried_and_done(ground, before, *, calendar, verb, **words):
    """Try out, carry out, compare; whatever was written is undone."""
    trial = trial_of(county_id=ground.county.pk, calendar=calendar, now=NOW)
    with transaction.atomic():
        act = {"county_id": ground.county.pk, "by": acting(ground.officer), "now": NOW}
        entered = verb(mark=trial.mark, **act, **words)
        assert entered.moved == trial.moved
        assert outcome(before, state()) == (trial.days, trial.turns)
        transaction.set_rollback(True)
    return trial


def test_the_trial_of_a_closure_is_what_happens(ground):
    draw, before, seen = Random(20260624), state(), Counter()
    for _ in range(40):
        first_on = NOW.date() + timedelta(days=draw.randrange(120) if draw.random() < 0.5 else 6)
        words = {
            "first_on": first_on,
            "last_on": first_on + timedelta(days=draw.randrange(9)),
            "reason": "Flood",
            "unit_ids": [unit.pk for unit in draw.sample(ground.units, draw.randrange(4))],
        }
        closure = closure_of(county_id=ground.county.pk, now=NOW, **words)
        calendar = calendar_of(ground.county.pk).with_closure(closure)
        trial = tried_and_done(ground, before, calendar=calendar, verb=close_offices, **words)
        seen["moves"] += trial.moved > 0
        seen["turns"] += bool(trial.turns)
        seen["nothing"] += not trial.moved
    assert min(seen.values()) > 5, seen  # each of them was tried


def test_the_trial_of_a_notice_is_what_happens(ground):
    draw, before, seen = Random(7), state(), Counter()
    for _ in range(60):
        days = {}
        for _number in range(draw.randrange(1, 5)):
            first = date(2026, 6, 24) + timedelta(days=draw.randrange(180))
            name = draw.choice(["", "中秋", "国庆节", "国庆节、中秋"])
            for number in range(draw.randrange(1, 8)):
                days[first + timedelta(days=number)] = (draw.random() < 0.8, name)
        if draw.random() < 0.4:  # the day of what is yellow, and enough to put its lamp out
            days |= dict.fromkeys([date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 2)], OFF)
        days[date(2026, 7, 15)] = (True, "")
        words = {"year": 2026, "days": days, "basis": "No. 7"}
        notice = notice_of(county_id=ground.county.pk, now=NOW, **words)
        calendar = calendar_of(ground.county.pk).with_days(notice.arrangement)
        trial = tried_and_done(ground, before, calendar=calendar, verb=enter_notice, **words)
        seen["moves"] += trial.moved > 0
        seen["turns"] += bool(trial.turns)
    assert min(seen.values()) > 5, seen
