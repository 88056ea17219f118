"""Approving, issuing, numbers, newcomers, receipts, and that nothing changes afterwards."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction

from alerts.audit.models import AuditEntry
from alerts.outbox.gather import gather
from alerts.reminders.models import Reminder
from pages.quarter import Quarter
from pages.refused import Refused
from responsibility.cards.approval.approve import reopen_draft
from responsibility.cards.change import Wording, add_personal_line
from responsibility.cards.draft import draft_cards
from responsibility.cards.issues import CardIssue, CardLine
from responsibility.cards.kind import CARD_ISSUED
from responsibility.cards.models import ReminderCard, ReminderCardLine
from responsibility.cards.newcomers import issue_to_newcomers
from responsibility.cards.office.counts import with_counts
from responsibility.cards.receive import receive_card
from responsibility.organisation.document_numbers import DocumentCounter, take_numbers
from responsibility.organisation.posts.models import Appointment, Membership
from responsibility.tasks.appointing.appoint import appoint
from tests import make
from tests.responsibility.cards.conftest import NOW, build_stage


def test_the_approval_is_entered_with_its_document(stage):
    issue = stage.approve(stage.draft())
    assert (issue.state, issue.approved_by, issue.approved_at) == ("approved", stage.approver, NOW)
    assert AuditEntry.objects.get(action="card.approve").after["document"] == "Doc 2026/31"
    assert stage.approve(issue, by=make.actor(stage.drafter)).approved_by == stage.approver


def test_who_wrote_the_draft_does_not_enter_its_approval(stage):
    issue = stage.draft()
    with pytest.raises(Refused, match="起草人不录入本人草稿的审签，请由有审签权限的同事录入"):
        stage.approve(issue, by=make.actor(stage.drafter))
    Membership.objects.filter(user=stage.approver).update(grants=["view", "draft"])
    assert stage.approve(issue, by=make.actor(stage.drafter)).state == "approved"


def test_without_the_grant_nobody_enters_an_approval(stage):
    Membership.objects.filter(user=stage.approver).update(grants=["view", "draft"])
    with pytest.raises(Refused, match="起草人不录入本人草稿的审签，请由有审签权限的同事录入"):
        stage.approve(stage.draft())


@pytest.mark.parametrize("what", ["future", "empty"])
def test_what_cannot_be_approved(stage, what):
    issue = stage.draft()
    over = {"approved_on": NOW.date() + timedelta(days=1)} if what == "future" else {}
    if what == "empty":
        issue.lines.all().delete()
    with pytest.raises(Refused):
        stage.approve(issue, **over)


def test_an_approval_is_taken_back_until_the_cards_are_out(stage):
    issue = stage.approve(stage.draft())
    reopened = reopen_draft(issue_id=issue.pk, by=make.actor(stage.drafter), now=NOW)
    assert (reopened.state, reopened.document) == ("drafted", "")
    stage.issue(stage.approve(issue))
    with pytest.raises(Refused, match="提醒卡已制发，不再改动。如需变更，请拟更正卡"):
        reopen_draft(issue_id=issue.pk, by=make.actor(stage.drafter), now=NOW)
    with pytest.raises(Refused, match="提醒卡已制发，不再改动。如需变更，请拟更正卡"):
        stage.approve(issue, document="Another")


def test_every_holder_gets_one_numbered_card_in_the_organisations_order(stage):
    issue = stage.issued()
    cards = list(issue.cards.in_order())
    assert [card.number for card in cards] == ["2026-3-001", "2026-3-002", "2026-3-003"]
    assert [card.holder for card in cards] == stage.holders
    assert [card.unit_name for card in cards] == ["Housing", "Forestry", "Water"]
    assert [card.lines.count() for card in cards] == [7, 7, 7]
    assert AuditEntry.objects.get(action="card.issue").after == {
        "cards": 3,
        "first": "2026-3-001",
        "last": "2026-3-003",
    }


def test_a_personal_line_stands_on_the_card_it_is_for_and_no_other(stage):
    issue = stage.draft()
    wording = Wording(make.nonce(), "Manage the compensation funds")
    add_personal_line(
        issue_id=issue.pk,
        wording=wording,
        unit_id=stage.bodies[1].pk,
        by=make.actor(stage.drafter),
        now=NOW,
    )
    stage.issue(stage.approve(issue))
    cards = list(issue.cards.in_order())
    assert [card.lines.filter(personal=True).count() for card in cards] == [0, 1, 0]
    assert cards[1].lines.last().text == wording.text


def test_issuing_twice_issues_once(stage):
    issue = stage.issued()
    stage.issue(issue, now=NOW + make.days(1))
    assert ReminderCard.objects.count() == 3
    assert AuditEntry.objects.filter(action="card.issue").count() == 1


@pytest.mark.parametrize("what", ["draft", "late", "nobody"])
def test_what_cannot_be_issued(stage, what):
    issue = stage.draft()
    if what != "draft":
        stage.approve(issue)
    if what == "nobody":
        Appointment.objects.all().delete()
    with pytest.raises(Refused):
        stage.issue(issue, now=make.at("2026-10-01 00:00") if what == "late" else NOW)
    assert not ReminderCard.objects.exists()
    assert not DocumentCounter.objects.exists()


def test_the_counts_equal_the_rows(stage):
    issue = stage.issued()
    receive_card(card_uuid=issue.cards.first().uuid, by=make.actor(stage.holders[0]), now=NOW)
    stage.draft()
    counted = with_counts(CardIssue.objects.all()).get(pk=issue.pk)
    assert (counted.given, counted.told, counted.received) == (
        ReminderCard.objects.filter(issue=issue).count(),
        ReminderCardLine.objects.filter(card__issue=issue).count(),
        1,
    )
    draft = with_counts(CardIssue.objects.all()).get(issued_at=None)
    assert (draft.given, draft.told, draft.received) == (0, 0, 0)


def test_who_gets_a_card_is_told_of_it_once(stage):
    stage.issue(stage.approve(stage.draft()))
    card = ReminderCard.objects.first()
    told = Reminder.objects.filter(kind="card", stage=CARD_ISSUED)
    cards = ReminderCard.objects.values_list("pk", "holder")
    assert set(told.values_list("deadline_id", "recipient")) == set(cards)
    assert ReminderCard.titles_of([card.pk])[card.pk].endswith(card.number)
    assert ReminderCard.pages_of([card.pk]) == {card.pk: card.get_absolute_url()}


def test_who_has_received_a_card_is_told_no_more_of_it(stage):
    stage.issue(stage.approve(stage.draft()))
    card = ReminderCard.objects.first()
    receive_card(card_uuid=card.uuid, by=make.actor(card.holder), now=NOW)
    gather(now=NOW)
    told = Reminder.objects.filter(deadline_id=card.pk, recipient=card.holder)
    assert told.get().suppressed == "closed_before_send"


def test_a_newcomer_gets_the_running_card_once(stage):
    issue = stage.issued()
    later = make.at("2026-09-28 00:10")
    assert issue_to_newcomers(now=later) == 0
    day = date(2026, 9, 28)
    Appointment.objects.filter(post=stage.posts[1]).update(period=make.from_day(make.START, day))
    user = make.appoint(stage.posts[1], start=day)
    assert issue_to_newcomers(now=NOW) == 0  # not in office yet
    assert issue_to_newcomers(now=later) == 1
    card = ReminderCard.objects.get(holder=user)
    assert (card.number, card.holder, card.issue) == ("2026-3-004", user, issue)
    assert card.lines.count() == 7
    assert issue_to_newcomers(now=later) == 0
    assert AuditEntry.objects.get(action="card.issue_to_newcomer").user is None


def test_a_post_filled_later_gets_the_newest_edition_until_the_quarter_ends(stage):
    vacant = make.make_post(stage.bodies[0])
    stage.issued()
    second = stage.issued()
    user = make.appoint(vacant)
    assert issue_to_newcomers(now=make.at("2026-10-01 00:00")) == 0
    assert issue_to_newcomers(now=make.at("2026-09-30 23:59")) == 1
    assert ReminderCard.objects.get(holder=user).issue == second


def test_only_the_recipient_signs_and_the_first_receipt_stays(stage):
    card = stage.issued().cards.in_order().first()
    clerk = make.join(stage.posts[0], role="clerk")
    for other in (clerk, stage.drafter, stage.holders[1]):
        with pytest.raises(ReminderCard.DoesNotExist):
            receive_card(card_uuid=card.uuid, by=make.actor(other), now=NOW)
    mine = {"card_uuid": card.uuid, "by": make.actor(stage.holders[0])}
    receive_card(**mine, now=NOW)
    assert receive_card(**mine, now=NOW + make.days(1)).received_at == NOW
    entry = AuditEntry.objects.get(action="card.receive")
    assert (entry.user, entry.post_id) == (stage.holders[0], stage.posts[0].pk)


def test_issued_cards_and_their_issue_are_kept_as_written(stage):
    issue = stage.issued()
    card = issue.cards.first()
    receive_card(card_uuid=card.uuid, by=make.actor(card.holder), now=NOW)
    for write in (
        lambda: CardIssue.objects.filter(pk=issue.pk).update(lead="Other"),
        lambda: CardLine.objects.filter(issue=issue).update(text="Other"),
        lambda: CardLine.objects.create(issue=issue, position=9, text="One more"),
        lambda: CardLine.objects.filter(issue=issue).delete(),
        lambda: issue.named.add(stage.posts[0]),
        lambda: ReminderCard.objects.filter(pk=card.pk).update(addressee="Other"),
        lambda: ReminderCard.objects.filter(pk=card.pk).update(received_at=NOW + make.days(1)),
        lambda: ReminderCard.objects.filter(pk=card.pk).update(received_at=None),
        lambda: ReminderCardLine.objects.filter(card=card).update(text="Other"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    for table in ("remindercard", "remindercardline", "cardissue"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM responsibility_{table}")


def test_numbers_are_gapless_a_series_and_a_failed_act_leaves_no_gap(db):
    series = {"county_id": 1, "year": 2026, "kind": "card-3"}
    assert list(take_numbers(**series, count=3)) == [1, 2, 3]
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        take_numbers(**series, count=5)
        _ = 1 / 0
    assert list(take_numbers(**series)) == [4]
    assert list(take_numbers(**series | {"year": 2027})) == [1]
    assert list(take_numbers(**series | {"county_id": 2})) == [1]


@pytest.mark.django_db(transaction=True)
def test_numbers_stay_gapless_when_many_take_them_at_once():
    taken, start = [], Barrier(6)

    def take():
        start.wait()
        for count in (1, 2, 3):
            with transaction.atomic():
                taken.extend(take_numbers(county_id=1, year=2026, kind="card-3", count=count))
        connection.close()

    _together([take] * 6)
    assert sorted(taken) == list(range(1, 37))


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_draft_once_and_issue_once():
    stage = build_stage()
    both = Barrier(2)
    drafted = []

    def draft():
        both.wait()
        drafted.append(stage.draft().pk)
        connection.close()

    _together([draft] * 2)
    assert len(set(drafted)) == 1
    issue = stage.approve(CardIssue.objects.get())

    def give():
        both.wait()
        stage.issue(issue)
        connection.close()

    _together([give] * 2)
    numbers = ReminderCard.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == ["2026-3-001", "2026-3-002", "2026-3-003"]


def _together(acts) -> None:
    threads = [Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize(
    "at, quarter, ends",
    [
        ("2026-09-30 23:59", Quarter(2026, 3), "2026-10-01 00:00"),
        ("2026-10-01 00:00", Quarter(2026, 4), "2027-01-01 00:00"),
        ("2027-01-01 00:00", Quarter(2027, 1), "2027-04-01 00:00"),
    ],
)
def test_quarters_turn_at_midnight_in_shanghai(at, quarter, ends):
    assert Quarter.at(make.at(at)) == quarter
    assert quarter.ends_at == make.at(ends)


def test_another_quarter_has_numbers_of_its_own(stage):
    stage.issued()
    later = make.at("2026-10-08 09:00")
    issue = draft_cards(
        county_id=stage.county.pk,
        quarter=Quarter(2026, 4),
        audience=stage.role,
        by=make.actor(stage.drafter),
        now=later,
    )
    stage.issue(stage.approve(issue, now=later), now=later)
    assert issue.cards.in_order().first().number == "2026-4-001"


@pytest.mark.parametrize(("first_on", "given"), [("2026-09-24", 1), ("2026-09-25", 0)])
def test_the_newcomers_card_comes_with_the_act_of_appointment(stage, first_on, given):
    """Who begins later gets it on that day; posts beside it get nothing by the act."""
    stage.issued()
    beside, _ = make.make_holder(stage.bodies[0])
    newcomer = make.make_person(county=stage.county)
    appoint(
        post_id=stage.posts[0].pk,
        user_id=newcomer.pk,
        first_on=date.fromisoformat(first_on),
        ends_running=True,
        by=make.actor(stage.drafter),
        now=NOW,
    )
    assert ReminderCard.objects.filter(holder=newcomer).count() == given
    assert not ReminderCard.objects.filter(post=beside).exists()
