"""A drafted plan is submitted, taken back, returned with a reason, submitted again."""

import pytest
from django.core.exceptions import ObjectDoesNotExist

from alerts.reminders.models import Reminder
from pages.refused import Refused
from responsibility.plans.issue import issue
from responsibility.plans.items.draft import add_to_draft, change_in_draft
from responsibility.plans.kind import RETURNED, SUBMITTED
from responsibility.plans.submit import return_plan, submit_plan, take_submission_back
from responsibility.plans.waiting import plans_to_decide, still_returned, still_submitted
from tests import make
from tests.make import NOW
from tests.responsibility.plans.conftest import item_of, values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
LATER = NOW + make.days(1)


def act(verb, county, who, plan, *, now=NOW, **more):
    return verb(plan_id=plan.pk, by=county.by[who], now=now, **more)


def hear(stage) -> list[int]:
    heard = Reminder.objects.filter(stage=stage).order_by("pk")
    return list(heard.values_list("recipient", flat=True))


def desk(county, who) -> list[str]:
    return [line.text for line in plans_to_decide(user=county.people[who], now=NOW)]


def test_who_may_issue_it_hears_of_it_once(plan, county):
    for _tap in range(2):
        act(submit_plan, county, "drafter", plan)
    assert hear(SUBMITTED) == [county.people["issuer"].pk]
    assert desk(county, "issuer") == ["To issue: Work plan"] and desk(county, "drafter") == []
    assert desk(county, "leader") == []
    assert list(still_submitted([plan.pk], kind="plan", at=NOW)) == [plan.pk]


def test_submitted_it_is_not_changed(submitted, county):
    for verb, more in (
        (add_to_draft, {"plan_id": submitted.pk, **values(county)}),
        (change_in_draft, {"item_id": item_of(submitted).pk, "goal": "Another"}),
    ):
        with pytest.raises(Refused, match="Take the submission back"):
            verb(by=county.by["drafter"], now=NOW, **more)


def test_taken_back_it_is_a_draft_again(submitted, county):
    for _tap in range(2):
        act(take_submission_back, county, "drafter", submitted)
    change_in_draft(by=county.by["drafter"], now=NOW, item_id=item_of(submitted).pk, goal="More")
    assert desk(county, "issuer") == []
    assert not still_submitted([submitted.pk], kind="plan", at=NOW)
    steps = submitted.steps.order_by("pk").values_list("step", flat=True)
    assert list(steps) == ["submitted", "taken_back"]


def test_returned_its_authors_read_why_and_submit_it_again(submitted, county):
    act(return_plan, county, "issuer", submitted, reason="Name the dams.")
    assert hear(RETURNED) == [county.people["drafter"].pk]
    assert desk(county, "drafter") == ["Returned: Work plan"] and desk(county, "issuer") == []
    assert list(still_returned([submitted.pk], kind="plan", at=NOW)) == [submitted.pk]
    act(submit_plan, county, "drafter", submitted, now=LATER)
    assert hear(SUBMITTED) == [county.people["issuer"].pk] * 2
    assert not still_returned([submitted.pk], kind="plan", at=LATER)
    assert act(issue, county, "issuer", submitted, now=LATER).issued_at == LATER


def test_who_wrote_it_does_not_return_it(submitted, county):
    with pytest.raises(Refused, match="you have worked on it"):
        act(return_plan, county, "drafter", submitted, reason="No.")


@pytest.mark.parametrize("verb", [submit_plan, take_submission_back, return_plan])
def test_the_office_alone_does_so(submitted, county, verb):
    more = {"reason": "No."} if verb is return_plan else {}
    for who in ("leader", "bureau"):
        with pytest.raises(ObjectDoesNotExist):
            act(verb, county, who, submitted, **more)


def test_issued_it_is_neither_returned_nor_taken_back(submitted, county):
    act(issue, county, "issuer", submitted)
    with pytest.raises(Refused, match="issued already"):
        act(return_plan, county, "issuer", submitted, reason="Late.")
    for verb in (take_submission_back, submit_plan):
        with pytest.raises(Refused, match="issued"):
            act(verb, county, "drafter", submitted)
