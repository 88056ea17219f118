"""What is done with an item once it is out: records, progress, parts, revisions, withdrawal."""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction

from alerts.reminders.models import Reminder
from pages.lamp import Lamp
from pages.refused import Refused
from responsibility.plans.history import PlanProgress, PlanStep
from responsibility.plans.items.grow import add_item, break_down
from responsibility.plans.items.page import ItemPage
from responsibility.plans.items.revise import change_leaders, change_words, hand_over, move_day
from responsibility.plans.items.withdraw import give_again, withdraw
from responsibility.plans.lines import plan_of_task, plans_on_desk
from responsibility.plans.models import PlanItem
from responsibility.plans.progress import note_progress, take_back_progress
from responsibility.records.lodging.lodge import lodge
from responsibility.tasks.dispatches.kind import CHANGED, DISPATCHED, TAKEN_BACK
from tests import make
from tests.make import NOW
from tests.responsibility.plans.conftest import DUE, item_of, task_of, values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

LATER = DUE + timedelta(days=10)
Step = PlanStep.Step


def acts(county, who, **more):
    return {"by": county.by[who], "now": NOW, **more}


def part(county, who, item, **over):
    """Break `item` down to the station."""
    usual = {
        "text": "Dam one", "due_on": DUE - timedelta(days=1),
        "carries_out_id": county.posts["station"].pk,
    }  # fmt: skip
    return break_down(**acts(county, who, item_id=item.pk), **usual | over)


def log(county, who, task):
    return lodge(
        **acts(county, who), nonce=make.nonce(), task_ids=[task.pk], happened_on=NOW.date(),
        text="Walked the dams.",
    )  # fmt: skip


def told(stage) -> set[int]:
    return set(Reminder.objects.filter(stage=stage).values_list("recipient", flat=True))


def test_progress_counts_nothing_and_a_record_fulfils(sent, county):
    item = item_of(sent)
    for text in ("Half of them.", "All but one."):
        note_progress(**acts(county, "bureau", item_id=item.pk), on=NOW.date(), text=text)
    assert task_of(item).lamp_now == Lamp.UNLIT and task_of(item).done == 0
    log(county, "bureau", task_of(item))
    assert task_of(item).lamp_now == Lamp.GREEN


def test_who_leads_and_pushes_reads_all_progress_and_writes_none(sent, county):
    item = item_of(sent)
    note_progress(**acts(county, "bureau", item_id=item.pk), on=NOW.date(), text="Half.")
    for who in ("leader", "pusher", "drafter"):
        seen = PlanProgress.objects.visible_to(county.people[who], at=NOW)
        assert seen.count() == 1
        with pytest.raises(ObjectDoesNotExist):
            note_progress(**acts(county, who, item_id=item.pk), on=NOW.date(), text="No.")
    assert not PlanProgress.objects.visible_to(county.people["other"], at=NOW).exists()


@pytest.mark.parametrize(
    ("on", "text", "field"),
    [
        (NOW.date() + timedelta(days=1), "Half.", "on"),
        (NOW.date(), "  ", "text"),
        (NOW.date(), "x" * 1001, "text"),
    ],
)
def test_what_progress_may_not_say(sent, county, on, text, field):
    with pytest.raises(Refused) as refused:
        note_progress(**acts(county, "bureau", item_id=item_of(sent).pk), on=on, text=text)
    assert field in refused.value.errors


def test_progress_is_taken_back_by_another_entry_once(sent, county):
    item = item_of(sent)
    entry = note_progress(**acts(county, "bureau", item_id=item.pk), on=NOW.date(), text="All.")
    with pytest.raises(ObjectDoesNotExist):
        take_back_progress(**acts(county, "leader", progress_id=entry.pk), reason="No.")
    with pytest.raises(Refused, match="Give a reason"):
        take_back_progress(**acts(county, "bureau", progress_id=entry.pk), reason=" ")
    back = take_back_progress(**acts(county, "bureau", progress_id=entry.pk), reason="One is left.")
    assert (back.text, back.takes_back) == ("One is left.", entry)
    for pk in (entry.pk, back.pk):
        with pytest.raises(Refused, match="already"):
            take_back_progress(**acts(county, "bureau", progress_id=pk), reason="Again.")
    with transaction.atomic(), pytest.raises(DatabaseError):
        PlanProgress.objects.filter(pk=entry.pk).update(text="None.")


def test_a_part_turns_nothing_of_its_item(sent, county):
    whole = item_of(sent)
    one = part(county, "bureau", whole)
    assert one.label == "1.1" and one.category == whole.category
    log(county, "station", task_of(one))
    assert task_of(one).lamp_now == Lamp.GREEN
    page = ItemPage.of(whole, county.people["leader"], now=NOW)
    assert page.task.lamp_now == Lamp.UNLIT
    assert [shown.task.lamp_now for shown in page.item.shown_parts] == [Lamp.GREEN]
    log(county, "bureau", task_of(whole))
    assert task_of(whole).lamp_now == Lamp.GREEN
    with pytest.raises(Refused, match="carried out already"):
        part(county, "bureau", whole)


def test_who_carries_it_out_breaks_it_down_within_what_stands_beneath(sent, county):
    whole = item_of(sent)
    for post in ("other", "bureau", "leader"):
        with pytest.raises(Refused) as refused:
            part(county, "bureau", whole, carries_out_id=county.posts[post].pk)
        assert "carries_out" in refused.value.errors
    assert part(county, "drafter", whole, carries_out_id=county.posts["other"].pk)
    for who in ("leader", "pusher", "station"):
        with pytest.raises(ObjectDoesNotExist):
            part(county, who, whole)
    with pytest.raises(ObjectDoesNotExist):  # a part is not broken down further
        part(county, "drafter", whole.parts.get())
    with pytest.raises(Refused, match="no later than its item"):
        part(county, "bureau", whole, due_on=LATER)


def test_who_has_a_part_sees_what_it_is_a_part_of(sent, county):
    one = part(county, "bureau", item_of(sent))
    seen = PlanItem.objects.visible_to(county.people["station"], at=NOW).in_order()
    assert [item.label for item in seen] == ["1", "1.1"]
    line = plan_of_task(task=task_of(one), user=county.people["station"], now=NOW)[0]
    assert line.text == "Item 1.1 of Work plan" and "the whole is due on" in line.detail
    seen = PlanItem.objects.visible_to(county.people["bureau"], at=NOW).in_order()
    assert [item.label for item in seen] == ["1", "1.1"]


def test_the_day_moves_later_alone_and_who_owes_it_is_told(sent, county):
    item = item_of(sent)
    change = acts(county, "drafter", item_id=item.pk)
    with pytest.raises(Refused, match="later day"):
        move_day(**change, due_on=DUE - timedelta(days=1), reason="Sooner.")
    with pytest.raises(Refused, match="Give a reason"):
        move_day(**change, due_on=LATER, reason="")
    move_day(**change, due_on=LATER, reason="The flood.")
    assert task_of(item).due_on == LATER == PlanItem.objects.get(pk=item.pk).due_on
    assert told(CHANGED) == {county.people["bureau"].pk}
    step = item.steps.get(step=Step.DAY_MOVED)
    assert (step.before, step.after) == (DUE.isoformat(), LATER.isoformat())
    one = part(county, "bureau", item, due_on=LATER)
    with pytest.raises(Refused, match="no later than its item"):
        move_day(
            **acts(county, "drafter", item_id=one.pk),
            due_on=LATER + timedelta(days=1), reason="More.",
        )  # fmt: skip


def test_the_words_change_with_a_reason(sent, county):
    item = item_of(sent)
    words = {"text": "Check the dams", "goal": "None leaks", "measures": ""}
    change = acts(county, "drafter", item_id=item.pk, reason="Named wrongly.")
    change_words(**change, **words)
    task = task_of(item)
    assert (task.title, task.dispatch.text) == ("Check the dams", "Goal: None leaks")
    step = item.steps.get(step=Step.WORDS_CHANGED)
    assert step.before.startswith("Check the reservoirs") and step.reason == "Named wrongly."
    assert told(CHANGED) == {county.people["bureau"].pk}
    with pytest.raises(Refused, match="Nothing is changed"):
        change_words(**change, **words)


def test_it_is_given_to_another_post(sent, county):
    item = item_of(sent)
    first = task_of(item)
    change = acts(county, "drafter", item_id=item.pk, reason="It moved.")
    hand_over(**change, carries_out_id=county.posts["station"].pk)
    first.refresh_from_db()
    assert first.exempt and told(TAKEN_BACK) == {county.people["bureau"].pk}
    assert task_of(item).post == county.posts["station"]
    assert county.people["station"].pk in told(DISPATCHED)
    with pytest.raises(Refused, match="Nothing is changed"):
        hand_over(**change, carries_out_id=county.posts["station"].pk)
    hand_over(**change, carries_out_id=county.posts["bureau"].pk)  # and back
    assert task_of(item).post == county.posts["bureau"]
    log(county, "bureau", task_of(item))
    with pytest.raises(Refused, match="carried out already"):
        hand_over(**change, carries_out_id=county.posts["station"].pk)


def test_who_leads_and_pushes_may_change(sent, county):
    item = item_of(sent)
    change = acts(county, "drafter", item_id=item.pk, reason="New division of work.")
    leaders = {"leads_id": county.posts["pusher"].pk, "pushes_id": None}
    change_leaders(**change, **leaders)
    item.refresh_from_db()
    assert (item.leads, item.pushes) == (county.posts["pusher"], None)
    with pytest.raises(Refused, match="Nothing is changed"):
        change_leaders(**change, **leaders)
    one = part(county, "bureau", item)
    with pytest.raises(Refused, match="as its item"):
        change_leaders(**acts(county, "drafter", item_id=one.pk, reason="Too."), **leaders)


def test_an_item_is_withdrawn_with_its_parts_and_given_out_again(sent, county):
    item = item_of(sent)
    one = part(county, "bureau", item)
    change = acts(county, "drafter", item_id=item.pk)
    with pytest.raises(Refused, match="Give a reason"):
        withdraw(**change, reason="")
    withdraw(**change, reason="The county took it over.")
    assert task_of(item).exempt and task_of(one).exempt
    assert told(TAKEN_BACK) == {county.people["bureau"].pk, county.people["station"].pk}
    for verb, more in (
        (withdraw, {"reason": "Again."}),
        (move_day, {"due_on": LATER, "reason": "More."}),
    ):
        with pytest.raises(Refused, match="is withdrawn"):
            verb(**change, **more)
    with pytest.raises(Refused, match="is withdrawn"):
        note_progress(**acts(county, "bureau", item_id=item.pk), on=NOW.date(), text="Half.")
    again = acts(county, "drafter", reason="Given back.")
    with pytest.raises(Refused, match="give that out again first"):
        give_again(**again, item_id=one.pk)
    give_again(**again, item_id=item.pk)
    give_again(**again, item_id=one.pk)
    assert not task_of(item).exempt and not task_of(one).exempt


def test_an_item_is_added_to_a_plan_that_is_out(sent, county):
    item = add_item(**acts(county, "drafter", plan_id=sent.pk), **values(county, text="Wells"))
    assert item.label == "3" and task_of(item).title == "Wells"
    assert sent.steps.filter(item=item, step=Step.ADDED).exists()


def test_the_office_alone_revises(sent, county):
    item = item_of(sent)
    for who in ("leader", "pusher", "bureau"):
        for verb, more in (
            (move_day, {"due_on": LATER}),
            (change_words, {"text": "No"}),
            (hand_over, {"carries_out_id": county.posts["station"].pk}),
            (change_leaders, {"leads_id": county.posts["pusher"].pk, "pushes_id": None}),
            (withdraw, {}),
            (give_again, {}),
        ):
            with pytest.raises(ObjectDoesNotExist):
                verb(**acts(county, who, item_id=item.pk, reason="No."), **more)


def test_who_leads_finds_it_on_the_desk(sent, county):
    def lines(who, now=NOW):
        return plans_on_desk(user=county.people[who], now=now)

    (led,) = lines("leader")
    assert led.text == "2 items of work plans that I lead" and led.detail == "0 carried out"
    (pushed,) = lines("pusher")
    assert "show=pushes" in pushed.address and not pushed.urgent
    assert lines("bureau") == []
    log(county, "bureau", task_of(item_of(sent)))
    late = make.at("2026-11-20 09:00")
    county.people["leader"]._standing.clear()
    (led,) = lines("leader", late)
    assert led.detail == "1 carried out · 1 overdue" and led.urgent


def test_a_draft_and_a_withdrawn_item_are_on_nobodys_desk(plan, county):
    assert plans_on_desk(user=county.people["leader"], now=NOW) == []
