"""A plan is drafted, issued by another person, goes out in ten minutes as tasks."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from alerts.audit.models import AuditEntry
from alerts.reminders.models import Reminder
from pages.refused import Refused
from responsibility.plans.draft import draft_plan
from responsibility.plans.issue import issue, send_at_once, send_due, stop
from responsibility.plans.items.draft import add_to_draft, change_in_draft, take_out
from responsibility.plans.models import PlanItem, WorkPlan
from responsibility.plans.submit import submit_plan
from responsibility.tasks.dispatches.dispatch import UNDO
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.dispatches.models import Dispatch
from responsibility.tasks.models import Task
from tests import make
from tests.make import NOW
from tests.responsibility.plans.conftest import DUE, item_of, task_of, values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def acts(county, who, **more):
    return {"by": county.by[who], "now": NOW, **more}


def test_its_items_go_out_in_ten_minutes_as_tasks(submitted, county):
    plan = submitted
    issue(**acts(county, "issuer", plan_id=plan.pk))
    assert send_due(now=NOW + UNDO - timedelta(seconds=1)) == 0
    assert not Task.objects.exists()
    assert send_due(now=NOW + UNDO) == 1
    assert send_due(now=NOW + UNDO) == 0
    task = task_of(item_of(plan))
    assert task.post == county.posts["bureau"] and task.due_on == DUE
    assert task.title == "Check the reservoirs"
    assert task.dispatch.text == "Goal: None leaks\nMeasures: Walk the dams"
    told = Reminder.objects.filter(stage=DISPATCHED).values_list("recipient", flat=True)
    assert set(told) == {county.people["bureau"].pk, county.people["other"].pk}


def test_the_issue_is_taken_back_as_if_it_had_never_been(submitted, county):
    plan = submitted
    issue(**acts(county, "issuer", plan_id=plan.pk))
    stop(**acts(county, "drafter", plan_id=plan.pk))
    assert send_due(now=NOW + UNDO) == 0
    plan.refresh_from_db()
    assert plan.is_draft and not Reminder.objects.filter(stage=DISPATCHED).exists()
    add_to_draft(**acts(county, "drafter", plan_id=plan.pk), **values(county))


def test_who_has_worked_on_it_does_not_issue_it(plan, county):
    change_in_draft(**acts(county, "issuer", item_id=item_of(plan).pk), goal="None at all")
    submit_plan(**acts(county, "drafter", plan_id=plan.pk))
    for who in ("drafter", "issuer"):
        with pytest.raises(Refused, match="Somebody else of the office"):
            issue(**acts(county, who, plan_id=plan.pk))


def test_a_draft_is_not_issued_before_it_is_submitted(plan, county):
    with pytest.raises(Refused, match="not submitted"):
        issue(**acts(county, "issuer", plan_id=plan.pk))


def test_what_is_issued_is_no_draft_any_more(sent, county):
    for verb, more in (
        (add_to_draft, {"plan_id": sent.pk, **values(county)}),
        (change_in_draft, {"item_id": item_of(sent).pk, "goal": "Another"}),
        (take_out, {"item_id": item_of(sent).pk}),
    ):
        with pytest.raises(Refused, match="one by one, with a reason"):
            verb(**acts(county, "drafter"), **more)
    for verb in (stop, send_at_once):
        with pytest.raises(Refused, match="wait"):
            verb(**acts(county, "drafter", plan_id=sent.pk))


def test_an_empty_plan_is_not_submitted(county):
    plan = draft_plan(**acts(county, "drafter"), unit_id=county.pk, year=2026, title="Empty")
    with pytest.raises(Refused, match="no item"):
        submit_plan(**acts(county, "drafter", plan_id=plan.pk))


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"due_on": date(2026, 1, 5)}, "due_on"),  # over
        ({"due_on": date(2026, 10, 31)}, "due_on"),  # a Saturday
        ({"due_on": date(2028, 1, 5)}, "due_on"),  # beyond next year
        ({"text": " "}, "text"),
        ({"text": "x" * 101}, "text"),
        ({"goal": "x" * 301}, "goal"),
        ({"leads_id": None}, "leads"),
        ({"carries_out_id": 0x7FFFFFFF}, "carries_out"),
    ],
)
def test_what_an_item_may_not_say(plan, county, over, field):
    with pytest.raises(Refused) as refused:
        add_to_draft(**acts(county, "drafter", plan_id=plan.pk), **values(county, **over))
    assert field in refused.value.errors
    assert plan.items.count() == 2


def test_a_post_of_another_county_has_no_part(plan, county):
    elsewhere = make.make_post(make.make_unit(make.make_county("Elsewhere")))
    with pytest.raises(Refused):
        change_in_draft(
            **acts(county, "drafter", item_id=item_of(plan).pk), carries_out_id=elsewhere.pk
        )


def test_a_part_is_due_no_later_than_its_item(plan, county):
    whole = item_of(plan)
    part = {
        "text": "Dam one", "due_on": date(2026, 11, 2), "parent_id": whole.pk,
        "carries_out_id": county.posts["station"].pk, "category_id": county.category.pk,
    }  # fmt: skip
    with pytest.raises(Refused, match="no later than its item"):
        add_to_draft(**acts(county, "drafter", plan_id=plan.pk), **part)
    one = add_to_draft(**acts(county, "drafter", plan_id=plan.pk), **part | {"due_on": DUE})
    assert one.label == "1.1"
    with pytest.raises(Refused, match="A part of it is due later"):
        change_in_draft(**acts(county, "drafter", item_id=whole.pk), due_on=date(2026, 10, 29))
    take_out(**acts(county, "drafter", item_id=whole.pk))
    assert list(plan.items.values_list("number", flat=True)) == [2]


def test_the_office_alone_drafts_and_issues(plan, county):
    for who in ("leader", "bureau"):
        for verb, more in (
            (add_to_draft, {"plan_id": plan.pk, **values(county)}),
            (take_out, {"item_id": item_of(plan).pk}),
            (issue, {"plan_id": plan.pk}),
        ):
            with pytest.raises(ObjectDoesNotExist):
                verb(**acts(county, who), **more)


def test_a_draft_is_seen_by_the_office_alone(plan, county):
    seen = {
        who: WorkPlan.objects.visible_to(person, at=NOW).exists()
        for who, person in county.people.items()
    }
    assert {who for who, sees in seen.items() if sees} == {"drafter", "issuer"}


def test_who_has_a_part_sees_it_once_it_is_out(sent, county):
    def items(who):
        seen = PlanItem.objects.visible_to(county.people[who], at=NOW)
        return sorted(seen.values_list("number", flat=True))

    assert items("leader") == items("pusher") == items("drafter") == [1, 2]
    assert items("bureau") == [1] and items("other") == [2] and items("station") == []


def test_its_dispatches_are_changed_by_the_plan_alone(sent, county):
    assert Dispatch.objects.filter(planned=True).count() == 2
    assert not Dispatch.objects.visible_to(county.people["drafter"], at=NOW).exists()


def test_it_is_noted(sent):
    noted = AuditEntry.objects.filter(action__startswith="plan.").order_by("pk")
    assert list(noted.values_list("action", flat=True)) == [
        "plan.draft", "plan.add_item", "plan.add_item", "plan.submit", "plan.issue", "plan.send",
    ]  # fmt: skip
