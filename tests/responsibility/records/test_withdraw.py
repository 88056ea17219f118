"""Withdrawing: by author or holder, with a reason, and the lamp follows from that act on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from alerts.audit.models import AuditEntry
from alerts.reminders.models import Reminder
from pages.refused import Refused
from responsibility.organisation.periods import from_day
from responsibility.organisation.posts.models import Membership
from responsibility.records.counting.end import AlreadyEnded
from responsibility.records.kind import CREDIT_LOST
from responsibility.records.models import Credit, DutyRecord, Withdrawal
from tests.make import (
    NOW,
    START,
    at,
    days,
    join,
    make_holder,
    make_item,
    make_person,
    make_post,
    make_task,
)
from tests.responsibility.records.cast import (
    confirm_as,
    correct_as,
    credit_of,
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


def test_a_record_withdrawn_in_time_gives_the_lamp_back_to_the_clock(cast):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    then = NOW + days(1)
    withdraw_as(cast.holder, record, now=then, reason="  Entered twice. ")
    assert state(task) == ("yellow", 0, None)
    assert turns(task)[-1] == ("green", "yellow", "withdrawn", then)
    record.refresh_from_db()
    assert (record.ended_at, record.ended_as) == (then, "withdrawn")
    credit = record.credits.get()
    assert (credit.ended_at, credit.ended_as, credit.ended_by) == (then, "withdrawn", cast.holder)
    kept = Withdrawal.objects.get(record=record)
    assert (kept.withdrawn_by, kept.withdrawn_at, kept.reason) == (
        cast.holder,
        then,
        "Entered twice.",
    )


def test_a_record_withdrawn_after_the_deadline_is_red_from_that_act_on(cast):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    withdraw_as(cast.holder, record, now=AFTER)
    assert state(task) == ("red", 0, None)
    assert turns(task)[1:] == [
        ("yellow", "green", "lodged", NOW),
        ("green", "red", "withdrawn", AFTER),
    ]
    assert Reminder.objects.filter(stage="overdue", deadline_id=task.pk).exists()


def test_what_is_left_counts_on(cast):
    task = make_task(cast.post, required=2)
    records = [lodge_as(cast.holder, task, now=NOW + days(n)) for n in range(3)]
    withdraw_as(cast.holder, records[0], now=AFTER)
    assert state(task) == ("green", 2, NOW + days(2))


def test_what_is_left_may_make_it_a_late_entry(cast):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    lodge_as(cast.holder, task, now=AFTER)
    withdraw_as(cast.holder, record, now=AFTER + days(1))
    assert turns(task)[-1] == ("green", "orange", "withdrawn", AFTER + days(1))


def test_a_counterpart_counts_from_the_next_record_that_names_it(cast):
    task, (post,) = people_task(cast, required=1, asked=1)
    first = lodge_as(cast.holder, task, counterpart_post_ids=[post.pk])
    lodge_as(cast.holder, task, now=NOW + days(1), counterpart_post_ids=[post.pk])
    withdraw_as(cast.holder, first, now=NOW + days(2))
    assert state(task) == ("green", 1, NOW + days(1))


def test_every_task_of_the_record_loses_it(cast):
    tasks = [make_task(cast.post) for _ in range(3)]
    record = lodge_as(cast.holder, *tasks)
    withdraw_as(cast.holder, record)
    assert [state(task)[1] for task in tasks] == [0, 0, 0]
    entry = AuditEntry.objects.get(action="record.withdraw")
    assert (entry.object_id, entry.after) == (
        str(record.pk),
        {"tasks": sorted(task.pk for task in tasks)},
    )


def test_the_holder_withdraws_what_the_clerk_lodged_and_the_clerk_his_own(cast):
    task = make_task(cast.post)
    withdraw_as(cast.holder, lodge_as(cast.clerk, task))
    withdraw_as(cast.clerk, lodge_as(cast.clerk, task))
    with pytest.raises(PermissionDenied):
        withdraw_as(cast.clerk, lodge_as(cast.holder, task))


def test_who_sees_a_record_without_being_author_or_holder_may_not(cast):
    record = lodge_as(cast.holder, make_task(cast.post))
    _, leader = make_holder(cast.county, "party_leader")
    with pytest.raises(PermissionDenied):
        withdraw_as(leader, record)
    with pytest.raises(DutyRecord.DoesNotExist):
        withdraw_as(make_person(), record)


def test_an_author_who_left_the_post_no_longer_withdraws(cast):
    record = lodge_as(cast.clerk, make_task(cast.post))
    Membership.objects.filter(user=cast.clerk).update(period=from_day(START, AFTER.date()))
    with pytest.raises(PermissionDenied):
        withdraw_as(cast.clerk, record, now=AFTER)


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 301])
def test_a_reason_is_given_and_fits(cast, reason):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    with pytest.raises(Refused):
        withdraw_as(cast.holder, record, reason=reason)
    assert state(task)[0] == "green"


def test_what_ended_before_is_not_withdrawn(cast):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    newer = correct_as(cast.holder, record, task, text="Better words.")
    with pytest.raises(AlreadyEnded, match="corrected meanwhile"):
        withdraw_as(cast.holder, record)
    withdraw_as(cast.holder, newer)
    with pytest.raises(AlreadyEnded, match="has been withdrawn"):
        withdraw_as(cast.holder, newer)
    assert not Credit.objects.in_force().exists()


def offered_to_officer(cast):
    """A task of the officer that the committee's record counts for, once he has confirmed it."""
    committee = make_post(cast.unit, "party_committee")
    own = make_task(committee, make_item(cast.county, "party_committee", event_key="meeting"))
    task = make_task(cast.post, make_item(cast.county, event_key="meeting"))
    head = join(committee, role="head", grants=["log", "view", "approve"])
    record = lodge_as(head, own, task)
    confirm_as(cast.holder, credit_of(record, task))
    Reminder.objects.all().delete()
    return head, own, task, record


@pytest.mark.parametrize("act", ["withdraw", "correct"])
def test_who_loses_a_lamp_by_anothers_act_is_told_and_who_acted_is_not(cast, act):
    head, own, task, record = offered_to_officer(cast)
    if act == "withdraw":
        withdraw_as(head, record)
    else:
        correct_as(head, record, own, text="Better words.")
    assert state(task)[0] == "yellow"
    told = Reminder.objects.filter(stage=CREDIT_LOST)
    assert [(one.recipient, one.deadline_id, one.asked_by) for one in told] == [
        (cast.holder, task.pk, head)
    ]


def test_a_correction_by_which_nobody_loses_tells_nobody(cast):
    head, own, task, record = offered_to_officer(cast)
    correct_as(head, record, own, task, text="Better words.")
    assert state(task)[0] == "green"
    assert not Reminder.objects.filter(stage=CREDIT_LOST).exists()


@pytest.mark.parametrize("page", ["record-withdraw", "record-correct"])
def test_the_page_names_duties_and_people_before_the_act(cast, client, page):
    head, own, task, record = offered_to_officer(cast)
    client.force_login(head)
    html = client.get(reverse(page, args=[record.pk])).content.decode()
    losers = html[html.index("h-losers") : html.index("<form", html.index("h-losers"))]
    assert cast.holder.name in losers and head.name in losers
    assert task.title in losers and own.title in losers
