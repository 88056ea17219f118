"""Lodging: who may, for what, from which instant it counts, and what speaks against it."""

from datetime import date, datetime
from uuid import UUID

import pytest

from alerts.audit.models import AuditEntry
from alerts.engine.sweep import sweep
from alerts.reminders.models import Reminder
from pages.refused import Refused
from responsibility.lists.models import DutyItem
from responsibility.records.form.draft import drafts_of, keep_draft
from responsibility.records.models import Credit, DutyRecord
from tests.make import (
    NOW,
    SHANGHAI,
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
)
from tests.responsibility.records.cast import (
    credit_of,
    lodge_as,
    make_cast,
    people_task,
    state,
    turns,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
AFTER = at("2026-10-08 09:00")


@pytest.fixture
def cast():
    return make_cast()


def errors_of(user, *tasks, **over) -> dict:
    with pytest.raises(Refused) as refusal:
        lodge_as(user, *tasks, **over)
    assert str(refusal.value)
    return refusal.value.errors


def test_the_holder_lodges_and_the_lamp_turns_green_from_the_receipt(cast):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task)
    assert state(task) == ("green", 1, NOW)
    assert turns(task)[-1] == ("yellow", "green", "lodged", NOW)
    assert (record.post, record.unit, record.county_id) == (cast.post, cast.unit, cast.county.pk)
    assert (record.lodged_by, record.lodged_at, record.restricted) == (cast.holder, NOW, False)
    credit = credit_of(record, task)
    assert (credit.counts_at, credit.awaits, credit.offered_at) == (NOW, False, NOW)
    assert not Reminder.objects.filter(stage="confirmation").exists()


def test_a_clerks_record_counts_at_once_and_waits_for_the_holder(cast):
    task = make_task(cast.post)
    credit = credit_of(lodge_as(cast.clerk, task), task)
    assert state(task) == ("green", 1, NOW)
    assert (credit.counts_at, credit.awaits) == (NOW, True)
    owed = Reminder.objects.get(stage="confirmation")
    assert (owed.recipient, owed.deadline_id) == (cast.holder, task.pk)


def test_each_record_of_a_clerk_asks_for_its_own_confirmation(cast):
    task = make_task(cast.post, required=2)
    lodge_as(cast.clerk, task), lodge_as(cast.clerk, task, text="Talked again.")
    assert Reminder.objects.filter(stage="confirmation", recipient=cast.holder).count() == 2


def test_a_member_of_a_collective_post_needs_no_confirmation(cast):
    post = make_post(cast.unit, "party_committee")
    member = join(post, grants=["log", "view"])
    task = make_task(post)
    assert not credit_of(lodge_as(member, task), task).awaits


def test_a_record_lodged_after_the_deadline_is_a_late_entry(cast):
    task = make_task(cast.post)
    lodge_as(cast.holder, task, now=AFTER)
    assert state(task) == ("orange", 1, AFTER)
    assert [turn[1:] for turn in turns(task)] == [
        ("yellow", "clock", task.warns_at),
        ("red", "clock", task.late_at),
        ("orange", "lodged", AFTER),
    ]


def test_a_record_received_in_time_and_written_after_the_sweep_is_in_time(cast):
    task = make_task(cast.post)
    received = task.late_at - days(1) / 86_400
    sweep(now=task.late_at + days(1) / 86_400)
    lodge_as(cast.holder, task, now=received)
    assert state(task) == ("green", 1, received)
    assert [turn[1] for turn in turns(task)] == ["yellow", "red", "green"]


def test_after_the_task_closed_it_stays_red_and_the_record_is_kept(cast):
    task = make_task(cast.post, closes_at=at("2026-10-05 00:00"))
    lodge_as(cast.holder, task, now=AFTER)
    assert state(task) == ("red", 1, AFTER)


def test_a_partial_count_settles_the_clock_and_owes_its_reminder(cast):
    task = make_task(cast.post, required=2)
    lodge_as(cast.holder, task, now=AFTER)
    assert state(task) == ("red", 1, None)
    assert Reminder.objects.filter(stage="overdue", deadline_id=task.pk).count() == 2


def test_one_record_fulfils_several_tasks(cast):
    tasks = [make_task(cast.post) for _ in range(3)]
    record = lodge_as(cast.holder, *tasks)
    assert [state(task)[0] for task in tasks] == ["green"] * 3
    assert record.credits.count() == 3


def test_the_post_of_the_first_ticked_task_is_that_of_the_record(cast):
    other, _ = make_holder(make_unit(cast.county))
    appoint_too = make_post(make_unit(cast.county))
    appoint(appoint_too, cast.holder)
    tasks = make_task(appoint_too), make_task(cast.post)
    assert lodge_as(cast.holder, *tasks).post == appoint_too
    assert other.records.count() == 0


def test_a_record_of_a_restricted_item_is_restricted(cast):
    secret = make_item(cast.county, sensitivity=DutyItem.Sensitivity.RESTRICTED)
    plain, restricted = make_task(cast.post), make_task(cast.post, secret)
    assert lodge_as(cast.holder, plain, restricted).restricted


def test_the_audit_holds_who_and_what_but_no_content(cast):
    task = make_task(cast.post)
    record = lodge_as(cast.holder, task, place="Room 503", participants="Lu Siqi")
    entry = AuditEntry.objects.get(action="record.lodge")
    assert (entry.user, entry.post_id, entry.at) == (cast.holder, cast.post.pk, NOW)
    assert (entry.kind, entry.object_id) == ("dutyrecord", str(record.pk))
    assert entry.after["tasks"] == [task.pk]
    kept = str(entry.after)
    assert not [word for word in ("reservoir", "503", "Siqi") if word in kept]


def test_lodging_drops_the_draft_of_its_form_and_no_other(cast):
    task, form, other = make_task(cast.post), nonce(), nonce()
    for each in (form, other):
        fields = {"tasks": [str(task.pk)], "text": ["Half"]}
        keep_draft(user=cast.holder, nonce=each, fields=fields, now=NOW)
    lodge_as(cast.holder, task, nonce=form)
    assert drafts_of(cast.holder).get().nonce == other


def test_the_same_nonce_lodges_once(cast):
    task, once = make_task(cast.post, required=2), nonce()
    first = lodge_as(cast.holder, task, nonce=once)
    again = lodge_as(cast.holder, task, nonce=once, now=NOW + days(1), text="Other words.")
    assert again == first and DutyRecord.objects.count() == 1
    assert state(task)[1] == 1
    assert AuditEntry.objects.filter(action="record.lodge").count() == 1
    other = lodge_as(cast.clerk, task, nonce=once)  # another person's form
    assert other != first


# What speaks against it


def test_nothing_ticked(cast):
    assert list(errors_of(cast.holder)) == ["tasks"]


@pytest.mark.parametrize("who", ["stranger", "leader", "member_without_log"])
def test_a_task_one_may_not_log_for_is_not_found(cast, who):
    task = make_task(cast.post)
    if who == "stranger":
        user = make_person()
    elif who == "leader":
        _, user = make_holder(cast.county, "party_leader")
    else:
        post = make_post(cast.unit, "party_committee")
        user, task = join(post, grants=["view"]), make_task(post)
    assert list(errors_of(user, task)) == ["tasks"]
    assert not DutyRecord.objects.exists()


def test_a_task_not_yet_open(cast):
    task = make_task(
        cast.post,
        opens_at=at("2026-09-25 00:00"),
        period_start=date(2026, 9, 25),
        warns_at=at("2026-09-29 00:00"),
        lamp_since=at("2026-09-01 00:00"),
    )
    assert list(errors_of(cast.holder, task)) == ["tasks"]


def test_an_exempt_task(cast):
    task = make_task(cast.post, exempt=True, lamp="exempt")
    assert "exempt" in errors_of(cast.holder, task)["tasks"][0]


def test_two_tasks_of_the_same_item(cast):
    item = make_item(cast.county)
    early = make_task(
        cast.post,
        item,
        period_start=date(2026, 4, 1),
        period_end=date(2026, 7, 1),
        opens_at=at("2026-04-01 00:00"),
    )
    assert "two periods" in errors_of(cast.holder, make_task(cast.post, item), early)["tasks"][0]


@pytest.mark.parametrize(
    ("now", "day", "field"),
    [
        (NOW, date(2026, 9, 25), "happened_on"),
        (NOW, date(2026, 9, 24), None),
        # The day is the local one: half past midnight here is yesterday in Greenwich.
        (datetime(2026, 9, 24, 0, 30, tzinfo=SHANGHAI), date(2026, 9, 24), None),
        (datetime(2026, 9, 23, 23, 59, tzinfo=SHANGHAI), date(2026, 9, 24), "happened_on"),
        (NOW, date(2026, 7, 1), None),
        (NOW, date(2026, 6, 30), "happened_on"),
    ],
)
def test_the_day_is_neither_later_than_today_nor_before_the_task_opened(cast, now, day, field):
    task = make_task(cast.post)
    if field:
        assert list(errors_of(cast.holder, task, now=now, happened_on=day)) == [field]
    else:
        assert lodge_as(cast.holder, task, now=now, happened_on=day).happened_on == day


def test_empty_text(cast):
    assert list(errors_of(cast.holder, make_task(cast.post), text="  \n ")) == ["text"]


def test_an_unknown_kind(cast):
    assert list(errors_of(cast.holder, make_task(cast.post), kind="rumour")) == ["kind"]


def test_a_zero_report_needs_no_text_where_every_task_allows_it(cast):
    allows = make_task(cast.post, make_item(cast.county, zero_report=True))
    does_not = make_task(cast.post)
    record = lodge_as(cast.holder, allows, kind="zero_report", text="")
    assert (record.kind, state(allows)[0]) == ("zero_report", "green")
    assert list(errors_of(cast.holder, allows, does_not, kind="zero_report", text="")) == ["kind"]


@pytest.mark.parametrize("more", [{"text": "Talked."}, {"place": "503"}, {"participants": "Li"}])
def test_a_zero_report_with_something_written_contradicts_itself(cast, more):
    task = make_task(cast.post, make_item(cast.county, zero_report=True))
    assert list(errors_of(cast.holder, task, **{"kind": "zero_report", "text": ""} | more)) == [
        "kind"
    ]


def test_a_zero_report_never_reaches_people(cast):
    task, (post,) = people_task(cast, required=1, asked=1)
    DutyItem.objects.filter(pk=task.item_id).update(zero_report=True)
    assert "kind" in errors_of(
        cast.holder, task, kind="zero_report", text="", counterpart_post_ids=[post.pk]
    )


def test_everything_wrong_is_said_at_once(cast):
    fields = errors_of(
        cast.holder,
        text="",
        happened_on=date(2027, 1, 1),
        counterpart_unit_ids=[0],
        file_ids=[UUID(int=1)],
    )
    assert set(fields) == {"tasks", "text", "happened_on", "files"}


# Counting people


def test_a_task_that_counts_people_counts_each_once(cast):
    task, posts = people_task(cast, required=3, asked=4)
    lodge_as(cast.holder, task, counterpart_post_ids=[posts[0].pk, posts[1].pk])
    lodge_as(cast.holder, task, now=NOW + days(1), counterpart_post_ids=[posts[1].pk])
    assert state(task)[1] == 2
    third = NOW + days(2)
    lodge_as(cast.holder, task, now=third, counterpart_post_ids=[posts[1].pk, posts[3].pk])
    assert state(task) == ("green", 3, third)


def test_someone_named_again_counts_since_the_first_time(cast):
    task, (post,) = people_task(cast, required=1, asked=1)
    for n in range(3):
        lodge_as(cast.holder, task, now=NOW + days(n), counterpart_post_ids=[post.pk])
    assert state(task) == ("green", 1, NOW)


def test_each_task_counts_only_the_people_it_asks_for(cast):
    (one, (first,)), (other, (second,)) = [people_task(cast, required=1, asked=1) for _ in "ab"]
    record = lodge_as(cast.holder, one, other, counterpart_post_ids=[first.pk, second.pk])
    assert (state(one)[1], state(other)[1], record.counterparts.count()) == (1, 1, 2)


def test_a_task_that_counts_people_wants_to_know_whom(cast):
    task, posts = people_task(cast, required=1, asked=1)
    assert list(errors_of(cast.holder, task)) == ["counterparts"]
    outsider = make_post(make_unit(cast.county), "team_member")
    both = [posts[0].pk, outsider.pk]
    assert list(errors_of(cast.holder, task, counterpart_post_ids=both)) == ["counterparts"]


def test_a_record_for_other_tasks_may_name_anyone_of_the_county(cast):
    task, near = make_task(cast.post), make_unit(cast.county)
    far = make_unit(make_cast().county)
    record = lodge_as(cast.holder, task, counterpart_unit_ids=[near.pk])
    assert [row.unit for row in record.counterparts.all()] == [near]
    assert "counterparts" in errors_of(cast.holder, task, counterpart_unit_ids=[far.pk])


# One event, many duties


@pytest.fixture
def meeting(cast):
    """One meeting fulfils an item of the committee, of its head and of a team member."""
    items = {
        role: make_item(cast.county, role, event_key="meeting")
        for role in ("party_committee", "principal_officer", "team_member")
    }
    committee = make_post(cast.unit, "party_committee")
    member, member_holder = make_holder(cast.unit, "team_member")
    return {
        "clerk": join(committee, role="clerk", grants=["log", "view"]),
        "committee": make_task(committee, items["party_committee"]),
        "officer": make_task(cast.post, items["principal_officer"]),
        "member": make_task(member, items["team_member"]),
        "member_holder": member_holder,
    }


def test_an_event_is_offered_to_the_other_posts_and_counts_when_they_confirm(cast, meeting):
    record = lodge_as(meeting["clerk"], meeting["officer"], meeting["committee"], meeting["member"])
    assert record.post == meeting["committee"].post  # the first one the clerk may log for
    assert state(meeting["committee"])[0] == "green"
    for task in (meeting["officer"], meeting["member"]):
        credit = credit_of(record, task)
        assert (credit.counts_at, credit.awaits) == (None, True)
        assert state(task) == ("unlit", 0, None)
    asked = Reminder.objects.filter(stage="confirmation").values_list("recipient", flat=True)
    assert {cast.holder.pk, meeting["member_holder"].pk} <= set(asked)


def test_an_event_is_offered_only_beside_an_own_task_of_it(cast, meeting):
    assert list(errors_of(meeting["clerk"], meeting["officer"])) == ["tasks"]
    plain = make_task(meeting["committee"].post)
    assert list(errors_of(meeting["clerk"], plain, meeting["officer"])) == ["tasks"]


def test_an_event_is_not_offered_to_another_unit(cast, meeting):
    post, _ = make_holder(make_unit(cast.county))
    elsewhere = make_task(post, meeting["officer"].item)
    assert list(errors_of(meeting["clerk"], meeting["committee"], elsewhere)) == ["tasks"]


def test_an_event_is_not_offered_for_another_period(cast, meeting):
    quarter = {
        "period_start": date(2026, 4, 1),
        "period_end": date(2026, 7, 1),
        "opens_at": at("2026-04-01 00:00"),
    }
    officers = make_task(cast.post, meeting["officer"].item, **quarter)
    assert list(errors_of(meeting["clerk"], meeting["committee"], officers)) == ["tasks"]
    own = make_task(meeting["committee"].post, meeting["committee"].item, **quarter)
    assert list(errors_of(meeting["clerk"], own, meeting["officer"])) == ["tasks"]


def test_an_event_is_offered_to_a_section_of_the_unit(cast, meeting):
    section = make_unit(cast.unit, kind="section")
    task = make_task(make_post(section, "team_member"), meeting["member"].item)
    record = lodge_as(meeting["clerk"], meeting["committee"], task)
    assert Credit.objects.get(record=record, task=task).counts_at is None
