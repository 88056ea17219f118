"""Entering a revision: who hears of it, what is refused; what was foreseen is what happens."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from alerts.audit.models import AuditEntry
from alerts.engine.sweep import sweep
from alerts.lamps.models import LampTurn
from alerts.reminders.models import Reminder
from pages.days import midnight
from pages.refused import Refused
from responsibility.lists.models import DutyList
from responsibility.lists.revisions import Revision
from responsibility.lists.versions.start import start_version
from responsibility.records.lodging.lodge import lodge
from responsibility.tasks.joining.give import give_by_itself
from responsibility.tasks.models import Task
from responsibility.tasks.revising.carry_out import carry_out_due
from responsibility.tasks.revising.enter import (
    enter_revision,
    take_back_revision,
    try_revision,
)
from responsibility.tasks.revising.kind import REVISED, TAKEN_BACK
from responsibility.tasks.revising.lines import revisions_on_desk
from tests import make
from tests.make import actor, make_holder
from tests.responsibility.tasks.revised import FIRST, NOW, THEN, County, with_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def revised():
    return with_version()


def test_who_answers_hears_of_it_and_of_its_end(revised):
    revision = revised.revise(revised.new)
    heads = {head.pk for _post, head in revised.heads}
    told = Reminder.objects.filter(stage=REVISED)
    assert set(told.values_list("recipient", flat=True)) == heads
    (line,) = revisions_on_desk(user=revised.head, now=NOW)
    assert line.address == revision.get_absolute_url()
    take_back_revision(revision_id=revision.pk, **revised.by)
    told = Reminder.objects.filter(stage=TAKEN_BACK)
    assert set(told.values_list("recipient", flat=True)) == heads
    carry_out_due(now=THEN)
    assert not Task.objects.filter(exempt=True).exists()
    assert revisions_on_desk(user=revised.head, now=NOW) == []
    assert revised.revise(revised.new).waits  # and may be entered again


REFUSALS = [
    ({"first_on": date(2026, 6, 15)}, "never reaches back"),
    ({"first_on": date(2027, 1, 1)}, "no earlier version is published"),
    ({"codes": ["X-0"]}, "no new items"),
]


@pytest.mark.parametrize(("over", "sentence"), REFUSALS)
def test_refused(revised, over, sentence):
    with pytest.raises(Refused, match=sentence):
        revised.revise(revised.new, **over)
    assert not Revision.objects.exists()


def test_what_is_no_later_version_or_waits_already_is_refused(revised):
    first = DutyList.objects.get(pk=revised.list_id)
    with pytest.raises(Refused, match="no earlier version is published"):
        revised.revise(first)
    draft = start_version(list_id=revised.new.pk, year=2026, **revised.by)
    with pytest.raises(Refused, match="Publish the version first"):
        revised.revise(draft)
    revised.revise(revised.new)
    with pytest.raises(Refused, match="already"):
        revised.revise(revised.new)


def test_only_the_office_revises(revised):
    with pytest.raises(DutyList.DoesNotExist):
        revised.revise(revised.new, by=actor(revised.head))


def test_what_was_shown_must_still_hold(revised):
    act = {"list_id": revised.new.pk, "first_on": FIRST, "codes": [], **revised.by}
    foreseen = try_revision(**act)
    make_holder(revised.units[1])
    give_by_itself(now=NOW)
    with pytest.raises(Refused, match="no longer what was shown"):
        enter_revision(mark=foreseen.mark, **act)
    again = try_revision(**act)
    revision = enter_revision(mark=again.mark, **act)
    assert revision.foreseen == sum(not fate.stays for fate in again.fates)


# What was foreseen is what happens, on random lists


CADENCES = ["monthly", "quarterly", "half_yearly", "yearly"]


def snapshot() -> dict:
    """What each task is: by post, item and period."""
    return {
        (task.post_id, task.item_code, task.period_start): (
            task.pk, task.exempt, task.required, task.due_on, task.item_id
        )
        for task in Task.objects.all()
    }  # fmt: skip


def difference(before: dict, after: dict) -> set:
    found = set()
    for key, becomes in after.items():
        was = before.get(key)
        if was is None:
            found.add((*key, "made", becomes[2], becomes[3]))
        elif was[1:] != becomes[1:]:
            how = "withdrawn" if becomes[1] else "changed"
            found.add((*key, how, becomes[2], becomes[3]))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_what_was_foreseen_is_what_happens(seed):
    draw = Random(seed)
    county = County(units=3)
    items = [
        county.item(cadence=draw.choice(CADENCES), required=draw.choice([1, 1, 2, 4]))
        for _ in range(5)
    ]
    list_id, codes = items[0].duty_list_id, [item.code for item in items]
    county.publish(list_id, draw.sample(codes, 4))
    sweep(now=NOW)
    for task in draw.sample(list(Task.objects.filter(opens_at__lte=NOW, lamp="unlit")), 2):
        holder = next(head for post, head in county.heads if post.pk == task.post_id)
        lodge(by=actor(holder), now=NOW, nonce=make.nonce(), task_ids=[task.pk],
              happened_on=NOW.date(), text="Done.")  # fmt: skip
    added = []

    def edit(draft):
        for code in draw.sample(codes, 2):
            county.remove(draft, code)
        for item in draw.sample(list(draft.items.all()), 2):
            county.change(draft, item.code, **draw.choice([
                {"text": "Otherwise"}, {"required": 3}, {"cadence": draw.choice(CADENCES)},
                {"applies_to": [county.units[0].pk]}, {"warn_days": 3},
            ]))  # fmt: skip
        for number in range(draw.randrange(3)):
            values = {"cadence": draw.choice(CADENCES), "required": draw.choice([1, 4])}
            added.append(county.add(draft, text=f"New {number}", **values).code)

    new = county.version(list_id, edit)
    act = {
        "list_id": new.pk,
        "first_on": draw.choice([date(2026, 7, 1), date(2026, 7, 15), date(2026, 9, 2)]),
        "codes": draw.sample(added, draw.randrange(len(added) + 1)),
        "end_running": draw.random() < 0.5,
        **county.by,
    }
    first = midnight(act["first_on"])
    before = snapshot()
    foreseen = try_revision(**act)
    assert snapshot() == before
    assert not Revision.objects.exists()
    revision = enter_revision(mark=foreseen.mark, **act)
    carry_out_due(now=first)
    revision.refresh_from_db()
    wanted = {
        (fate.post_id, fate.code, fate.period_start, fate.how, fate.required, fate.due_on)
        for fate in foreseen.fates
        if not fate.stays
    }
    assert difference(before, snapshot()) == wanted
    assert revision.foreseen == len(wanted)
    at_once = sum(count for *_lamps, count in foreseen.foresight.at_once)
    made = Counter(fate.how for fate in foreseen.fates)["made"]
    assert LampTurn.objects.filter(cause=REVISED).count() == at_once
    assert AuditEntry.objects.filter(action="revision.carry_out").count() == 1
    assert made == revision.made
