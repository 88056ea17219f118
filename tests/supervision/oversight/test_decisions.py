"""What a supervising body decides by a day: its lamp turns like anybody's, and ends by deciding."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from alerts.decisions.exempt import exempt, lift_exemption
from alerts.decisions.extend import ask_extension, grant_extension, refuse_extension, why_not_ask
from alerts.decisions.models import Extension
from alerts.decisions.take_back import take_back_request
from alerts.engine.sweep import sweep
from alerts.lamps.models import LampTurn
from alerts.reminders.models import Reminder
from demonstration.roles import Role
from pages.lamp import Lamp
from responsibility.tasks.models import Task
from supervision.demands.decide import accept, send_back, withdraw
from supervision.demands.reply import reply
from supervision.oversight.keep_up import begin_missing, end_moot
from supervision.oversight.kind import DECIDED, MOOT, REQUEST_TAKEN_BACK
from supervision.oversight.models import DecisionDuty
from supervision.problems.terms import TimeLimit
from tests import make
from tests.dashboards.county import owe
from tests.make import NOW, at
from tests.supervision.objections import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
WANTED = date(2026, 10, 30)
LATE = at("2026-10-20 09:00")


def by(shire, who, now=NOW) -> dict:
    return {"by": make.actor(shire.people[who]), "now": now}


def asked(shire, owed=None, who="officer", now=NOW, **over) -> Extension:
    owed = owed or owe(shire.posts[play.HEAD])
    values = {"deadline": owed, "wanted_on": WANTED, "reason": "The audit."} | over
    return ask_extension(**by(shire, who, now), **values)


def duty() -> DecisionDuty:
    return DecisionDuty.objects.latest("pk")


def turns() -> list[tuple]:
    rows = LampTurn.objects.filter(kind="decision", deadline_id=duty().pk).order_by("pk")
    return list(rows.values_list("to_lamp", "cause"))


def test_a_request_is_a_deadline_of_the_body_that_supervises(shire):
    request = asked(shire)
    made = duty()
    assert made.post == shire.posts["Group", Role.STATIONED_GROUP]
    assert (made.due_on, made.extension) == (request.decide_by, request)
    assert made.concerned_unit == shire.bodies[0]
    grant_extension(**by(shire, "group"), extension_id=request.pk)
    assert (duty().lamp, duty().lamp_cause) == (Lamp.GREEN, DECIDED)


def test_the_time_is_the_countys(shire):
    TimeLimit.objects.create(
        county_id=shire.county.pk, code="extension_decide", name="审批", days=8, working=False,
        basis="No. 3", first_on=NOW.date(),
    )  # fmt: skip
    assert asked(shire).decide_by == duty().due_on == NOW.date() + make.days(8)


def test_a_county_without_the_limit_has_the_usual_one(shire):
    usual = asked(shire).decide_by
    TimeLimit.objects.filter(code="extension_decide").delete()
    assert asked(shire, owe(shire.posts[play.HEAD])).decide_by == usual


def test_late_it_is_red_and_the_decision_orange(shire):
    request = asked(shire)
    sweep(now=LATE)
    assert duty().lamp == Lamp.RED
    told = Reminder.objects.filter(kind="decision", deadline_id=duty().pk, stage="overdue")
    assert shire.people["group"].pk in told.values_list("recipient", flat=True)
    refuse_extension(**by(shire, "office", LATE), extension_id=request.pk, answer="No.")
    assert duty().lamp == Lamp.ORANGE
    assert [lamp for lamp, _cause in turns()][-2:] == [Lamp.RED, Lamp.ORANGE]


def test_the_office_hears_of_a_body_that_lets_others_wait(shire):
    asked(shire)
    heard = DecisionDuty.recipients_of([duty().pk], stage="overdue_supervisor", at=NOW)
    assert shire.people["office"].pk in {person for _duty, person in heard}


def test_taken_back_nothing_is_to_be_decided(shire):
    request = asked(shire)
    take_back_request(**by(shire, "officer"), extension_id=request.pk)
    assert (duty().lamp, duty().lamp_cause) == (Lamp.EXEMPT, REQUEST_TAKEN_BACK)


def test_what_the_body_itself_asks_for_the_office_decides(shire):
    group = shire.posts["Group", Role.STATIONED_GROUP]
    asked(shire, owe(group), who="group")
    assert duty().post.role_kind.keeps_office


def test_of_a_demand_who_demanded_decides(shire):
    demand = play.demanded(shire, play.red(shire), who="office")
    asked(shire, demand)
    assert duty().post == demand.made_in


def test_where_nobody_may_decide_nobody_owes_it(shire):
    office = shire.people["office"].memberships.get().post
    asked(shire, owe(office), who="office")
    assert not DecisionDuty.objects.exists()


def test_the_time_to_decide_is_not_extended(shire):
    asked(shire)
    against = why_not_ask(deadline=duty(), extensions=[], now=NOW)
    assert against == "The time to decide is not extended."


def test_exempt_meanwhile_nothing_is_left_to_decide_until_it_is_lifted(shire):
    task = owe(shire.posts[play.HEAD])
    asked(shire, task)
    exempt(**by(shire, "office"), deadline=task, reason="Posted abroad.")
    assert [end_moot(now=NOW), end_moot(now=NOW)] == [1, 0]
    assert (duty().lamp, duty().lamp_cause) == (Lamp.EXEMPT, MOOT)
    assert begin_missing(now=NOW) == 0
    lift_exemption(**by(shire, "office"), deadline=Task.objects.get(pk=task.pk))
    assert [begin_missing(now=NOW), begin_missing(now=NOW)] == [1, 0]
    assert duty().lamp != Lamp.EXEMPT


def test_what_waits_without_a_lamp_gets_one(shire):
    """As after an upgrade, or where the deciding post was closed."""
    asked(shire)
    demand = play.demanded(shire, play.red(shire))
    answered(shire, demand)
    DecisionDuty.objects.update(
        exempt=True, lamp="exempt", lamp_since=at("2026-09-24 18:00"), lamp_cause="exempted"
    )
    assert begin_missing(now=at("2026-09-25 10:00")) == 2
    assert DecisionDuty.objects.open_still().count() == 2


def answered(shire, demand, now=NOW):
    return reply(**by(shire, "officer", now), nonce=make.nonce(), demand_id=demand.pk, text="So.")


def test_an_answer_waits_with_a_lamp_for_who_demanded(shire):
    demand = play.demanded(shire, play.red(shire))
    answered(shire, demand)
    answered(shire, demand)  # added to the first: the same decision
    assert DecisionDuty.objects.get(demand=demand).post == demand.made_in
    accept(**by(shire, "group"), demand_id=demand.pk)
    assert duty().lamp == Lamp.GREEN


def test_sent_back_is_decided_and_the_next_answer_waits_anew(shire):
    demand = play.demanded(shire, play.red(shire))
    answered(shire, demand)
    send_back(**by(shire, "group"), demand_id=demand.pk, reason="Why?")
    answered(shire, demand)
    first, second = DecisionDuty.objects.filter(demand=demand).order_by("pk")
    assert (first.lamp, second.fulfilled_at) == (Lamp.GREEN, None)


def test_a_demand_withdrawn_leaves_nothing_to_decide(shire):
    demand = play.demanded(shire, play.red(shire))
    answered(shire, demand)
    withdraw(**by(shire, "group"), demand_id=demand.pk, reason="It was settled.")
    assert duty().lamp_cause == MOOT


def test_what_it_is_about_is_never_changed(shire):
    asked(shire)
    for change in ({"subject": "Another"}, {"post": shire.posts[play.HEAD]}):
        with pytest.raises(DatabaseError), transaction.atomic():
            DecisionDuty.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        DecisionDuty.objects.all().delete()
