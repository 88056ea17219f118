"""A version takes effect from a day within the year (edge case 18): what becomes of tasks."""

from collections import Counter
from datetime import date

import pytest

from alerts.engine.sweep import sweep
from alerts.lamps.models import LampTurn
from pages.lamp import Lamp
from pages.refused import Refused
from responsibility.lists.publications import Publication
from responsibility.lists.versions.review import publish_version, submit
from responsibility.lists.versions.start import start_version
from responsibility.records.lodging.lodge import lodge
from responsibility.tasks.joining.give import give_by_itself
from responsibility.tasks.joining.published import published
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.publish import publish
from responsibility.tasks.revising.carry_out import carry_out_due
from responsibility.tasks.revising.enter import try_revision
from tests import make
from tests.make import actor, at, make_holder
from tests.responsibility.tasks.revised import FIRST, NOW, THEN, with_list, with_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def listed():
    return with_list()


@pytest.fixture
def revised():
    return with_version()


def test_until_its_day_nothing_changes_and_then_all_of_it(revised):
    before = list(Task.objects.order_by("pk").values())
    revision = revised.revise(revised.new, [revised.added])
    assert list(Task.objects.order_by("pk").values()) == before
    carry_out_due(now=at("2026-06-30 23:59"))
    assert list(Task.objects.order_by("pk").values()) == before
    carry_out_due(now=THEN)
    revision.refresh_from_db()
    assert (revision.made, revision.changed, revision.withdrawn) == (2, 4, 4)
    carry_out_due(now=THEN)  # once
    assert Task.objects.filter(item_code=revised.added).count() == 2


def test_items_taken_out_close_without_a_red(revised):
    revised.revise(revised.new)
    carry_out_due(now=THEN)
    sweep(now=at("2026-12-31 23:59"))
    lamps = [task.lamp for task in revised.tasks(revised.out)]
    assert lamps == [Lamp.RED, Lamp.RED, Lamp.EXEMPT, Lamp.EXEMPT]  # the first two were due before
    later = revised.tasks(revised.out)[2:]
    turns = LampTurn.objects.filter(kind="task", deadline_id__in=[task.pk for task in later])
    assert Lamp.RED not in set(turns.values_list("to_lamp", flat=True))


def test_what_is_new_asks_the_share_that_is_left(revised):
    revised.revise(revised.new, [revised.added])
    carry_out_due(now=THEN)
    task = revised.tasks(revised.added).get()
    assert (task.required, task.due_on, task.owed_from) == (2, date(2026, 12, 31), FIRST)
    assert task.opens_at == THEN


def test_what_is_changed_is_so_from_the_first_period_that_begins_then(revised):
    revised.revise(revised.new)
    carry_out_due(now=THEN)
    tasks = list(revised.tasks(revised.changing))
    assert [task.required for task in tasks] == [1, 1, 2, 2]
    assert [task.item.text == "Walk the dams twice" for task in tasks] == [False, False, True, True]
    assert {task.item.duty_list_id for task in revised.tasks(revised.stay)} == {revised.list_id}


def test_what_is_running_ends_under_the_former_version_unless_said_otherwise(revised):
    revision = revised.revise(revised.new)
    carry_out_due(now=THEN)
    assert not revised.tasks(revised.yearly).get().exempt
    revision.refresh_from_db()
    assert revision.stayed == 2


def test_said_to_end_only_what_was_begun_stays(revised):
    touched = revised.tasks(revised.yearly).get()
    lodge(by=actor(revised.head), now=NOW, nonce=make.nonce(), task_ids=[touched.pk],
          happened_on=NOW.date(), text="Begun.")  # fmt: skip
    other = revised.heads[1][0]
    revised.revise(revised.new, end_running=True)
    carry_out_due(now=THEN)
    assert not revised.tasks(revised.yearly).get().exempt
    assert revised.tasks(revised.yearly, other).get().exempt


def test_nothing_that_counted_is_lost(revised):
    first = revised.tasks(revised.changing)[1]
    lodge(by=actor(revised.head), now=NOW, nonce=make.nonce(), task_ids=[first.pk],
          happened_on=NOW.date(), text="Walked.")  # fmt: skip
    revised.revise(revised.new)
    carry_out_due(now=THEN)
    first.refresh_from_db()
    assert (first.lamp, first.done, first.required) == (Lamp.GREEN, 1, 1)


def test_a_task_begun_before_a_late_sweep_stays_as_it_was(revised):
    """The stack stood still over the day: who did something meanwhile keeps it."""
    third = revised.tasks(revised.out)[2]
    revised.revise(revised.new)
    day = at("2026-07-02 09:00")
    lodge(by=actor(revised.head), now=day, nonce=make.nonce(), task_ids=[third.pk],
          happened_on=day.date(), text="Walked.")  # fmt: skip
    carry_out_due(now=at("2026-07-02 10:00"))
    third.refresh_from_db()
    assert (third.exempt, third.done) == (False, 1)
    assert revised.tasks(revised.out)[3].exempt


def test_another_cadence_goes_over_where_its_first_period_begins(listed):
    """Quarterly becomes half-yearly from August: the third quarter's task goes on, the fourth's is
    of no period that begins then, so it goes on too; half-yearly from July replaces both."""
    new = listed.version(
        listed.list_id, lambda draft: listed.change(draft, listed.changing, cadence="half_yearly")
    )
    august = try_revision(list_id=new.pk, first_on=date(2026, 8, 1), codes=[], **listed.by)
    assert Counter(fate.how for fate in august.fates) == {"running": 4}
    listed.revise(new)
    carry_out_due(now=THEN)
    due = [(task.due_on, task.exempt) for task in listed.tasks(listed.changing)[2:]]
    assert due == [(date(2026, 12, 31), False), (date(2026, 12, 31), True)]


def test_who_joins_later_owes_the_new_version_alone(revised):
    revised.revise(revised.new, [revised.added])
    carry_out_due(now=THEN)
    post, _person = make_holder(revised.units[0])
    give_by_itself(now=at("2026-07-06 08:00"))
    codes = set(Task.objects.filter(post=post).values_list("item_code", flat=True))
    assert codes == {revised.stay, revised.changing, revised.added}
    assert published(counties=None, now=THEN)[0].duty_list == revised.new


def test_what_is_superseded_is_not_published_again(revised):
    revised.revise(revised.new, [revised.added])
    carry_out_due(now=THEN)
    codes = [revised.out, revised.yearly, revised.stay, revised.changing]
    with pytest.raises(Refused, match="Version 2 is in force"):
        revised.publish(revised.list_id, codes, now=THEN)
    tasks = Task.objects.count()
    new = Publication.objects.get(duty_list=revised.new)
    publish(duty_list_id=new.duty_list_id, year=2026, codes=new.codes, by=None, now=THEN)
    assert Task.objects.count() == tasks  # nothing of periods that began before is asked anew


def test_what_was_taken_out_and_comes_back_is_owed_again(revised):
    revised.revise(revised.new)
    carry_out_due(now=THEN)
    now = at("2026-07-06 09:00")
    revised.by = {"by": actor(revised.writer), "now": now}
    third = start_version(list_id=revised.list_id, year=2026, **revised.by)
    submit(list_id=third.pk, **revised.by)
    by = {"by": actor(revised.reviewer), "now": now}
    publish_version(list_id=third.pk, document_number="No. 3", committee="C", **by)
    revised.revise(third, [revised.out], first_on=date(2026, 10, 1))
    carry_out_due(now=at("2026-10-01 00:00"))
    exempt = [task.exempt for task in revised.tasks(revised.out)]
    assert exempt == [False, False, True, False]
