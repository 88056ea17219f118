"""What the committee decided: who owes an answer, and how it comes back to the report."""

import pytest

from pages.quarter import Quarter
from pages.refused import Refused
from supervision.demands.models import Demand
from supervision.demands.reply import reply
from supervision.demands.states import State as DemandState
from supervision.hearings.compose import compose
from supervision.hearings.decide import take_back_decision
from supervision.hearings.draft import open_hearing
from supervision.hearings.models import HearingDecision
from supervision.hearings.past import decisions_of, past_of
from tests import make
from tests.make import at
from tests.supervision.hearings import play
from tests.supervision.hearings.play import DAY_AFTER, MEETING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def test_a_decision_is_answered_by_the_unit_and_the_answer_comes_back(shire):
    hearing = play.heard(shire)
    decision = play.decided(shire, hearing)
    demand = decision.demands.get()
    assert demand.due_on == play.BY and "Write the plan." in demand.text
    by = make.actor(shire.people["officer"])
    reply(by=by, now=DAY_AFTER, nonce=make.nonce(), demand_id=demand.pk, text="Written.")
    (shown,) = decisions_of(hearing, now=DAY_AFTER)
    (carried,) = shown.shown_demands
    assert carried.state == DemandState.ANSWERED and carried.answers[0].text == "Written."
    (line,) = past_of(hearing, now=DAY_AFTER)
    assert (line.reply, line.lamp, line.closed) == ("Written.", "green", False)


def test_the_next_report_says_what_became_of_the_decisions(shire):
    play.decided(shire, play.heard(shire))
    now = at("2027-01-08 10:00")
    report = compose(open_hearing(quarter=Quarter(2026, 4), by=play.who(shire), now=now), now=now)
    assert [(row.text, row.lamp) for row in report.past] == [("Write the plan.", "red")]
    assert report.past_heard_on == MEETING


def test_the_same_nonce_records_one(shire):
    hearing, nonce = play.heard(shire), make.nonce()
    first = play.decided(shire, hearing, nonce=nonce)
    assert play.decided(shire, hearing, nonce=nonce) == first
    assert Demand.objects.count() == 1


def test_a_decision_is_recorded_only_once_it_was_heard(shire):
    laid = play.laid(shire)
    with pytest.raises(Refused, match="heard"):
        play.decided(shire, laid.hearing)


def test_taken_back_a_decision_takes_its_demands_back(shire):
    decision = play.decided(shire, play.heard(shire))
    act = {"by": play.who(shire), "now": DAY_AFTER}
    take_back_decision(decision_id=decision.pk, reason="Not decided.", **act)
    assert decision.demands.get().exempt
    with pytest.raises(HearingDecision.DoesNotExist):
        take_back_decision(decision_id=decision.pk, reason="Again.", **act)


def test_a_unit_without_an_officer_cannot_carry_it_out(shire):
    hearing = play.heard(shire)
    office = shire.people["office"].memberships.get().post.unit
    with pytest.raises(Refused) as refusal:
        play.decided(shire, hearing, units=[office.pk])
    assert "units" in refusal.value.errors
    with pytest.raises(Refused):
        play.decided(shire, hearing, reply_by=None)
