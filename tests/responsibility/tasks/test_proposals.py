"""Individual items (M004-04): proposed by a unit with its ground, decided by somebody else of the
office, then tasks of these posts alone."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from alerts.reminders.models import Reminder
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.lists.models import DutyItem
from responsibility.lists.starter_data import load_county_lists, load_kinds
from responsibility.tasks.dispatches.send import send_due
from responsibility.tasks.models import Task
from responsibility.tasks.proposals.decide import approve, send_back_proposal
from responsibility.tasks.proposals.kind import DECIDED, PROPOSED
from responsibility.tasks.proposals.lines import proposal_of_task
from responsibility.tasks.proposals.models import ItemProposal
from responsibility.tasks.proposals.propose import propose, take_back_proposal
from responsibility.tasks.proposals.waiting import proposals_on_desk, still_waits
from tests import make
from tests.make import NOW, actor, make_category, make_county, make_holder, make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
LATER = NOW + make.days(1)


@pytest.fixture
def county() -> Any:
    county: Any = make_county()
    county.office_unit = make_unit(county, kind="office")
    county.officers = [make_holder(county.office_unit, Role.COMMISSION_OFFICE)[1] for _ in range(2)]
    county.unit = make_unit(county)
    county.post, county.head = make_holder(county.unit)
    county.seat, county.member = make_holder(county.unit, Role.TEAM_MEMBER)
    county.clerk = make.join(county.seat, role="clerk")
    return county


def proposed(county, by=None, **over) -> ItemProposal:
    values = {
        "posts": [county.post.pk],
        "text": "Walk the dam",
        "measure": "With the engineer.",
        "category_id": make_category().pk,
        "due_on": date(2026, 11, 30),
        "required": 2,
        "ground_kind": "risk",
        "ground": "The dam leaks since spring.",
    }
    return propose(by=actor(by or county.head), now=NOW, **values | over)


def told(stage) -> set[int]:
    return set(Reminder.objects.filter(stage=stage).values_list("recipient", flat=True))


def test_proposed_it_waits_for_all_of_the_office(county):
    proposal = proposed(county)
    assert told(PROPOSED) == {officer.pk for officer in county.officers}
    (line,) = proposals_on_desk(user=county.officers[0], now=NOW)
    assert "1 individual item to decide on" in line.text
    assert list(still_waits([proposal.pk], kind="", at=NOW)) == [proposal.pk]
    assert not Task.objects.exists()


def test_approved_it_is_an_individual_task_with_a_lamp_of_these_posts_alone(county):
    make_holder(make_unit(county))  # another head of the same role
    proposal = proposed(county, posts=[county.post.pk, county.seat.pk])
    approve(proposal_id=proposal.pk, by=actor(county.officers[0]), now=NOW)
    send_due(now=LATER)
    tasks = list(Task.objects.order_by("post"))
    assert [task.post for task in tasks] == [county.post, county.seat]
    assert {(task.lamp, task.required, task.title) for task in tasks} == {
        ("unlit", 2, "Walk the dam")
    }
    assert {task.shown_kind for task in tasks} == {DutyItem.TaskKind.INDIVIDUAL}
    (line,) = proposal_of_task(task=tasks[0], user=county.head, now=LATER)
    assert line.detail == "a risk: The dam leaks since spring."
    assert proposal_of_task(task=tasks[0], user=county.member, now=LATER) == []
    assert told(DECIDED) == {county.head.pk}
    assert proposals_on_desk(user=county.officers[0], now=LATER) == []


def test_returned_with_a_reason_it_makes_no_task(county):
    proposal = proposed(county)
    act = {"by": actor(county.officers[0]), "now": NOW}
    with pytest.raises(Refused, match="reason"):
        send_back_proposal(proposal_id=proposal.pk, reason=" ", **act)
    proposal = send_back_proposal(proposal_id=proposal.pk, reason="On the list already.", **act)
    assert (proposal.state, proposal.reason) == ("returned", "On the list already.")
    assert told(DECIDED) == {county.head.pk}
    with pytest.raises(Refused, match="does not wait"):
        approve(proposal_id=proposal.pk, **act)
    send_due(now=LATER)
    assert not Task.objects.exists()


def test_nobody_decides_on_what_is_their_own(county):
    both = make.appoint(make.make_post(make_unit(county)))  # leads a unit and works in the office
    make.appoint(make.make_post(county.office_unit, Role.COMMISSION_OFFICE), both)
    post = both.appointments.first().post
    proposal = proposed(county, both, posts=[post.pk])
    for verb, more in ((approve, {}), (send_back_proposal, {"reason": "No."})):
        with pytest.raises(Refused, match="you have proposed it"):
            verb(proposal_id=proposal.pk, by=actor(both), now=NOW, **more)
    assert both.pk not in told(PROPOSED)
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemProposal.objects.filter(pk=proposal.pk).update(
            decided_by=both, decided_at=NOW, reason="No."
        )


def test_the_clerk_and_the_head_propose_and_nobody_else(county):
    assert proposed(county, county.clerk, posts=[county.seat.pk]).unit == county.unit
    with pytest.raises(PermissionDenied):
        proposed(county, county.member, posts=[county.seat.pk])
    other = make_holder(make_unit(county))[1]
    with pytest.raises(PermissionDenied):
        proposed(county, other)
    with pytest.raises(ItemProposal.DoesNotExist):
        approve(proposal_id=ItemProposal.objects.get().pk, by=actor(other), now=NOW)


REFUSALS = [
    ({"posts": []}, "at least one post"),
    ({"due_on": date(2026, 9, 1)}, "past"),
    ({"required": 0}, "Ask for 1 to 99"),
    ({"text": "  "}, "what is to be done"),
    ({"ground": ""}, "follows from"),
]


@pytest.mark.parametrize(("over", "sentence"), REFUSALS)
def test_refused(county, over, sentence):
    with pytest.raises(Refused, match=sentence):
        proposed(county, **over)
    assert not ItemProposal.objects.exists()


def test_the_same_is_proposed_once_and_may_be_taken_back(county):
    proposal = proposed(county)
    with pytest.raises(Refused, match="proposed already"):
        proposed(county)
    act = {"by": actor(county.head), "now": NOW}
    assert take_back_proposal(proposal_id=proposal.pk, **act).state == "taken_back"
    with pytest.raises(Refused, match="does not wait"):
        take_back_proposal(proposal_id=proposal.pk, **act)
    with pytest.raises(Refused, match="does not wait"):
        approve(proposal_id=proposal.pk, by=actor(county.officers[0]), now=NOW)
    assert proposed(county).waits


def test_no_item_of_the_starter_lists_is_called_an_individual_one():
    """1,096 tasks bore the label that were everybody's: it is true where units are named alone."""
    load_kinds()
    load_county_lists(county=make_county(), now=NOW)
    shown = {
        Task(item=item, task_kind=item.task_kind).shown_kind for item in DutyItem.objects.all()
    }
    assert shown == {DutyItem.TaskKind.COMMON}
