"""The holder's answer: confirmed goes on counting, offered counts from now, declined ends."""

import pytest

from alerts.audit.models import AuditEntry
from alerts.outbox.gather import gather
from alerts.reminders.models import Reminder
from pages.refused import Refused
from responsibility.organisation.periods import from_day
from responsibility.organisation.posts.models import Appointment
from responsibility.records.counting.end import AlreadyEnded
from responsibility.records.kind import CONFIRMATION, RECORD_RETURNED
from responsibility.records.models import Credit
from responsibility.records.record.own import own_records, rows_of
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
)
from tests.responsibility.records.cast import (
    acting,
    confirm_as,
    credit_of,
    decline_as,
    lodge_as,
    make_cast,
    state,
    turns,
    withdraw_as,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
AFTER = at("2026-10-08 09:00")


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def clerks(cast):
    """A task and the credit of a clerk's record for it."""
    task = make_task(cast.post)
    return task, credit_of(lodge_as(cast.clerk, task), task)


@pytest.fixture
def offered(cast):
    """A task of the officer and the credit that the committee's clerk offered for it."""
    committee = make_post(cast.unit, "party_committee")
    own = make_task(committee, make_item(cast.county, "party_committee", event_key="meeting"))
    task = make_task(cast.post, make_item(cast.county, event_key="meeting"))
    clerk = join(committee, role="clerk", grants=["log", "view"])
    return task, credit_of(lodge_as(clerk, own, task), task)


def test_confirming_after_the_deadline_keeps_a_clerks_record_in_time(cast, clerks):
    task, credit = clerks
    before = turns(task)
    credit = confirm_as(cast.holder, credit, now=AFTER)
    assert (credit.counts_at, credit.confirmed_at, credit.confirmed_by) == (NOW, AFTER, cast.holder)
    assert state(task) == ("green", 1, NOW) and turns(task) == before
    entry = AuditEntry.objects.get(action="credit.confirm")
    assert (entry.user, entry.post_id, entry.after["task"]) == (cast.holder, cast.post.pk, task.pk)


def test_an_offered_record_counts_from_its_confirmation(cast, offered):
    task, credit = offered
    then = NOW + days(1)
    assert confirm_as(cast.holder, credit, now=then).counts_at == then
    assert state(task) == ("green", 1, then)
    assert turns(task)[-1] == ("yellow", "green", "confirmed", then)


def test_an_offered_record_confirmed_after_the_deadline_is_a_late_entry(cast, offered):
    task, credit = offered
    confirm_as(cast.holder, credit, now=AFTER)
    assert state(task) == ("orange", 1, AFTER)


def test_declining_before_the_deadline_takes_the_count_away(cast, clerks):
    task, credit = clerks
    then = NOW + days(1)
    credit = decline_as(cast.holder, credit, now=then)
    assert (credit.ended_as, credit.ended_at, credit.ended_by) == ("declined", then, cast.holder)
    assert state(task) == ("yellow", 0, None)
    assert turns(task)[-1] == ("green", "yellow", "declined", then)
    assert AuditEntry.objects.filter(action="credit.decline", user=cast.holder).exists()


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 301])
def test_declining_takes_a_reason(cast, clerks, reason):
    task, credit = clerks
    with pytest.raises(Refused) as refused:
        decline_as(cast.holder, credit, reason=reason)
    assert refused.value.field == "reason" and state(task)[0] == "green"


def test_who_lodged_it_reads_the_reason_in_the_list_on_the_desk_and_at_the_record(
    client, cast, clerks
):
    _task, credit = clerks
    client.force_login(cast.holder)
    sent = {"reason": "x" * 301, "credit": [credit.pk], "next": "/desk/"}
    again = client.post(f"/credits/{credit.pk}/decline/", sent)
    assert again.status_code == 422 and "x" * 301 in again.content.decode()
    client.post(f"/credits/{credit.pk}/decline/", sent | {"reason": "Another meeting."})
    client.force_login(cast.clerk)
    for address in ("/records/", credit.record.get_absolute_url()):
        text = client.get(address).content.decode()
        assert "Another meeting." in text, address
    (row,) = rows_of(own_records(cast.clerk, at=NOW), user=cast.clerk, at=NOW)
    assert row.state == ("fail", "returned")  # also on the desk
    _, office = make_holder(cast.county, "commission_office")
    client.force_login(office)
    face = client.get(credit.record.get_absolute_url())
    assert face.status_code == 200 and "Another meeting." not in face.content.decode()


def test_declining_after_the_deadline_is_red_from_then_and_not_before(cast, clerks):
    task, credit = clerks
    decline_as(cast.holder, credit, now=AFTER)
    assert turns(task)[-1] == ("green", "red", "declined", AFTER)


def test_declining_an_offer_changes_no_lamp(cast, offered):
    task, credit = offered
    decline_as(cast.holder, credit)
    assert state(task)[1:] == (0, None)


@pytest.mark.parametrize("answer", [confirm_as, decline_as])
def test_nobody_but_the_holder_answers(cast, clerks, answer):
    _, credit = clerks
    _, neighbour = make_holder(make_unit(cast.county))
    _, office = make_holder(cast.county, "commission_office")
    for user in (cast.clerk, make_person(), neighbour, office):
        with pytest.raises(Credit.DoesNotExist):
            answer(user, credit)


def test_the_holder_of_today_answers_not_the_one_of_then(cast, clerks):
    task, credit = clerks
    gone, day = cast.holder, AFTER.date()
    Appointment.objects.filter(user=gone).update(period=from_day(START, day))
    new = appoint(cast.post, start=day)
    with pytest.raises(Credit.DoesNotExist):
        confirm_as(gone, credit, now=AFTER)
    assert confirm_as(new, credit, now=AFTER).confirmed_by == new


def test_an_approving_member_answers_for_a_collective_post(cast):
    post = make_post(cast.unit, "party_committee")
    task = make_task(post)
    head = join(post, role="head", grants=["log", "view", "approve"])
    plain = join(post, grants=["log", "view"])
    credit = credit_of(lodge_as(join(post, role="clerk", grants=["log", "view"]), task), task)
    with pytest.raises(Credit.DoesNotExist):
        confirm_as(plain, credit)
    assert confirm_as(head, credit).confirmed_by == head


@pytest.mark.parametrize("answer", [confirm_as, decline_as])
def test_what_was_answered_is_not_answered_again(cast, clerks, answer):
    task, credit = clerks
    confirm_as(cast.holder, credit)
    with pytest.raises(Refused, match="nothing left"):
        answer(cast.holder, credit)
    assert state(task)[0] == "green"


@pytest.mark.parametrize("answer", [confirm_as, decline_as])
def test_an_own_record_awaits_no_answer(cast, answer):
    task = make_task(cast.post)
    credit = credit_of(lodge_as(cast.holder, task), task)
    with pytest.raises(Refused, match="There is nothing left to confirm"):
        answer(cast.holder, credit)


@pytest.mark.parametrize("answer", [confirm_as, decline_as])
def test_what_has_ended_is_not_answered(cast, clerks, answer):
    _, credit = clerks
    withdraw_as(cast.clerk, credit.record)
    with pytest.raises(AlreadyEnded, match="withdrawn"):
        answer(cast.holder, credit)


def test_what_waits_for_a_person_is_listed_for_that_person_alone(cast, clerks):
    _, credit = clerks
    for user, waiting in ((cast.holder, [credit]), (cast.clerk, []), (make_person(), [])):
        user = acting(user).user
        assert list(Credit.objects.confirmable_by(user, at=NOW)) == waiting
    confirm_as(cast.holder, credit)
    assert not Credit.objects.confirmable_by(acting(cast.holder).user, at=NOW).exists()


@pytest.mark.parametrize("answer", [confirm_as, decline_as])
def test_who_has_answered_is_not_told_that_an_answer_is_awaited(cast, clerks, answer):
    answer(cast.holder, clerks[1])
    gather(now=NOW)
    asked = Reminder.objects.filter(stage=CONFIRMATION)
    assert set(asked.values_list("suppressed", flat=True)) == {"closed_before_send"}


def test_one_of_two_records_still_awaits_its_answer(cast, clerks):
    lodge_as(cast.clerk, clerks[0], text="Talked again.")
    confirm_as(cast.holder, clerks[1])
    gather(now=NOW)
    asked = Reminder.objects.filter(stage=CONFIRMATION)
    assert set(asked.values_list("suppressed", flat=True)) == {""}


def test_who_lodged_what_is_declined_is_told_once(cast, clerks):
    task, credit = clerks
    Reminder.objects.all().delete()
    decline_as(cast.holder, credit)
    reminder = Reminder.objects.get(stage=RECORD_RETURNED)
    assert (reminder.recipient, reminder.asked_by) == (cast.clerk, cast.holder)
    assert (reminder.deadline_id, reminder.slot) == (task.pk, f"record-{credit.record_id}")
