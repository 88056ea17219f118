"""What-if = what happens: of 200 random changes of each kind of rule, what was foreseen is what the
verb, the sweep and the ledger then do."""

from collections import Counter
from datetime import date, timedelta
from functools import partial
from random import Random

import pytest
from django.db import transaction

from alerts.deadlines.kind import STAGE_OF_LAMP
from alerts.decisions.exempt import exempt
from alerts.engine.sweep import sweep
from alerts.lamps.models import LampTurn
from alerts.reminders.models import Reminder
from alerts.whatif.foresee import do_as_foreseen, foresee
from alerts.whatif.foresight import Foresight
from alerts.workdays.models import LocalClosure
from pages.days import midnight
from pages.refused import Refused
from responsibility.lists.lamp_scheme import LampScheme
from responsibility.owed.outages.keep import enter_outage, try_outage
from responsibility.owed.schemes.apply import apply_due
from responsibility.owed.schemes.change import change_scheme, try_scheme
from responsibility.tasks.calendar.close import close_offices, try_closure
from responsibility.tasks.calendar.notice import enter_notice, try_notice
from responsibility.tasks.models import Task
from tests.make import at, make_holder, make_unit
from tests.responsibility.records.cast import acting
from tests.responsibility.tasks.published import Ground

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

NOW = at("2026-06-24 10:00")  # what is due on 30 June is yellow
SOON = timedelta(hours=1)
HORIZON = at("2027-12-31 00:00")


@pytest.fixture
def ground():
    ground = Ground()
    ground.units = [ground.unit, *(make_unit(ground.county) for _ in range(3))]
    for unit in ground.units[1:]:
        make_holder(unit)
    ground.publish("PO-C01-01", "PO-C01-03", "PO-C07-02")
    sweep(now=NOW)
    ground.act = {"county_id": ground.county.pk, "by": acting(ground.officer), "now": NOW}
    return ground


def ledger(after: int) -> set:
    rows = LampTurn.objects.filter(pk__gt=after)
    return set(rows.values_list("kind", "deadline_id", "from_lamp", "to_lamp", "took_effect_at"))


def newest(model) -> int:
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def lived(do, foresight: Foresight, instants=()):
    """The turns and the reminders from now to the horizon after `do`; nothing of it is left."""
    turns, reminders = newest(LampTurn), newest(Reminder)
    with transaction.atomic():
        do()
        at_once = Reminder.objects.filter(pk__gt=reminders).values_list("stage", "deadline_id")
        at_once = list(at_once)
        for instant in [*sorted(instants), HORIZON]:
            sweep(now=instant)
        told = Reminder.objects.filter(pk__gt=reminders, owed_at__in=list(instants))
        told = list(told.values_list("owed_at", "stage", "deadline_id"))
        found = ledger(turns)
        transaction.set_rollback(True)
    return found, at_once, told


def check(foresight: Foresight, do) -> None:
    """What was foreseen is the difference that `do` makes."""
    names = {change.name for change in foresight.changes}
    brings, instead = set(), set()
    for change in foresight.changes:
        for turn in change.turns:
            when = turn.at or foresight.at
            brings.add((*change.name, str(turn.was), str(turn.becomes), when))
            if turn.instead_of:
                instead.add((*change.name, str(turn.was), str(turn.becomes), turn.instead_of))
    ahead = {turn.at for change in foresight.turning for turn in change.turns if turn.at}
    without, _at_once, _told = lived(lambda: None, foresight)
    found, at_once, told = lived(do, foresight, ahead)
    assert {turn[:2] for turn in found ^ without} <= names
    assert found - without == brings
    assert instead <= without - found
    assert Counter(stage for stage, _pk in at_once) == Counter(
        {one.stage: one.reminders for one in foresight.tellings if one.at is None}
    )
    wanted = {
        (when, STAGE_OF_LAMP[lamp], pk) for _k, pk, _was, lamp, when in brings if when in ahead
    }
    assert wanted <= set(told)
    foreseen = sum(one.reminders for one in foresight.tellings if one.at)
    assert foreseen == sum(one in wanted for one in told)


def test_changes_of_the_lamp_rules(ground):
    draw, seen = Random(20260624), Counter()
    for number in range(60):
        rules = {
            "name": f"Rules {number}",
            "colours": draw.choice([3, 4]),
            "warn_days": draw.choice([1, 3, 5, 10, 15, 30, 60]),
            "closes_after_days": draw.choice([None, 1, 5, 30, 300]),
            "first_on": draw.choice([date(2026, 6, 25), date(2026, 9, 1)])
            + timedelta(days=draw.randrange(28)),
            "for_open": draw.random() < 0.9,
        }
        foresight = try_scheme(**rules, **ground.act)

        def do(rules=rules, foresight=foresight):
            scheme = change_scheme(mark=foresight.mark, **rules, **ground.act)
            apply_due(now=midnight(rules["first_on"]))
            scheme.refresh_from_db()
            assert scheme.foreseen == len(foresight.turning)
            if scheme.for_open:
                assert scheme.turned == sum(count for *_lamps, count in foresight.at_once)

        check(foresight, do)
        seen["turns"] += bool(foresight.turning)
        seen["at once"] += bool(foresight.at_once)
        seen["quiet"] += bool(foresight.quiet)
        seen["nothing"] += not foresight.changes
    assert min(seen.values()) > 3, seen
    assert not LampScheme.objects.filter(name__startswith="Rules").exists()
    assert not Task.objects.filter(colours=3).exists()


OFF = (True, "")


def test_closures(ground):
    draw, seen = Random(20260624), Counter()
    for _ in range(50):
        first_on = NOW.date() + timedelta(days=draw.randrange(120) if draw.random() < 0.5 else 6)
        words = {
            "first_on": first_on,
            "last_on": first_on + timedelta(days=draw.randrange(9)),
            "reason": "Flood",
            "unit_ids": [unit.pk for unit in draw.sample(ground.units, draw.randrange(4))],
        }
        _closure, foresight = try_closure(**words, **ground.act)

        def do(words=words, foresight=foresight):
            entered = close_offices(mark=foresight.mark, **words, **ground.act)
            assert entered.moved == foresight.moved

        check(foresight, do)
        seen["moves"] += foresight.moved > 0
        seen["turns"] += bool(foresight.at_once)
        seen["nothing"] += not foresight.changes
    assert min(seen.values()) > 3, seen


def test_notices(ground):
    draw, seen = Random(7), Counter()
    for _ in range(50):
        days = {}
        for _number in range(draw.randrange(1, 5)):
            first = date(2026, 6, 24) + timedelta(days=draw.randrange(180))
            name = draw.choice(["", "中秋", "国庆节", "国庆节、中秋"])
            for number in range(draw.randrange(1, 8)):
                days[first + timedelta(days=number)] = (draw.random() < 0.8, name)
        if draw.random() < 0.4:  # the day of what is yellow, and enough to put its lamp out
            days |= dict.fromkeys([date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 2)], OFF)
        days[date(2026, 7, 15)] = OFF
        words = {"year": 2026, "days": days, "basis": "No. 7"}
        foresight = try_notice(**words, **ground.act)

        def do(words=words, foresight=foresight):
            assert enter_notice(mark=foresight.mark, **words, **ground.act).moved == foresight.moved

        check(foresight, do)
        seen["moves"] += foresight.moved > 0
        seen["turns"] += bool(foresight.at_once)
    assert min(seen.values()) > 3, seen


def test_maintenance(ground):
    draw, seen = Random(31), Counter()
    dues = sorted(set(Task.objects.filter(late_at__gt=NOW).values_list("due_on", flat=True)))
    for _ in range(30):
        starts_at = midnight(draw.choice(dues)) + timedelta(hours=draw.randrange(-30, 30))
        words = {"planned": True, "reason": "Power", "starts_at": max(starts_at, NOW + SOON)}
        words["ends_at"] = words["starts_at"] + timedelta(hours=draw.randrange(1, 60))
        _outage, foresight = try_outage(**words, **ground.act)

        def do(words=words, foresight=foresight):
            entered = enter_outage(mark=foresight.mark, **words, **ground.act)
            assert entered.moved == foresight.moved

        check(foresight, do)
        seen["moves"] += foresight.moved > 0
        seen["nothing"] += not foresight.changes
    assert min(seen.values()) > 3, seen


def test_exemptions(ground):
    draw, seen = Random(24), Counter()
    tasks = list(Task.objects.all())
    for _ in range(10):
        task = draw.choice(tasks)
        words = {"by": ground.act["by"], "now": NOW, "deadline": task, "reason": "Nobody there"}
        rows = [Task.objects.filter(pk=task.pk)]
        of = {"county_id": ground.county.pk, "rows": rows, "at": NOW}
        _exemption, foresight = foresee(partial(exempt, **words), **of)
        assert [turn.becomes for turn in foresight.changes[0].turns] == ["exempt"]
        check(
            foresight, partial(do_as_foreseen, partial(exempt, **words), mark=foresight.mark, **of)
        )
        seen[foresight.changes[0].was.lamp] += 1
    assert len(seen) > 1, seen


def test_a_verb_refuses_what_was_not_shown(ground):
    words = {"first_on": date(2026, 6, 30), "last_on": date(2026, 6, 30), "reason": "Flood"}
    _closure, foresight = try_closure(**words, **ground.act)
    task = Task.objects.filter(due_on=date(2026, 6, 30)).first()
    exempt(by=ground.act["by"], now=NOW, deadline=task, reason="Nobody there")
    with pytest.raises(Refused, match="no longer"):
        close_offices(mark=foresight.mark, **words, **ground.act)
    assert not LocalClosure.objects.exists()
