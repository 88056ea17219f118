"""Leaders' instructions: who gives them, to whom, and how the answer comes back (M001-16)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from demonstration.roles import Role
from pages.refused import Refused
from supervision.demands.decide import accept, send_back
from supervision.demands.models import Demand
from supervision.demands.reply import reply
from supervision.instructions.instruct import instruct, take_back
from supervision.instructions.models import Instruction
from supervision.instructions.rights import units_instructed
from supervision.instructions.states import Level, State
from tests import make
from tests.make import NOW
from tests.supervision.objections import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = NOW.date()
BY = date(2026, 10, 9)


@pytest.fixture
def shire():
    return play.shire()


def leaders_post(shire):
    return shire.people["party leader"].appointments.get().post


def given(shire, person="party leader", **over) -> Instruction:
    values = {
        "leader_post_id": leaders_post(shire).pk, "text": "See to the dykes.", "given_on": TODAY,
        "paper": "", "unit_ids": [shire.bodies[0].pk], "reply_by": BY, "nonce": make.nonce(),
    } | over  # fmt: skip
    return instruct(by=make.actor(shire.people[person]), now=NOW, **values)


def in_charge(shire, unit):
    post, user = make.make_holder(shire.county, Role.COUNTY_LEADER)
    make.put_in_charge(post, unit)
    shire.people["in charge"] = user
    return post


def state(instruction) -> State:
    return Instruction.objects.with_state().get(pk=instruction.pk).state


def answered(shire, instruction, text="Seen to."):
    demand = instruction.asks.get().demand
    by = make.actor(shire.people["officer"])
    reply(by=by, now=NOW, nonce=make.nonce(), demand_id=demand.pk, text=text)
    return demand


def test_a_leader_instructs_a_unit_and_its_officer_owes_the_answer(shire):
    instruction = given(shire)
    demand = instruction.asks.get().demand
    assert (demand.post, demand.due_on) == (shire.posts[play.HEAD], BY)
    assert "See to the dykes." in demand.text
    assert (state(instruction), instruction.made_by) == (State.OPEN, instruction.leader)


def test_the_answer_comes_back_and_the_leader_says_it_is_done(shire):
    instruction = given(shire)
    demand = answered(shire, instruction)
    assert state(instruction) == State.ANSWERED
    leader = shire.people["party leader"]
    assert Demand.objects.visible_to(leader, at=NOW).get() == demand
    accept(by=make.actor(leader), now=NOW, demand_id=demand.pk)
    assert state(instruction) == State.DONE


def test_asked_again_the_answer_is_owed_anew(shire):
    instruction = given(shire)
    demand = answered(shire, instruction)
    by = make.actor(shire.people["party leader"])
    send_back(by=by, now=NOW, demand_id=demand.pk, reason="And the north bank?")
    assert state(instruction) == State.OPEN
    assert Demand.objects.get(pk=demand.pk).fulfilled_at is None


def test_the_office_records_it_for_the_leader_of_that_day(shire):
    instruction = given(shire, "office", paper="No. 18")
    assert instruction.leader == shire.people["party leader"]
    assert instruction.made_by == shire.people["office"]
    assert state(instruction) == State.OPEN
    demand = answered(shire, instruction)
    accept(by=make.actor(shire.people["office"]), now=NOW, demand_id=demand.pk)
    assert state(instruction) == State.DONE


@pytest.mark.parametrize("person", ["officer", "group"])
def test_nobody_else_instructs(shire, person):
    with pytest.raises(PermissionDenied):
        given(shire, person)
    given(shire)
    assert not Instruction.objects.visible_to(shire.people[person], at=NOW).exists()


def test_a_leader_in_charge_instructs_the_units_of_the_charge_alone(shire):
    post = in_charge(shire, shire.bodies[0])
    assert given(shire, "in charge", leader_post_id=post.pk).asks.count() == 1
    with pytest.raises(Refused) as refusal:
        given(shire, "in charge", leader_post_id=post.pk, unit_ids=[shire.bodies[1].pk])
    assert "units" in refusal.value.errors
    with pytest.raises(PermissionDenied):
        given(shire, "in charge")


def test_the_office_records_for_a_leader_no_more_than_the_leader_may(shire):
    post = in_charge(shire, shire.bodies[0])
    with pytest.raises(Refused):
        given(shire, "office", leader_post_id=post.pk, unit_ids=[shire.bodies[1].pk])


def test_nobody_instructs_oneself(shire):
    leader = shire.people["party leader"]
    own = units_instructed(leader, county_id=shire.county.pk, on=TODAY)
    assert not own.filter(pk=leaders_post(shire).unit_id).exists()
    with pytest.raises(Refused):
        given(shire, unit_ids=[leaders_post(shire).unit_id])


def test_a_leader_pushes_it_on_and_the_unit_carries_it_out(shire):
    pushing = in_charge(shire, shire.bodies[0])
    instruction = given(shire, pushing_id=pushing.pk)
    asked = set(instruction.asks.values_list("demand__post", "level"))
    assert asked == {
        (pushing.pk, Level.PUSHING), (shire.posts[play.HEAD].pk, Level.CARRYING)
    }  # fmt: skip


@pytest.mark.parametrize("over", [{"text": " "}, {"unit_ids": []}, {"given_on": date(2027, 1, 1)}])
def test_what_is_missing_or_wrong_is_refused(shire, over):
    with pytest.raises(Refused):
        given(shire, **over)


def test_the_same_nonce_gives_one(shire):
    nonce = make.nonce()
    assert given(shire, nonce=nonce) == given(shire, nonce=nonce)
    assert Demand.objects.count() == 1


def test_taken_back_with_a_reason_nothing_is_owed(shire):
    instruction = given(shire)
    act = {"instruction_id": instruction.pk, "by": make.actor(shire.people["party leader"])}
    with pytest.raises(Refused):
        take_back(reason=" ", now=NOW, **act)
    take_back(reason="Told already.", now=NOW, **act)
    assert state(instruction) == State.WITHDRAWN
    assert instruction.asks.get().demand.exempt
    with pytest.raises(Instruction.DoesNotExist):
        take_back(reason="Again.", now=NOW, **act)


def test_what_was_instructed_is_never_changed(shire):
    instruction = given(shire)
    instruction.text = "Something else."
    with pytest.raises(DatabaseError), transaction.atomic():
        instruction.save()


def test_it_names_the_red_task_it_was_given_from(shire):
    red = play.red(shire)
    instruction = given(shire, what="task", about_id=red.pk)
    assert instruction.task == red and red.unit.name in instruction.about
