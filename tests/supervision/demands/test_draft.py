"""Drafting a demand, approving it, sending it back; its number and its log (domain 3.2 c)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from alerts.audit.models import AuditEntry
from alerts.reminders.models import Reminder
from pages.refused import Refused
from supervision.demands.decide import withdraw
from supervision.demands.demand import demand
from supervision.demands.drafts.draft import discard_draft, draft_demand, revise_draft
from supervision.demands.drafts.models import DemandDraft
from supervision.demands.drafts.waiting import drafts_on_desk
from supervision.demands.models import Demand
from supervision.demands.steps import DemandStep
from supervision.papers.rules import load_paper_rules, rule_of
from tests import make
from tests.dashboards.county import owe
from tests.make import NOW, at
from tests.supervision.demands import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
NEXT_YEAR = at("2027-01-04 09:00")


@pytest.fixture
def shire():
    return play.shire()


def told(stage) -> set[int]:
    return set(Reminder.objects.filter(stage=stage).values_list("recipient", flat=True))


def at_once(shire, who="group", post=play.MEMBER, now=NOW, reply_by=play.BY):
    task = owe(shire.posts[post], "red")
    return demand(
        by=make.actor(shire.people[who]), now=now, nonce=make.nonce(), task_ids=[task.pk],
        text="Why?", reply_by=reply_by,
    )  # fmt: skip


# Who has it approved


def test_in_the_name_of_the_commission_nobody_demands_alone(shire):
    for who in ("group", "office"):
        with pytest.raises(Refused, match="Another person approves it first"):
            at_once(shire, who)
    assert not Demand.objects.exists()


def test_an_officer_demands_within_the_own_unit_at_once(shire):
    assert at_once(shire, "officer")
    with pytest.raises(Refused, match="Within the own unit"):
        play.drafted(shire, "officer")


def test_a_county_without_a_rule_and_one_that_says_so_demand_at_once(shire):
    play.rule(shire, approved=False, first_on=NOW.date())
    assert at_once(shire)[0].document_number == "督办 [2026] No. 1"
    assert rule_of("demand", county_id=0, on=NOW.date()).approved is False


def test_the_starter_rule_asks_for_an_approval_and_overwrites_nothing(shire):
    load_paper_rules(county_id=shire.county.pk, now=NOW)
    load_paper_rules(county_id=7, now=NOW)
    load_paper_rules(county_id=7, now=NOW)
    rule = rule_of("demand", county_id=7, on=NOW.date())
    assert (rule.word, rule.approved, rule.first_on) == ("督办", True, NOW.date())
    assert rule_of("demand", county_id=shire.county.pk, on=NOW.date()).basis == "No. 3"


# Drafting


def test_a_draft_is_nobodys_business_but_the_commissions(shire):
    draft = play.drafted(shire)
    assert not Demand.objects.exists() and not told("demanded")
    seeing = {
        who
        for who, user in shire.people.items()
        if DemandDraft.objects.visible_to(user, at=NOW).exists()
    }
    assert seeing == {"group", "second", "group without urging", "office", "second office"}
    hear = {shire.people[who].pk for who in ("second", "office", "second office")}
    assert told("draft_submitted") == hear
    entry = AuditEntry.objects.get(action="demand.draft")
    assert entry.after == {"post": draft.post_id, "due_on": "2026-09-28"}


def test_the_same_nonce_drafts_once(shire):
    nonce, task = make.nonce(), owe(shire.posts[play.MEMBER], "red")
    said = {"task_ids": [task.pk], "text": "Why?", "reply_by": play.BY, "nonce": nonce}
    by = make.actor(shire.people["group"])
    assert draft_demand(by=by, now=NOW, **said) == draft_demand(by=by, now=NOW, **said)


def test_where_nobody_else_could_approve_it_none_is_drafted(shire):
    for who in ("second", "second office"):
        shire.people[who].is_active = False
        shire.people[who].save()
    with pytest.raises(Refused, match="Nobody else could approve"):
        play.drafted(shire, "office")
    assert not DemandDraft.objects.exists()


# Approving


def test_approved_it_is_sent_under_its_number_and_both_sides_hear(shire):
    draft = play.drafted(shire)
    play.decide(shire, draft)
    draft.refresh_from_db()
    made = draft.demand
    assert (made.made_by, made.approved_by) == (shire.people["group"], shire.people["office"])
    assert (made.document_number, made.made_at, made.due_on) == ("督办 [2026] No. 1", NOW, play.BY)
    assert list(made.tasks.all()) == list(draft.tasks.all())
    assert told("demanded") == {shire.people["member"].pk, shire.people["officer"].pk}
    assert told("draft_sent") == {shire.people["group"].pk}
    acts = list(made.steps.order_by("pk").values_list("act", "made_by"))
    assert acts == [
        ("demand.draft", shire.people["group"].pk), ("demand.approve", shire.people["office"].pk),
    ]  # fmt: skip
    with pytest.raises(Refused, match="does not wait"):
        play.decide(shire, draft, "second office")
    assert Demand.objects.count() == 1


def test_sent_back_with_a_reason_changed_and_approved(shire):
    draft, group = play.drafted(shire), make.actor(shire.people["group"])
    with pytest.raises(Refused) as refused:
        play.decide(shire, draft, accepted=False)
    assert refused.value.field == "reason"
    play.decide(shire, draft, accepted=False, reason="Say which dam.")
    assert told("draft_returned") == {shire.people["group"].pk}
    assert [str(line.address) for line in drafts_on_desk(user=shire.people["group"], now=NOW)] == [
        draft.get_absolute_url()
    ]
    with pytest.raises(Refused, match="does not wait"):
        play.decide(shire, draft, "second office")
    later = date(2026, 9, 30)
    revise_draft(by=group, now=NOW, draft_id=draft.pk, text="The upper dam?", reply_by=later)
    made = play.decide(shire, draft, "second office").demand
    assert (made.text, made.due_on) == ("The upper dam?", later)
    with pytest.raises(Refused, match="sent or discarded already"):
        revise_draft(by=group, now=NOW, draft_id=draft.pk, text="x", reply_by=later)
    assert list(made.steps.order_by("pk").values_list("act", "text")) == [
        ("demand.draft", "Say what keeps you."),
        ("demand.return_draft", "Say which dam."),
        ("demand.revise", "The upper dam?"),
        ("demand.approve", ""),
    ]


def test_only_its_author_changes_and_discards_it(shire):
    draft = play.drafted(shire)
    for who in ("second", "office"):
        said = {"by": make.actor(shire.people[who]), "now": NOW, "draft_id": draft.pk}
        with pytest.raises(PermissionDenied):
            revise_draft(**said, text="x", reply_by=play.BY)
        with pytest.raises(PermissionDenied):
            discard_draft(**said, reason="x")
    group = make.actor(shire.people["group"])
    with pytest.raises(Refused):
        discard_draft(by=group, now=NOW, draft_id=draft.pk, reason=" ")
    discard_draft(by=group, now=NOW, draft_id=draft.pk, reason="Settled by telephone.")
    with pytest.raises(Refused):
        play.decide(shire, draft)
    assert not Demand.objects.exists()


def test_what_is_done_meanwhile_is_left_out_and_nothing_is_not_sent(shire):
    draft = play.drafted(shire)
    done = {"lamp": "orange", "done": 1, "fulfilled_at": NOW, "lamp_since": NOW}
    draft.tasks.update(**done)
    with pytest.raises(Refused, match="Nothing is left to demand"):
        play.decide(shire, draft)
    draft.refresh_from_db()
    assert draft.state == "waits" and not Demand.objects.exists()


def test_a_draft_whose_day_has_passed_is_not_sent(shire):
    draft = play.drafted(shire)
    with pytest.raises(Refused) as refused:
        play.decide(shire, draft, now=at("2026-09-29 00:00"))
    assert refused.value.field == "reply_by"


# Numbers


def test_numbers_have_no_gap_and_are_never_used_again(shire):
    first, second = (play.sent(shire) for _ in range(2))
    waits = play.drafted(shire)
    with pytest.raises(Refused):  # a number that was not used is free again
        play.decide(shire, waits, now=at("2026-09-29 00:00"))
    by = make.actor(shire.people["group"])
    withdraw(by=by, now=NOW, demand_id=second.pk, reason="Settled by telephone.")
    third = play.sent(shire)
    numbers = [one.document_number for one in (first, second, third)]
    assert numbers == [f"督办 [2026] No. {number}" for number in (1, 2, 3)]


def test_each_year_begins_with_one_and_a_word_changes_from_a_day_on(shire):
    play.sent(shire)
    play.rule(shire, word="督", first_on=date(2027, 1, 1))
    later = play.sent(shire, now=NEXT_YEAR, reply_by=date(2027, 1, 9))
    assert later.document_number == "督 [2027] No. 1"
    assert Demand.objects.earliest("pk").document_number == "督办 [2026] No. 1"


@pytest.mark.parametrize("change", [{"number": 9}, {"word": "函"}, {"approved_by": None}])
def test_what_was_issued_is_kept_by_the_database(shire, change):
    made = play.sent(shire)
    with pytest.raises(DatabaseError), transaction.atomic():
        Demand.objects.filter(pk=made.pk).update(**change)


def test_the_database_keeps_the_log_and_refuses_an_approval_by_the_author(shire):
    made = play.sent(shire)
    for change in (
        lambda: DemandStep.objects.update(text="x"),
        lambda: DemandStep.objects.all().delete(),
        lambda: DemandDraft.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    made.pk, made.nonce, made.number = None, make.nonce(), 99
    made.approved_by_id = made.made_by_id
    made._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


def test_a_demand_is_found_by_its_number(shire):
    first, _second = (play.sent(shire) for _ in range(2))
    assert list(Demand.objects.called("1号")) == [first] == list(Demand.objects.called("1"))
