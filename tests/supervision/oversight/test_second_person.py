"""What another person decides by a day: a problem passed on, a drafted demand, an item, a version
of a list, powers, a second factor. Each once, met by the decision, let go when it is taken back."""

from datetime import date

import pytest

from alerts.engine.sweep import sweep
from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.cards.approval.submit import return_cards, submit_cards
from responsibility.cards.approval.submit import take_submission_back as cards_taken_back
from responsibility.cards.draft import draft_cards
from responsibility.cards.starter import load_card_templates
from responsibility.lists.versions.edit import change_item
from responsibility.lists.versions.review import (
    publish_version,
    send_back,
    submit,
    take_submission_back,
)
from responsibility.organisation.posts.models import RoleKind
from responsibility.organisation.powers.change import decide_power, propose_power
from responsibility.organisation.powers.models import Power
from responsibility.organisation.second_factor.resets.reset import decide_reset, propose_reset
from responsibility.plans.draft import draft_plan
from responsibility.plans.issue import issue as issue_plan
from responsibility.plans.items.draft import add_to_draft
from responsibility.plans.submit import submit_plan
from responsibility.plans.submit import take_submission_back as plan_taken_back
from responsibility.tasks.proposals.decide import approve, send_back_proposal
from responsibility.tasks.proposals.propose import propose, take_back_proposal
from supervision.demands.drafts.approve import decide_draft
from supervision.demands.drafts.draft import discard_draft
from supervision.oversight.about import SupervisorDuty
from supervision.oversight.asked.table import BY_COLUMN
from supervision.oversight.decider import decider_of, may_decide
from supervision.oversight.keep_up import begin_missing, end_moot
from supervision.oversight.kind import MOOT, REQUEST_TAKEN_BACK
from supervision.oversight.matters import MATTERS
from supervision.oversight.models import DecisionDuty
from supervision.problems.look_back import withdraw_problem
from supervision.problems.pass_on import decide_offer, pass_on
from tests import make
from tests.make import NOW, at
from tests.supervision.demands.play import drafted
from tests.supervision.problems import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
LATER = at("2026-10-20 10:00")
OFFICE = ["office", "second office"]


def by(shire, who, now=NOW) -> dict:
    return {"by": make.actor(shire.people[who]), "now": now}


def duty() -> DecisionDuty:
    return DecisionDuty.objects.latest("pk")


def passed_on(shire):
    problem = play.enter(shire)
    play.assign(shire, problem)
    unit = shire.bodies[1]
    return play.act(pass_on, shire, "officer", problem, unit_id=unit.pk, reason="Theirs.")


def proposed(shire):
    return propose(
        **by(shire, "officer"), posts=[shire.posts[play.HEAD].pk], text="Walk the dam", measure="",
        category_id=make.make_category().pk, due_on=date(2026, 11, 30), required=1,
        ground_kind="risk", ground="It leaks.",
    )  # fmt: skip


def submitted(shire):
    item = make.make_item(shire.county)
    change_item(item_id=item.pk, values={"text": "Another"}, **by(shire, "office"))
    return submit(list_id=item.duty_list_id, **by(shire, "office"))


def power(shire, who="office"):
    user = shire.people["member"].pk
    return propose_power(user_id=user, power=Power.AUDITOR, give=True, **by(shire, who))


def reset(shire):
    user = shire.people["member"]
    make.with_factor(user)
    return propose_reset(user_id=user.pk, reason="Lost.", **by(shire, "office"))


def cards(shire):
    load_card_templates()
    role = RoleKind.objects.get(leads_unit=True)
    about = {"county_id": shire.county.pk, "quarter": Quarter.at(NOW), "audience": role}
    issue = draft_cards(**about, **by(shire, "office"))
    return submit_cards(issue_id=issue.pk, **by(shire, "office"))


def planned(shire):
    post = shire.posts[play.HEAD].pk
    acts = by(shire, "office")
    plan = draft_plan(unit_id=shire.county.pk, year=2026, title="Dams", **acts)
    add_to_draft(
        plan_id=plan.pk, text="Walk the dams", category_id=make.make_category().pk,
        due_on=date(2026, 10, 30), leads_id=post, carries_out_id=post, **acts,
    )  # fmt: skip
    return submit_plan(plan_id=plan.pk, **acts)


ASK = {
    "transfer": passed_on, "draft": drafted, "proposal": proposed, "version": submitted,
    "power": power, "reset": reset, "cards": cards, "plan": planned,
}  # fmt: skip
DECIDE = {
    "transfer": lambda row, act: decide_offer(problem_id=row.problem_id, accepted=True, **act),
    "draft": lambda row, act: decide_draft(draft_id=row.pk, accepted=True, **act),
    "proposal": lambda row, act: approve(proposal_id=row.pk, **act),
    "version": lambda row, act: publish_version(
        list_id=row.pk, document_number="No. 4", committee="The committee", **act
    ),
    "power": lambda row, act: decide_power(change_id=row.pk, agree=True, **act),
    "reset": lambda row, act: decide_reset(reset_id=row.pk, agree=False, **act),
    "plan": lambda row, act: issue_plan(plan_id=row.pk, **act),
    "cards": lambda row, act: return_cards(issue_id=row.pk, reason="No day.", **act),
}
TAKE_BACK = {
    "draft": lambda row, act: discard_draft(draft_id=row.pk, reason="No.", **act),
    "proposal": lambda row, act: take_back_proposal(proposal_id=row.pk, **act),
    "version": lambda row, act: take_submission_back(list_id=row.pk, **act),
    "plan": lambda row, act: plan_taken_back(plan_id=row.pk, **act),
    "cards": lambda row, act: cards_taken_back(issue_id=row.pk, **act),
}
each = pytest.mark.parametrize("what", ASK)


def deciding(shire, what) -> str:
    if what == "transfer":
        head = shire.posts["Body 2", play.HEAD[1]]
        shire.people["other"] = head.appointments.get().user
        return "other"
    return "second" if what == "draft" else "second office"


@each
def test_asked_it_is_a_deadline_met_by_the_decision(shire, what):
    who = deciding(shire, what)
    row = ASK[what](shire)
    made = duty()
    assert getattr(made, what) == row and made.due_on > NOW.date()
    assert may_decide(shire.people[who], made, at=NOW)
    assert not may_decide(made.asked_by, made, at=NOW)
    assert made.act[0] and made.title
    DECIDE[what](row, by(shire, who))
    assert (duty().pk, duty().lamp) == (made.pk, Lamp.GREEN)
    assert decider_of(duty()) == shire.people[who].name
    assert not may_decide(shire.people[who], duty(), at=NOW)


@each
def test_late_it_is_red(shire, what):
    deciding(shire, what)
    ASK[what](shire)
    sweep(now=LATER)
    assert duty().lamp == Lamp.RED


@pytest.mark.parametrize("what", TAKE_BACK)
def test_taken_back_nothing_is_to_be_decided(shire, what):
    row = ASK[what](shire)
    asker = {"draft": "group", "proposal": "officer"}.get(what, "office")
    TAKE_BACK[what](row, by(shire, asker))
    assert (duty().lamp, duty().lamp_cause) == (Lamp.EXEMPT, REQUEST_TAKEN_BACK)


@each
def test_what_waits_without_a_lamp_gets_one(shire, what):
    deciding(shire, what)
    ASK[what](shire)
    since = at("2026-09-24 18:00")
    DecisionDuty.objects.update(exempt=True, lamp="exempt", lamp_since=since, lamp_cause="exempted")
    now = at("2026-09-25 10:00")
    assert [begin_missing(now=now), begin_missing(now=now)] == [1, 0]
    assert getattr(duty(), what) and duty().lamp != Lamp.EXEMPT


def test_returned_it_is_decided_and_waits_anew_with_the_next_submission(shire):
    version = submitted(shire)
    send_back(list_id=version.pk, reason="Why?", **by(shire, "second office"))
    first = duty()
    assert (first.lamp, decider_of(first)) == (Lamp.GREEN, shire.people["second office"].name)
    submit(list_id=version.pk, **by(shire, "office", at("2026-09-25 10:00")))
    assert duty().pk != first.pk and duty().fulfilled_at is None
    first.refresh_from_db()
    assert decider_of(first) == shire.people["second office"].name


def test_an_item_returned_is_decided(shire):
    proposal = proposed(shire)
    send_back_proposal(proposal_id=proposal.pk, reason="No.", **by(shire, "office"))
    assert duty().lamp == Lamp.GREEN


def test_a_problem_withdrawn_leaves_the_asked_unit_nothing_to_decide(shire):
    deciding(shire, "transfer")
    offer = passed_on(shire)
    play.act(withdraw_problem, shire, "group", offer.problem, reason="By mistake.")
    assert [end_moot(now=NOW), end_moot(now=NOW)] == [1, 0]
    assert duty().lamp_cause == MOOT


def test_the_unit_that_refused_keeps_its_own_lamp_and_not_the_problem(shire):
    who = deciding(shire, "transfer")
    offer = passed_on(shire)
    decide_offer(problem_id=offer.problem_id, accepted=False, reason="No.", **by(shire, who))
    user = shire.people[who]
    assert DecisionDuty.objects.visible_to(user, at=NOW).get().lamp == Lamp.GREEN
    assert not type(offer.problem).objects.visible_to(user, at=NOW).exists()


def test_a_unit_that_decides_is_no_supervisor(shire):
    deciding(shire, "transfer")
    passed_on(shire)
    assert duty().transfer and not SupervisorDuty.objects.filter(kind="decision").exists()


@pytest.mark.parametrize("what", ["draft", "power", "reset"])
def test_what_is_nobody_elses_yet_others_do_not_read_by_name(shire, what):
    ASK[what](shire)
    seeing = {
        who for who, user in shire.people.items()
        if DecisionDuty.objects.visible_to(user, at=NOW).exists()
    }  # fmt: skip
    own = {"group", "second"} if what == "draft" else set(OFFICE)
    assert own <= seeing <= own | {"group without urging"}


def test_an_administrator_proposes_and_the_office_owes_the_decision(shire):
    shire.people["admin"] = make.make_person("Admin", is_system_administrator=True)
    power(shire, "admin")
    assert duty().post.role_kind.keeps_office and duty().asked_by.name == "Admin"


def test_the_words_and_the_classes_know_the_same_columns():
    assert set(MATTERS) == set(BY_COLUMN)
