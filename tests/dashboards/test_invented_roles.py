"""Roles that no starter list knows live by their properties alone: no line of code names them."""

import pytest

from alerts.deadlines.kind import OVERDUE, OVERDUE_PRINCIPAL, OVERDUE_SUPERVISOR
from alerts.engine.by_day import owe_by_day
from alerts.engine.sweep import sweep
from alerts.reminders.models import Reminder
from alerts.workdays.announce import announce_years
from config.reader import Reader
from dashboards.matrix.board import Board
from dashboards.matrix.scope import Scope
from dashboards.matrix.segments import BY_CODE
from dashboards.matrix.selection import Selection
from dashboards.team.team import Team
from demonstration.roles import Role
from pages.quarter import Quarter
from responsibility.cards.recipients import roles_with_cards
from responsibility.organisation.units.models import Unit
from responsibility.tasks.kind import MONTHLY
from responsibility.tasks.models import Task
from responsibility.tasks.month import UnitMonth
from responsibility.tasks.publishing.publish import publish
from supervision.demands.demand import demand_of_unit
from supervision.urging.remind import remind
from tests import make
from tests.make import at

pytestmark = pytest.mark.django_db
NEW_YEAR = at("2026-01-01 08:00")
RED = at("2026-04-01 00:05")  # the first quarter is over
LATER = at("2026-04-10 08:00")  # more than five working days after that
FIRST = Quarter(2026, 1)
BEARING = {"chain": "principal", "collective": True, "segment": "committee"}


@pytest.fixture
def county():
    announce_years(around=2026)
    return make.make_county()


@pytest.fixture
def office(county):
    unit = make.make_unit(county, kind=Unit.Kind.OFFICE)
    return make.make_holder(unit, Role.COMMISSION_OFFICE)[1]


def invent(code: str, **properties):
    make.make_role(code, **properties)
    return code


def publish_for(county, code: str) -> None:
    item = make.make_item(county, code)
    publish(duty_list_id=item.duty_list_id, year=2026, by=None, now=NEW_YEAR)


def people_told(stage: str) -> set[int]:
    return set(Reminder.objects.filter(stage=stage).values_list("recipient", flat=True))


def pks(*people) -> set[int]:
    return {person.pk for person in people}


def red_by_segment(user) -> dict[str, int]:
    """The tabs of the person's board for the first quarter: how many are overdue in each."""
    board = Board.of(Scope.of(user, at=RED), Selection(FIRST))
    return {tab.segment.code: tab.red for tab in board.tabs}


def test_a_community_owes_is_reminded_and_escalates(county, office):
    town = make.make_unit(county, "Town")
    village = make.make_unit(town, "Community")
    post = make.make_post(village, invent("community", **BEARING))
    head = make.join(post, role="head", grants=["log", "view", "approve"])
    _, secretary = make.make_holder(village, invent("secretary", leads_unit=True, chain="none"))
    body = make.make_unit(county, kind=Unit.Kind.DISCIPLINE)
    _, inspector = make.make_holder(body, invent("inspection", supervises=True, chain="none"))
    make.supervise(body, town)

    publish_for(county, "community")
    assert Task.objects.filter(post=post, category__code="C06").count() == 4
    assert Reader.of(head, waiting={}, at=NEW_YEAR).owes
    sweep(now=RED)
    owe_by_day(now=LATER)
    assert people_told(OVERDUE) == pks(head)
    assert people_told(OVERDUE_PRINCIPAL) == pks(secretary)
    assert people_told(OVERDUE_SUPERVISOR) == pks(inspector)
    assert red_by_segment(office) == red_by_segment(inspector) == {"committee": 1}
    ((_village, members),) = Team.of(Scope.led(secretary, at=RED), FIRST).units
    assert post in [member.post for member in members]


def test_a_county_leader_bears_a_list(county, office):
    bureau = make.make_unit(county, "Bureau")
    code = invent("leader_with_list", leads_charges=True, gets_cards=True)
    post, leader = make.make_holder(county, code)
    make.put_in_charge(post, bureau)
    owed = make.make_task(make.make_holder(bureau)[0])

    publish_for(county, code)
    assert Reader.of(leader, waiting={}, at=NEW_YEAR).owes
    assert set(Task.objects.visible_to(leader, at=RED)) == {*Task.objects.filter(post=post), owed}
    sweep(now=RED)
    assert people_told(OVERDUE) == pks(leader)
    assert red_by_segment(office)["others"] == 1
    assert post.role_kind in roles_with_cards()


def test_a_bearer_without_tasks_has_its_place_on_the_board(county, office):
    make.make_post(make.make_unit(county, "Community"), invent("community", **BEARING))
    make.make_post(make.make_unit(county, "Seat"), invent("leader_with_list"))
    make.make_post(make.make_unit(county, "Section"), invent("archive", chain="none"))
    assert red_by_segment(office) == {"committee": 0, "others": 0}


def test_an_inspection_body_acts_towards_what_it_supervises(county):
    bureau = make.make_unit(county, "Bureau")
    owing, _holder = make.make_holder(bureau)
    publish_for(county, Role.PRINCIPAL_OFFICER)
    sweep(now=RED)
    task = Task.objects.filter(post=owing).earliest("late_at")
    body = make.make_unit(county, kind=Unit.Kind.DISCIPLINE)
    code = invent("inspection", supervises=True, collective=True, chain="none")
    post = make.make_post(body, code)
    inspector = make.join(post, role="head", grants=["view", "urge"])
    make.supervise(body, bureau)
    by = make.actor(inspector)

    assert remind(by=by, now=LATER, task_ids=[task.pk]).tasks == 1
    (demand,) = demand_of_unit(
        by=by, now=LATER, nonce=make.nonce(), unit_id=bureau.pk, text="Why?",
        reply_by=LATER.date(),
    )  # fmt: skip
    assert (demand.post, demand.made_in) == (owing, post)
    assert Task.objects.filter(Task.extends(inspector, at=LATER), pk=task.pk).exists()
    pairs = UnitMonth.recipients_of([body.pk, bureau.pk], stage=MONTHLY, at=LATER)
    assert (body.pk, inspector.pk) in pairs


def test_an_inner_office_bears_duties_and_keeps_nothing(county, office):
    section = make.make_unit(county, "Publicity", Unit.Kind.SECTION)
    code = invent("inner_office", chain="supervision", heads_section=True)
    post, head = make.make_holder(section, code)
    publish_for(county, code)
    sweep(now=RED)
    assert people_told(OVERDUE) == pks(head)
    assert Scope.of(head, at=RED) is None
    assert red_by_segment(office) == {"others": 1}


def test_a_second_office_keeps_the_county(county):
    post = make.make_post(county, invent("second_office", keeps_office=True, collective=True))
    keeper = make.join(post, role="head")
    assert Unit.objects.managed_by(keeper, at=RED).get() == county


def test_every_segment_is_a_segment_of_the_board():
    assert BY_CODE.keys() == {"committee", "principal", "team", "discipline", "others", "all"}
