"""What a card's recipient owes at the end of the quarter: the summary, and who may write it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from alerts.audit.models import AuditEntry
from alerts.lamps.models import LampTurn
from pages.quarter import Quarter
from pages.refused import Refused
from responsibility.cards.models import ReminderCard
from responsibility.cards.summaries.keep_up import keep_up
from responsibility.cards.summaries.models import CardSummary, SummaryConfirmation
from responsibility.cards.summaries.write import (
    confirm_summary,
    take_back_summary,
    write_summary,
)
from responsibility.organisation.posts.models import Membership
from responsibility.tasks.appointing.appoint import appoint
from supervision.problems.terms import TimeLimit
from tests import make
from tests.responsibility.cards.conftest import NOW

AFTER = make.at("2026-10-14 09:00")
SAID = {"text": "The quarter is summed up.", "edition": 0}


@pytest.fixture
def summary(stage):
    return stage.issued().cards.in_order().first().summary


def act(stage, summary, user=None, now=NOW):
    return {"by": make.actor(user or stage.holders[0]), "now": now, "summary_id": summary.pk}


def read(summary):
    return CardSummary.objects.with_lamp(now=AFTER).get(pk=summary.pk)


def clerk_of(stage):
    return make.join(stage.posts[0], role=Membership.Role.CLERK, grants=["view", "log"])


def test_each_card_has_a_summary_that_opens_with_the_last_month(stage):
    issue = stage.issued(quarter=Quarter(2026, 4))
    for one in CardSummary.objects.filter(card__issue=issue):
        assert one.opens_at == make.at("2026-12-01 00:00")
        assert (one.due_on, one.lamp) == (date(2027, 1, 11), "unlit")  # the 10th is a Sunday


@pytest.mark.parametrize(
    ("days", "working", "due_on"),
    [(10, False, date(2026, 10, 12)), (1, False, date(2026, 10, 1)), (5, True, date(2026, 10, 7))],
)
def test_the_county_says_how_many_days_with_its_basis(stage, days, working, due_on):
    TimeLimit.objects.create(
        county_id=stage.county.pk, code="card_summary", name="Summary", days=days, working=working,
        basis="Notice 3", first_on=date(2026, 1, 1),
    )  # fmt: skip
    summary = stage.issued().cards.first().summary
    assert summary.due_on == due_on


def test_confirmed_in_time_it_is_green_and_keeps_its_words(stage, summary):
    made = confirm_summary(**act(stage, summary), **SAID, rule_made="Ten bans")
    assert confirm_summary(**act(stage, summary), **SAID, rule_made="Ten bans") == made
    assert (read(summary).lamp_now, made.rule_made) == ("green", "Ten bans")
    assert AuditEntry.objects.filter(action="card_summary.confirm").count() == 1
    for change in ({"text": "Other"}, {"confirmed_by": stage.drafter}):
        with pytest.raises(DatabaseError), transaction.atomic():
            SummaryConfirmation.objects.update(**change)


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_is_confirmed_without_words(stage, summary, text):
    with pytest.raises(Refused, match="请填写小结") as refusal:
        confirm_summary(**act(stage, summary), **SAID | {"text": text})
    assert refusal.value.field == "text"


def test_a_clerk_prepares_and_the_recipient_alone_confirms(stage, summary):
    clerk = clerk_of(stage)
    write_summary(**act(stage, summary, clerk), **SAID)
    with pytest.raises(PermissionDenied):
        confirm_summary(**act(stage, summary, clerk), **SAID)
    for user in (stage.holders[1], make.make_person()):
        with pytest.raises(CardSummary.DoesNotExist):
            confirm_summary(**act(stage, summary, user), **SAID)
    with pytest.raises(PermissionDenied):
        write_summary(**act(stage, summary, stage.drafter), **SAID)


def test_two_writers_do_not_overwrite_each_other(stage, summary):
    write_summary(**act(stage, summary), **SAID)
    with pytest.raises(Refused, match="草稿刚被他人改动"):
        write_summary(**act(stage, summary, clerk_of(stage)), **SAID | {"text": "Other"})
    assert write_summary(**act(stage, summary), **SAID).edition == 1  # the same words, once


def test_taken_back_it_is_owed_again_and_what_was_confirmed_stays(stage, summary):
    confirm_summary(**act(stage, summary), **SAID)
    with pytest.raises(Refused, match="请填写原因"):
        take_back_summary(**act(stage, summary), reason=" ")
    take_back_summary(**act(stage, summary), reason="A figure was wrong.")
    assert read(summary).lamp_now == "red"  # its day is over by then
    with pytest.raises(Refused, match="小结尚未提交"):
        take_back_summary(**act(stage, summary), reason="Again")
    confirm_summary(**act(stage, summary), text="Anew.", edition=1)
    assert summary.confirmations.filter(taken_back_at=None).get().text == "Anew."
    assert summary.confirmations.count() == 2


def test_late_it_is_orange_and_its_red_stays_in_the_ledger(stage, summary):
    confirm_summary(**act(stage, summary, now=AFTER), **SAID)
    assert read(summary).lamp_now == "orange"
    turns = LampTurn.objects.filter(kind="cardsummary", deadline_id=summary.pk)
    assert "red" in turns.values_list("to_lamp", flat=True)


def test_the_predecessors_card_stays_theirs_and_who_follows_owes_their_own(stage, summary):
    follower = make.make_person(county=stage.county)
    appoint(
        post_id=stage.posts[0].pk, user_id=follower.pk, first_on=NOW.date(), ends_running=True,
        by=make.actor(stage.drafter), now=NOW,
    )  # fmt: skip
    assert (read(summary).lamp_now, summary.card.holder) == ("exempt", stage.holders[0])
    own = ReminderCard.objects.get(post=stage.posts[0], holder=follower)
    assert own.issued_at == NOW and own.summary.is_open
    with pytest.raises(Refused, match="不再要求"):
        confirm_summary(**act(stage, summary), **SAID)


def test_what_was_left_red_stays_with_who_left_it(stage, summary):
    appointment = stage.posts[0].appointments.get()
    appointment.period = type(appointment.period)(appointment.period.lower, date(2026, 10, 14))
    appointment.save()
    assert keep_up(now=make.at("2026-10-14 01:00")) == 0
    assert read(summary).is_open
    confirm_summary(**act(stage, summary, now=make.at("2026-10-14 09:00")), **SAID)
    assert read(summary).lamp == "orange"


def test_a_corrected_card_takes_over_the_summary(stage, summary):
    stage.issue(stage.approve(stage.draft()))
    assert read(summary).lamp_cause == "summary_replaced"
    newer = ReminderCard.objects.get(holder=stage.holders[0], issue__edition=2)
    assert newer.summary.is_open


def test_the_page_shows_what_the_person_may_read(stage, summary, sign_in):
    address = reverse("card-summary", args=[summary.pk])
    confirm_summary(**act(stage, summary), **SAID)
    for user in (stage.holders[0], clerk_of(stage), stage.drafter):
        assert SAID["text"] in sign_in(user).get(address).content.decode()
    assert sign_in(stage.holders[1]).get(address).status_code == 404
