"""Items that count people: whom a task must reach, fixed when it is made."""

from datetime import date

import pytest

from demonstration.roles import Role
from responsibility.lists.models import DutyItem
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task, TaskCounterpart
from tests.make import (
    appoint,
    at,
    make_county,
    make_holder,
    make_post,
    make_unit,
    put_in_charge,
    supervise,
)
from tests.responsibility.tasks.published import Ground

pytestmark = pytest.mark.django_db

MEMBERS, BELOW, SECTIONS = "PO-C06-01", "PO-C06-02", "TM-C06-01"


@pytest.fixture
def ground():
    return Ground()


@pytest.fixture
def body(ground):
    """A discipline body with its post."""
    return make_holder(make_unit(ground.county, kind=Unit.Kind.DISCIPLINE), Role.STATIONED_GROUP)[0]


def reached(code, post):
    """Counterparts of the first task of `code`: posts or units."""
    task = Task.objects.filter(item_code=code, post=post).order_by("period_start").first()
    if task is None:
        return None
    found = [counterpart.post or counterpart.unit for counterpart in task.counterparts.all()]
    assert task.required == len(found)
    return set(found)


def test_each_team_member_of_the_unit(ground):
    members = {make_holder(ground.unit, Role.TEAM_MEMBER)[0] for _ in range(3)}
    make_holder(make_unit(ground.unit), Role.TEAM_MEMBER)  # of another unit
    ground.publish(MEMBERS)
    assert reached(MEMBERS, ground.head) == members
    assert Task.objects.filter(item_code=MEMBERS).count() == 2  # a half-year each


def test_nobody_is_a_counterpart_of_oneself(ground):
    DutyItem.objects.filter(code="TM-C01-01").update(count_basis="per_team_member")
    one, _ = make_holder(ground.unit, Role.TEAM_MEMBER)
    other, _ = make_holder(ground.unit, Role.TEAM_MEMBER)
    ground.publish("TM-C01-01", role=Role.TEAM_MEMBER)
    assert (reached("TM-C01-01", one), reached("TM-C01-01", other)) == ({other}, {one})


def test_none_there_no_task(ground):
    make_post(ground.unit, Role.TEAM_MEMBER)  # nobody holds it
    ground.publish(MEMBERS, "PO-C01-05")
    assert not Task.objects.filter(item_code=MEMBERS).exists()
    assert Task.objects.filter(item_code="PO-C01-05").count() == 2


def test_nobody_has_to_reach_a_vacancy(ground):
    member, _ = make_holder(ground.unit, Role.TEAM_MEMBER)
    vacant = make_post(ground.unit, Role.TEAM_MEMBER)
    appoint(vacant, start=date(2026, 1, 1), end=date(2026, 3, 1))
    ground.publish(MEMBERS, now=at("2026-03-01 09:00"))
    assert reached(MEMBERS, ground.head) == {member}


def test_it_stays_as_it_was_when_made(ground):
    member, _ = make_holder(ground.unit, Role.TEAM_MEMBER)
    ground.publish(MEMBERS)
    make_holder(ground.unit, Role.TEAM_MEMBER)
    ground.publish(MEMBERS)
    assert reached(MEMBERS, ground.head) == {member}
    assert TaskCounterpart.objects.count() == 2


def test_each_head_below(ground):
    below = make_unit(ground.unit)
    heads = {
        make_holder(below, Role.PRINCIPAL_OFFICER)[0],
        make_holder(make_unit(below), Role.PRINCIPAL_OFFICER)[0],
    }
    make_holder(make_unit(ground.unit, kind=Unit.Kind.SECTION), Role.SECTION_HEAD)
    make_holder(make_unit(ground.county), Role.PRINCIPAL_OFFICER)
    ground.publish(BELOW)
    assert reached(BELOW, ground.head) == heads


def test_a_unit_without_units_below_has_no_such_task(ground):
    ground.publish(BELOW)
    assert reached(BELOW, ground.head) is None


def test_each_head_of_a_section_in_charge(ground):
    member, _ = make_holder(ground.unit, Role.TEAM_MEMBER)
    sections = [make_unit(ground.unit, kind=Unit.Kind.SECTION) for _ in range(4)]
    heads = [make_holder(section, Role.SECTION_HEAD)[0] for section in sections]
    put_in_charge(member, sections[0])
    put_in_charge(member, sections[1])
    put_in_charge(member, sections[2], start=date(2025, 1, 1), end=date(2026, 1, 1))
    linked = put_in_charge(member, sections[3])
    linked.kind = "linked"
    linked.save()

    ground.publish(SECTIONS, "TM-C03-02", role=Role.TEAM_MEMBER)

    assert reached(SECTIONS, member) == {heads[0], heads[1]}
    assert reached("TM-C03-02", member) == {heads[0], heads[1]}


def test_the_head_of_a_whole_unit_in_charge(ground):
    member, _ = make_holder(ground.unit, Role.TEAM_MEMBER)
    station = make_unit(ground.unit)
    head, _ = make_holder(station, Role.PRINCIPAL_OFFICER)
    put_in_charge(member, station)
    ground.publish(SECTIONS, role=Role.TEAM_MEMBER)
    assert reached(SECTIONS, member) == {head}


class TestDisciplineBodies:
    """Stationed groups and township commissions look to the units they supervise."""

    def test_each_supervised_unit(self, ground, body):
        other = make_unit(ground.county)
        supervise(body.unit, ground.unit)
        supervise(body.unit, other)
        supervise(body.unit, make_unit(ground.county), date(2025, 1, 1), date(2026, 1, 1))
        codes = ["SG-S01-03", "SG-S02-01", "SG-S02-02", "SG-S02-03", "SG-S04-03"]
        ground.publish(*codes, role=Role.STATIONED_GROUP)
        for code in codes:
            assert reached(code, body) == {ground.unit, other}

    def test_a_unit_counts_until_it_is_closed(self, ground, body):
        supervise(body.unit, ground.unit)
        closed, closing = make_unit(ground.county), make_unit(ground.county)
        for unit, day in ((closed, date(2026, 1, 1)), (closing, date(2026, 1, 2))):
            supervise(body.unit, unit)
            Unit.objects.filter(pk=unit.pk).update(closed_on=day)
        ground.publish("SG-S02-01", role=Role.STATIONED_GROUP)
        assert reached("SG-S02-01", body) == {ground.unit, closing}

    def test_each_member_of_the_supervised_teams(self, ground, body):
        supervise(body.unit, ground.unit)
        member, _ = make_holder(ground.unit, Role.TEAM_MEMBER)
        make_holder(body.unit, Role.TEAM_MEMBER)
        ground.publish("SG-S04-01", role=Role.STATIONED_GROUP)
        assert reached("SG-S04-01", body) == {member}

    def test_each_head_within_and_below_the_supervised_units(self, ground, body):
        supervise(body.unit, ground.unit)
        section, _ = make_holder(make_unit(ground.unit, kind=Unit.Kind.SECTION), Role.SECTION_HEAD)
        station, _ = make_holder(make_unit(ground.unit), Role.PRINCIPAL_OFFICER)
        ground.publish("SG-S04-02", role=Role.STATIONED_GROUP)
        assert reached("SG-S04-02", body) == {section, station}  # not the head of the unit

    def test_of_a_township(self, ground):
        commission, _ = make_holder(
            make_unit(ground.county, kind=Unit.Kind.DISCIPLINE), Role.TOWNSHIP_COMMISSION
        )
        supervise(commission.unit, ground.unit)
        member, _ = make_holder(ground.unit, Role.TEAM_MEMBER)
        village, _ = make_holder(
            make_unit(ground.unit, kind=Unit.Kind.BRANCH), Role.PRINCIPAL_OFFICER
        )
        ground.publish("TC-S04-01", "TC-S04-02", role=Role.TOWNSHIP_COMMISSION)
        assert reached("TC-S04-01", commission) == {member}
        assert reached("TC-S04-02", commission) == {village}

    def test_two_links_to_units_of_one_tree_count_nobody_twice(self, ground, body):
        below = make_unit(ground.unit)
        supervise(body.unit, ground.unit)
        supervise(body.unit, below)
        head, _ = make_holder(make_unit(below), Role.PRINCIPAL_OFFICER)
        middle, _ = make_holder(below, Role.PRINCIPAL_OFFICER)
        ground.publish("SG-S04-02", role=Role.STATIONED_GROUP)
        assert reached("SG-S04-02", body) == {head, middle}

    def test_a_body_that_supervises_nothing_has_no_such_task(self, ground, body):
        ground.publish("SG-S02-01", "SG-S04-01", role=Role.STATIONED_GROUP)
        assert not Task.objects.exists()


def test_units_of_another_county_are_never_reached(ground):
    other = make_county("Elsewhere")
    member, _ = make_holder(ground.unit, Role.TEAM_MEMBER)
    section = make_unit(other, kind=Unit.Kind.SECTION)
    make_holder(section, Role.SECTION_HEAD)
    put_in_charge(member, section)
    ground.publish(SECTIONS, role=Role.TEAM_MEMBER)
    assert reached(SECTIONS, member) is None
