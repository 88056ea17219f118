"""Whom a reminder of a task goes to."""

from datetime import date
from types import SimpleNamespace

import pytest

from alerts.deadlines.kind import (
    DUE_IN_TWO_DAYS,
    DUE_SOON,
    EXTENSION_WAITS,
    EXTENSION_WAITS_RED,
    OVERDUE,
    OVERDUE_AGAIN,
    OVERDUE_PRINCIPAL,
    OVERDUE_SUPERVISOR,
)
from alerts.kinds.declared import Audience
from alerts.kinds.stages import stages
from alerts.reminders.models import Reminder
from alerts.reminders.owe import owe_reminders
from demonstration.roles import Role
from responsibility.agenda.own_reminders.kind import KIND as OWN
from responsibility.cards.approval.kind import KIND as CARDS
from responsibility.lists.versions.kind import RETURNED, SUBMITTED
from responsibility.organisation.account_changes.kind import ACCOUNT_CHANGED
from responsibility.organisation.links.models import Charge
from responsibility.organisation.people.models import User
from responsibility.organisation.periods import from_day
from responsibility.organisation.posts.models import Appointment
from responsibility.organisation.units.models import Unit
from responsibility.plans.kind import KIND as PLAN
from responsibility.records.kind import CONFIRMATION, CREDIT_LOST, RECORD_RETURNED
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.kind import MONTHLY, TAKEN_OVER, TAKEN_OVER_RED
from responsibility.tasks.models import Task
from responsibility.tasks.proposals.kind import DECIDED, PROPOSED
from responsibility.tasks.revising.kind import REVISED, TAKEN_BACK
from supervision.activities.kind import NOTED
from supervision.checks.kind import KIND as CHECK
from supervision.checkups.kind import KIND as CHECKUP
from supervision.demands.drafts.kind import KIND as DRAFT
from supervision.demands.kind import ANSWERED, DEMANDED
from supervision.facts.kind import KIND as SUGGESTION
from supervision.letters.kind import KIND as LETTER
from supervision.objections.kind import KIND as OBJECTION
from supervision.oversight.kind import KIND as DECISION
from supervision.problems.kind import KIND as PROBLEM
from supervision.talks.kind import KIND as TALK
from supervision.urging.kind import URGED_UNIT
from tests.make import (
    NOW,
    START,
    appoint,
    join,
    make_county,
    make_holder,
    make_post,
    make_task,
    make_unit,
    put_in_charge,
    supervise,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit(make_county())


def told(post, stage=DUE_SOON) -> list[int]:
    task = make_task(post)
    pairs = list(Task.recipients_of([task.pk], stage=stage, at=NOW))
    assert {deadline for deadline, _ in pairs} <= {task.pk}
    return sorted(person for _, person in pairs)


def ids(*people) -> list[int]:
    return sorted(person.pk for person in people)


def test_a_personal_post_tells_its_holder_and_who_logs_for_it(unit):
    post, holder = make_holder(unit)
    clerk = join(post, role="clerk")
    join(post, role="clerk", grants=["view"])
    assert told(post) == ids(holder, clerk)


def test_a_collective_post_tells_its_head_and_who_logs(unit):
    post = make_post(unit, Role.PARTY_COMMITTEE)
    head = join(post, role="head", grants=["view"])
    member = join(post, grants=["log"])
    join(post, grants=["view"])
    assert told(post) == ids(head, member)


def test_a_confirmation_is_the_holders_affair_not_the_clerks(unit):
    post, holder = make_holder(unit)
    join(post, role="clerk")
    assert told(post, CONFIRMATION) == ids(holder)


def test_members_of_a_post_with_a_clerk_hear_of_confirmations(unit):
    post = make_post(unit, Role.PARTY_COMMITTEE)
    head, member = join(post, role="head", grants=["approve"]), join(post)
    join(post, role="clerk")
    assert told(post, CONFIRMATION) == ids(head, member)


def test_only_who_is_there_today_is_told(unit):
    post = make_post(unit)
    appoint(post, end=date(2026, 9, 24))
    successor = appoint(post, start=date(2026, 9, 24))
    join(post, role="clerk", start=date(2026, 9, 25))
    assert told(post) == ids(successor)


def test_a_closed_account_is_not_told(unit):
    post, holder = make_holder(unit)
    holder.is_active = False
    holder.save()
    assert told(post) == []


def test_who_holds_and_logs_is_told_once(unit):
    post, holder = make_holder(unit)
    join(post, holder, role="clerk")
    assert told(post) == ids(holder)


@pytest.fixture
def organisation(unit):
    """A body with a section below, its leader in charge, its supervising group; who is who."""
    county = unit.parent
    section = make_unit(unit, kind=Unit.Kind.SECTION)
    group = make_unit(county, kind=Unit.Kind.DISCIPLINE)
    supervise(group, unit)
    chief, principal = make_holder(unit)
    member_post, member = make_holder(unit, Role.TEAM_MEMBER)
    section_post, section_head = make_holder(section, Role.SECTION_HEAD)
    leader_post, leader = make_holder(county, Role.COUNTY_LEADER)
    put_in_charge(leader_post, unit)
    linked_post, _linked = make_holder(county, Role.COUNTY_LEADER)
    Charge.objects.create(
        post=linked_post, unit=unit, kind="linked", period=from_day(START), entered_at=NOW
    )
    group_post, group_head = make_holder(group, Role.STATIONED_GROUP)
    urger = join(group_post, grants=["urge"])
    join(group_post, grants=["view"])
    join(group_post, role="clerk", grants=["urge"])
    office_post, office_head = make_holder(make_unit(county, kind="office"), Role.COMMISSION_OFFICE)
    office_member = join(office_post, grants=["view"])
    join(office_post, role="clerk")
    clerk = join(member_post, role="clerk")
    return SimpleNamespace(**locals())


HOLDING = {Audience.HOLDER, Audience.STAND_IN}
HOLDERS = [stage.code for stage in stages() if {Audience.HOLDER} <= stage.to <= HOLDING]
UPWARDS = {
    # the stage: whom it reaches for a member's task, a principal's own, a section head's
    CONFIRMATION: ("member", "principal", "section_head"),
    CREDIT_LOST: ("member", "principal", "section_head"),
    OVERDUE_PRINCIPAL: ("principal leader", "leader", "principal leader"),
    OVERDUE_SUPERVISOR: ("group_head urger",) * 3,
    EXTENSION_WAITS: ("office_head office_member urger",) * 3,
    EXTENSION_WAITS_RED: ("office_head office_member urger",) * 3,
    DEMANDED: ("member clerk principal", "principal", "section_head principal"),
}


@pytest.mark.parametrize(
    ("stage", "whose", "named"),
    [(stage, "member_post", "member clerk") for stage in HOLDERS]
    + [
        (stage, post, names)
        for stage, row in UPWARDS.items()
        for post, names in zip(("member_post", "chief", "section_post"), row, strict=True)
    ],
)
def test_each_stage_reaches_its_audience(organisation, stage, whose, named):
    people = [getattr(organisation, name) for name in named.split()]
    assert told(getattr(organisation, whose), stage) == ids(*people)


def test_every_stage_of_tasks_is_in_these_tables():
    # Of units; as named; of other matters, whose rooms try them.
    elsewhere = {MONTHLY, RECORD_RETURNED, ANSWERED, TAKEN_OVER, TAKEN_OVER_RED, ACCOUNT_CHANGED}
    elsewhere |= {SUBMITTED, RETURNED, REVISED, TAKEN_BACK, PROPOSED, DECIDED, URGED_UNIT, NOTED}
    kinds = (
        CARDS, CHECK, CHECKUP, DECISION, DRAFT, LETTER, OBJECTION, OWN, PLAN, PROBLEM, SUGGESTION,
        TALK,
    )  # fmt: skip
    elsewhere |= {stage.code for kind in kinds for stage in kind.stages}
    assert set(HOLDERS) | set(UPWARDS) | elsewhere == {stage.code for stage in stages()}


@pytest.mark.parametrize("whose", ["member_post", "chief", "office_post", "group_post"])
@pytest.mark.parametrize("clerk", ["leader", "office_member", "urger"])
def test_whoever_decides_on_an_extension_is_told_that_it_waits(organisation, whose, clerk):
    """Two sources of one right, the query of rights and that of who hears, for everybody."""
    post, person = getattr(organisation, whose), getattr(organisation, clerk)
    if not post.memberships.filter(user=person).exists():
        join(post, person, role="clerk")
    task = make_task(post)
    everybody = User.objects.all()
    rows = Task.objects.filter(pk=task.pk)
    decide = [one for one in everybody if rows.filter(Task.extends(one, at=NOW)).exists()]
    pairs = Task.recipients_of([task.pk], stage=EXTENSION_WAITS, at=NOW)
    assert sorted(person for _, person in pairs) == ids(*decide)


VACANT = [stage.code for stage in stages() if {Audience.STAND_IN, Audience.HOLDER} <= set(stage.to)]
STAND_INS = [
    # which posts are left, whose task it is: who hears of it
    (["member_post"], "member_post", "clerk principal"),
    (["section_post"], "section_post", "principal"),
    (["chief"], "chief", "leader"),
    (["chief", "member_post"], "member_post", "clerk leader"),
    (["chief", "section_post"], "section_post", "leader"),
    (["chief"], "member_post", "member clerk"),
]


@pytest.mark.parametrize("stage", VACANT)
@pytest.mark.parametrize(("left", "whose", "named"), STAND_INS)
def test_of_a_vacant_post_who_answers_for_it_hears(organisation, stage, left, whose, named):
    posts = [getattr(organisation, name) for name in left]
    Appointment.objects.filter(post__in=posts).update(period=from_day(START, NOW.date()))
    people = [getattr(organisation, name) for name in named.split()]
    assert told(getattr(organisation, whose), stage) == ids(*people)


def test_what_turns_a_lamp_is_heard_of_by_somebody():
    assert {DUE_SOON, DUE_IN_TWO_DAYS, OVERDUE, OVERDUE_AGAIN, DISPATCHED} <= set(VACANT)


def test_a_link_or_charge_that_ended_reaches_nobody(organisation):
    for row in (*organisation.unit.supervised_by.all(), *organisation.unit.charges.all()):
        row.period = from_day(START, NOW.date())
        row.save()
    assert told(organisation.chief, OVERDUE_PRINCIPAL) == []
    assert told(organisation.chief, OVERDUE_SUPERVISOR) == []


def test_whom_the_act_names_is_told(organisation):
    task, clerk = make_task(organisation.member_post), organisation.clerk
    names = {"model": Task, "ids": [task.pk], "stage": RECORD_RETURNED, "now": NOW}
    assert owe_reminders(**names, slot="record-1", to=[clerk.pk]) == 1
    assert owe_reminders(**names, slot="record-1", to=[clerk.pk]) == 0
    reminder = Reminder.objects.get()
    assert (reminder.recipient, reminder.deadline_id) == (clerk, task.pk)


def test_who_is_in_charge_of_a_unit_or_supervises_it_hears_of_all_beneath(unit):
    post, leader = make_holder(make_unit(unit.parent), Role.COUNTY_LEADER)
    put_in_charge(post, unit)
    body = make_unit(unit.parent, kind=Unit.Kind.DISCIPLINE)
    _, inspector = make_holder(body, Role.STATIONED_GROUP)
    supervise(body, unit)
    beneath = make_post(make_unit(make_unit(unit)), Role.TEAM_MEMBER)
    assert told(beneath, OVERDUE_PRINCIPAL) == ids(leader)
    assert told(beneath, OVERDUE_SUPERVISOR) == ids(inspector)
