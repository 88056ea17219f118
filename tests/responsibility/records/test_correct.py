"""Correcting: a new record takes the old one's place, and what it inherits."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from alerts.audit.models import AuditEntry
from pages.refused import Refused
from responsibility.organisation.periods import from_day
from responsibility.organisation.posts.models import Appointment
from responsibility.records.counting.end import AlreadyEnded
from responsibility.records.models import DutyRecord
from tests.make import (
    NOW,
    START,
    appoint,
    at,
    days,
    join,
    make_holder,
    make_item,
    make_person,
    make_post,
    make_task,
    make_unit,
    nonce,
    supervise,
)
from tests.responsibility.records.cast import (
    confirm_as,
    correct_as,
    credit_of,
    decline_as,
    lodge_as,
    make_cast,
    people_task,
    state,
    turns,
    withdraw_as,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
AFTER = at("2026-10-08 09:00")


@pytest.fixture
def cast():
    return make_cast()


def test_better_words_keep_the_instant_and_turn_no_lamp(cast):
    task = make_task(cast.post)
    old = lodge_as(cast.holder, task)
    before = turns(task)
    new = correct_as(cast.holder, old, task, now=AFTER, text="Better words.", place="Room 503")
    assert state(task) == ("green", 1, NOW) and turns(task) == before
    old.refresh_from_db()
    assert (old.ended_at, old.ended_as, new.supersedes) == (AFTER, "superseded", old)
    assert (old.text, new.text, new.lodged_at) == (
        "Talked about the works at the reservoir.",
        "Better words.",
        AFTER,
    )
    ended, credit = credit_of(old, task), credit_of(new, task)
    assert (ended.ended_at, ended.ended_as) == (AFTER, "superseded")
    assert (credit.counts_at, credit.offered_at, credit.awaits) == (NOW, AFTER, False)
    entry = AuditEntry.objects.get(action="record.correct")
    assert (entry.object_id, entry.before["record"]) == (str(new.pk), old.pk)


def test_the_chain_of_corrections_keeps_the_first_instant(cast):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    for n in range(3):
        record = correct_as(cast.holder, record, task, now=AFTER + days(n), text=f"Words {n}.")
    assert state(task) == ("green", 1, NOW)


@pytest.mark.parametrize(
    "change", [{"happened_on": date(2026, 9, 22)}, {"kind": "zero_report", "text": ""}]
)
def test_another_day_or_kind_counts_from_the_correction(cast, change):
    task = make_task(cast.post, make_item(cast.county, zero_report=True))
    old = lodge_as(cast.holder, task)
    correct_as(cast.holder, old, task, now=AFTER, **change)
    assert state(task) == ("orange", 1, AFTER)
    assert turns(task)[-1] == ("green", "orange", "superseded", AFTER)


def test_another_day_in_time_turns_no_lamp(cast):
    task = make_task(cast.post)
    old = lodge_as(cast.holder, task)
    before = turns(task)
    correct_as(cast.holder, old, task, now=NOW + days(1), happened_on=date(2026, 9, 22))
    assert state(task) == ("green", 1, NOW + days(1)) and turns(task) == before


def test_a_task_newly_ticked_counts_from_the_correction(cast):
    kept, added = make_task(cast.post), make_task(cast.post)
    old = lodge_as(cast.holder, kept)
    correct_as(cast.holder, old, kept, added, now=AFTER)
    assert (state(kept)[0], state(added)) == ("green", ("orange", 1, AFTER))
    assert turns(added)[-1][2] == "lodged"


def test_a_task_no_longer_ticked_loses_the_record(cast):
    kept, dropped = make_task(cast.post), make_task(cast.post)
    old = lodge_as(cast.holder, kept, dropped)
    correct_as(cast.holder, old, kept, now=AFTER)
    assert (state(kept)[0], state(dropped)) == ("green", ("red", 0, None))
    assert turns(dropped)[-1] == ("green", "red", "superseded", AFTER)


def test_a_counterpart_taken_off_no_longer_counts_and_one_added_counts_from_then(cast):
    task, (first, second, third) = people_task(cast, required=2, asked=3)
    old = lodge_as(cast.holder, task, counterpart_post_ids=[first.pk, second.pk])
    assert state(task) == ("green", 2, NOW)
    new = correct_as(cast.holder, old, task, now=AFTER, counterpart_post_ids=[first.pk, third.pk])
    assert state(task) == ("orange", 2, AFTER)
    # Once more, with nobody added: each keeps the instant it had.
    correct_as(
        cast.holder,
        new,
        task,
        now=AFTER + days(1),
        counterpart_post_ids=[third.pk, first.pk],
        text="Better words.",
    )
    assert state(task) == ("orange", 2, AFTER)


def test_a_clerks_correction_of_a_confirmed_record_waits_anew_and_counts_on(cast):
    task = make_task(cast.post)
    old = lodge_as(cast.clerk, task)
    confirm_as(cast.holder, credit_of(old, task))
    new = correct_as(cast.clerk, old, task, now=AFTER, text="Better words.")
    credit = credit_of(new, task)
    assert (credit.counts_at, credit.awaits, credit.confirmed_at) == (NOW, True, None)


def test_the_holders_correction_of_a_clerks_record_needs_no_confirmation(cast):
    task = make_task(cast.post)
    new = correct_as(cast.holder, lodge_as(cast.clerk, task), task)
    assert not credit_of(new, task).awaits


def test_what_was_declined_is_not_inherited(cast):
    task = make_task(cast.post)
    old = lodge_as(cast.clerk, task)
    decline_as(cast.holder, credit_of(old, task))
    correct_as(cast.clerk, old, task, now=AFTER)
    assert state(task) == ("orange", 1, AFTER)


def test_an_offer_stays_an_offer_and_a_confirmed_one_keeps_its_instant(cast):
    committee = make_post(cast.unit, "party_committee")
    own = make_task(committee, make_item(cast.county, "party_committee", event_key="meeting"))
    task = make_task(cast.post, make_item(cast.county, event_key="meeting"))
    clerk = join(committee, role="clerk", grants=["log", "view"])
    record = correct_as(clerk, lodge_as(clerk, own, task), own, task)
    assert credit_of(record, task).counts_at is None
    confirm_as(cast.holder, credit_of(record, task))
    record = correct_as(clerk, record, own, task, now=AFTER)
    credit = credit_of(record, task)
    assert (credit.counts_at, credit.awaits) == (NOW, True)
    assert state(task) == ("green", 1, NOW)


def test_the_same_nonce_corrects_once(cast):
    task, once = make_task(cast.post), nonce()
    old = lodge_as(cast.holder, task)
    new = correct_as(cast.holder, old, task, nonce=once)
    assert correct_as(cast.holder, old, task, nonce=once, text="Again.") == new
    assert DutyRecord.objects.count() == 2


def test_what_ended_before_is_not_corrected(cast):
    task = make_task(cast.post)
    old = lodge_as(cast.holder, task)
    new = correct_as(cast.holder, old, task)
    with pytest.raises(AlreadyEnded, match="corrected meanwhile"):
        correct_as(cast.holder, old, task)
    withdraw_as(cast.holder, new)
    with pytest.raises(AlreadyEnded, match="has been withdrawn"):
        correct_as(cast.holder, new, task)


def test_what_speaks_against_a_record_speaks_against_its_correction(cast):
    task = make_task(cast.post)
    old = lodge_as(cast.holder, task)
    with pytest.raises(Refused, match="The day cannot be later than today") as refusal:
        correct_as(cast.holder, old, task, text="", happened_on=date(2030, 1, 1))
    assert set(refusal.value.errors) == {"text", "happened_on"}
    assert state(task) == ("green", 1, NOW) and DutyRecord.objects.in_force().get() == old


def test_only_who_may_log_for_the_post_corrects(cast):
    task = make_task(cast.post)
    old = lodge_as(cast.clerk, task)
    body = make_unit(cast.county, kind="discipline")
    _, inspector = make_holder(body, "stationed_group")
    supervise(body, cast.unit)
    with pytest.raises(PermissionDenied):
        correct_as(inspector, old, task)
    _, leader = make_holder(cast.county, "party_leader")
    for user in (leader, make_person()):  # they may not even read it
        with pytest.raises(DutyRecord.DoesNotExist):
            correct_as(user, old, task)


def test_the_successor_corrects_and_the_author_who_left_does_not(cast):
    task = make_task(cast.post)
    old = lodge_as(cast.holder, task)
    Appointment.objects.filter(user=cast.holder).update(period=from_day(START, AFTER.date()))
    with pytest.raises(PermissionDenied):
        correct_as(cast.holder, old, task, now=AFTER)
    new = correct_as(appoint(cast.post, start=AFTER.date()), old, task, now=AFTER)
    assert state(task) == ("green", 1, NOW) and new.supersedes == old
