"""Whose rights come from where, and from which midnight to which: every source, at its edges."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alerts.deadlines.kind import DUE_SOON
from demonstration.roles import Role
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import Standing, standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task
from tests.make import (
    NOW,
    appoint,
    at,
    join,
    make_county,
    make_holder,
    make_person,
    make_post,
    make_task,
    make_unit,
    put_in_charge,
    supervise,
)

pytestmark = pytest.mark.django_db
TODAY, TOMORROW = date(2026, 9, 24), date(2026, 9, 25)
LAST_SECOND, MIDNIGHT = at("2026-09-24 23:59:59"), at("2026-09-25 00:00")


@pytest.fixture
def county():
    county = make_county()
    county.bureau = make_unit(county, "Bureau")
    county.section = make_unit(county.bureau, "Section", Unit.Kind.SECTION)
    county.other = make_unit(county, "Other")
    county.group = make_unit(county, "Group", Unit.Kind.DISCIPLINE)
    return county


def below(*units):
    return {unit.pk for unit in units}


def test_nobody_stands_for_nothing(county):
    assert standing_of(AnonymousUser(), at=NOW) == Standing()
    assert standing_of(make_person(), at=NOW) == Standing()


def test_a_closed_account_stands_for_nothing(county):
    _, holder = make_holder(county.bureau)
    holder.is_active = False
    assert standing_of(holder, at=NOW) == Standing()


def test_a_holder_has_the_post_may_log_and_confirm(county):
    post, holder = make_holder(county.bureau, Role.TEAM_MEMBER)
    standing = standing_of(holder, at=NOW)
    assert standing.own_posts == standing.log_posts == standing.confirm_posts == {post.pk}
    assert standing.own_units == {county.bureau.pk}
    assert standing.face_units == standing.face_counties == set()
    assert standing.team_posts == {post.pk}
    assert standing.office_posts == standing.leading_posts == standing.supervising_posts == set()


def test_a_principal_officer_leads_the_unit_and_what_is_beneath(county):
    _, holder = make_holder(county.bureau)
    assert standing_of(holder, at=NOW).led_units == below(county.bureau, county.section)


def test_a_leader_in_charge_sees_the_units_of_the_charge(county):
    post, leader = make_holder(county, Role.COUNTY_LEADER)
    put_in_charge(post, county.bureau)
    standing = standing_of(leader, at=NOW)
    assert standing.charged_units == below(county.bureau, county.section)
    assert standing.face_counties == set()


def test_a_charge_opens_no_view_to_other_roles(county):
    post, member = make_holder(county.bureau, Role.TEAM_MEMBER)
    put_in_charge(post, county.section)
    assert standing_of(member, at=NOW).charged_units == set()


@pytest.mark.parametrize("role", [Role.STATIONED_GROUP, Role.TOWNSHIP_COMMISSION])
def test_a_discipline_body_sees_what_it_supervises(county, role):
    _, head = make_holder(county.group, role)
    supervise(county.group, county.bureau)
    assert standing_of(head, at=NOW).supervised_units == below(county.bureau, county.section)


def test_only_posts_of_discipline_supervise(county):
    _, head = make_holder(county.group, Role.PARTY_COMMITTEE)
    supervise(county.group, county.bureau)
    assert standing_of(head, at=NOW).supervised_units == set()


def test_the_office_keeps_its_county_and_the_party_leader_sees_it(county):
    _, keeper = make_holder(make_unit(county, kind=Unit.Kind.OFFICE), Role.COMMISSION_OFFICE)
    _, leader = make_holder(county, Role.PARTY_LEADER)
    assert standing_of(keeper, at=NOW).office_counties == {county.pk}
    assert standing_of(leader, at=NOW).leader_counties == {county.pk}
    assert standing_of(leader, at=NOW).office_counties == set()


def test_a_member_has_what_was_granted(county):
    post = make_post(county.bureau, Role.PARTY_COMMITTEE)
    member = join(post, grants=["view", "urge"])
    standing = standing_of(member, at=NOW)
    assert standing.own_posts == {post.pk}
    assert standing.log_posts == standing.confirm_posts == set()
    assert standing.may("urge")
    assert not standing.may("spot_check")


def test_a_clerk_has_the_grants_and_not_the_office(county):
    post, _ = make_holder(county.bureau)
    clerk = join(post, role="clerk")
    standing = standing_of(clerk, at=NOW)
    assert standing.clerk_posts == standing.log_posts == standing.desk_posts == {post.pk}
    assert standing.own_posts == standing.confirm_posts == set()
    assert standing.led_units == set()
    assert standing.leading_posts == set()


def test_a_clerk_confirms_nothing_even_where_it_was_granted(county):
    post, _ = make_holder(county.bureau)
    clerk = join(post, role="clerk", grants=["approve"])
    assert standing_of(clerk, at=NOW).confirm_posts == set()


def test_a_clerk_without_a_view_sees_nothing_logs_nothing_and_hears_of_nothing(county):
    """The page of what they would be reminded of is not there for them."""
    post, holder = make_holder(county.bureau)
    clerk = join(post, role="clerk", grants=["log"])
    standing = standing_of(clerk, at=NOW)
    assert standing.log_posts == standing.desk_posts == standing.own_units == set()
    task = make_task(post)
    heard = Task.recipients_of([task.pk], stage=DUE_SOON, at=NOW)
    assert set(heard) == {(task.pk, holder.pk)}
    assert not Task.objects.visible_to(clerk, at=NOW).exists()


def test_a_clerk_of_the_office_keeps_nothing(county):
    post, _ = make_holder(county, Role.COMMISSION_OFFICE)
    assert standing_of(join(post, role="clerk"), at=NOW).office_counties == set()


def test_powers_of_an_account_are_said_too(county):
    assert standing_of(make_person(is_auditor=True), at=NOW).is_auditor
    administrator = make_person(is_system_administrator=True)
    assert standing_of(administrator, at=NOW) == Standing(is_system_administrator=True)


def test_two_posts_stand_side_by_side(county):
    first, person = make_holder(county.bureau)
    second = make_post(county.other)
    appoint(second, person)
    standing = standing_of(person, at=NOW)
    assert standing.own_posts == {first.pk, second.pk}
    assert standing.led_units == below(county.bureau, county.section, county.other)


def test_two_counties_stand_side_by_side_and_do_not_mix(county):
    second = make_county("Qingshan")
    _, keeper = make_holder(county, Role.COMMISSION_OFFICE)
    assert standing_of(keeper, at=NOW).office_counties == {county.pk}
    join(make_post(second, Role.PARTY_COMMITTEE), keeper)
    del keeper._standing
    assert standing_of(keeper, at=NOW).office_counties == {county.pk}
    join(make_post(second, Role.COMMISSION_OFFICE), keeper)
    del keeper._standing
    assert standing_of(keeper, at=NOW).office_counties == {county.pk, second.pk}


# From which midnight to which: a case makes one source end after today, or begin tomorrow.


def appointment(county, days):
    return appoint(make_post(county.bureau), **days)


def membership(county, days):
    return join(make_post(county, Role.COMMISSION_OFFICE), **days)


def clerkship(county, days):
    return join(make_post(county.bureau), role="clerk", **days)


def charge(county, days):
    post, leader = make_holder(county, Role.COUNTY_LEADER)
    put_in_charge(post, county.bureau, **days)
    return leader


def link(county, days):
    _, head = make_holder(county.group, Role.STATIONED_GROUP)
    supervise(county.group, county.bureau, **days)
    return head


SOURCES = {
    "led_units": appointment,
    "office_counties": membership,
    "clerk_posts": clerkship,
    "charged_units": charge,
    "supervised_units": link,
}
each_source = pytest.mark.parametrize("right", SOURCES)


@each_source
def test_a_right_ends_with_the_midnight_after_its_last_day(county, right):
    person = SOURCES[right](county, {"end": TOMORROW})
    assert getattr(standing_of(person, at=LAST_SECOND), right)
    assert not getattr(standing_of(person, at=MIDNIGHT), right)


@each_source
def test_a_right_begins_with_the_midnight_of_its_first_day(county, right):
    person = SOURCES[right](county, {"start": TOMORROW})
    assert not getattr(standing_of(person, at=LAST_SECOND), right)
    assert getattr(standing_of(person, at=MIDNIGHT), right)


def test_a_closed_post_gives_no_rights_from_its_day_on(county):
    post, holder = make_holder(county.bureau)
    Post.objects.filter(pk=post.pk).update(closed_on=TOMORROW)
    assert standing_of(holder, at=LAST_SECOND).led_units
    assert standing_of(holder, at=MIDNIGHT) == Standing()


def test_a_request_asks_once(county):
    _, holder = make_holder(county.bureau)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        standing_of(holder, at=NOW)
        standing_of(holder, at=NOW)
    assert len(queries) == 1
