"""Members of collective posts, and clerks of any post."""

from datetime import date

import pytest

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from pages.refused import Refused
from responsibility.organisation.dated.take_back import take_back
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.appoint import end_appointment
from responsibility.organisation.posts.close import close_unit
from responsibility.organisation.posts.join import join, leave
from responsibility.organisation.posts.models import Membership
from responsibility.organisation.standing import standing_of
from tests.make import NOW, appoint, at, make_person, make_post

TODAY = date(2026, 9, 24)


@pytest.fixture
def person(county):
    return make_person("Zhou", county=county.unit)


def enter(county, post, person, role="member", grants=("log", "view"), **over):
    over = {"first_on": TODAY} | over
    return join(
        post_id=post.pk,
        user_id=person.pk,
        role=role,
        grants=grants,
        by=county.by,
        now=NOW,
        **over,
    )


def test_a_member_belongs_from_the_day_on_with_the_grants_given(county, person):
    enter(county, county.committee, person, grants=["view", "log"])
    standing = standing_of(person, at=NOW)
    assert standing.own_posts == standing.log_posts == {county.committee.pk}
    assert standing_of(make_person(), at=NOW).own_posts == set()
    entry = AuditEntry.objects.get(action="membership.join")
    assert entry.after["grants"] == ["log", "view"]


@pytest.mark.parametrize("first_on", [TODAY, date(2026, 3, 1)])
@pytest.mark.parametrize("post", ["head", "committee"])
def test_nobody_makes_themselves_clerk_or_member(county, post, first_on):
    """The office made itself clerk of a post, back-dated, and read a restricted body."""
    with pytest.raises(Refused, match="Nobody gives themselves"):
        enter(county, getattr(county, post), county.by.user, "clerk", first_on=first_on)
    assert not county.by.user.memberships.filter(role="clerk").exists()


def test_a_clerk_may_serve_a_personal_post(county, person):
    enter(county, county.head, person, "clerk")
    assert standing_of(person, at=NOW).clerk_posts == {county.head.pk}


def test_a_personal_post_has_no_members(county, person):
    with pytest.raises(Refused, match="A personal post has one holder"):
        enter(county, county.head, person)


def test_a_clerk_does_not_confirm(county, person):
    with pytest.raises(Refused, match="only who holds the post does"):
        enter(county, county.head, person, "clerk", ["log", "approve"])


def test_a_person_is_in_a_post_once_at_a_time(county, person):
    first = enter(county, county.committee, person, last_on=date(2026, 9, 30))
    with pytest.raises(Refused, match="Zhou is here already as member, 24 Sep 2026"):
        enter(county, county.committee, person, "clerk")
    enter(county, county.committee, person, "clerk", first_on=date(2026, 10, 1))
    with pytest.raises(Refused, match="Zhou is here already as clerk, from"):
        leave(membership_id=first.pk, last_on=None, by=county.by, now=NOW)


def test_a_post_has_one_head_at_a_time(county, person):
    first = enter(county, county.committee, person, "head", last_on=date(2026, 9, 30))
    second = make_person(county=county.unit)
    with pytest.raises(Refused, match="Zhou is the head"):
        enter(county, county.committee, second, "head")
    enter(county, county.committee, second, "head", first_on=date(2026, 10, 1))
    with pytest.raises(Refused, match="End that first, or choose another role"):
        leave(membership_id=first.pk, last_on=None, by=county.by, now=NOW)


def test_who_leaves_has_no_rights_from_the_next_day(county, person):
    membership = enter(county, county.committee, person)
    leave(membership_id=membership.pk, last_on=TODAY, by=county.by, now=NOW)
    assert standing_of(person, at=NOW).own_posts == {county.committee.pk}
    assert standing_of(person, at=at("2026-09-25 00:00")).own_posts == set()
    assert AuditEntry.objects.filter(action="membership.leave").exists()


def test_nobody_shuts_the_office_door_behind_themselves(county):
    own = county.by.user.memberships.get()
    with pytest.raises(Refused, match="Nobody changes their own place here"):
        leave(membership_id=own.pk, last_on=TODAY, by=county.by, now=NOW)


def test_one_s_own_place_in_the_office_does_not_end_with_what_it_hangs_on(county):
    """It came with an appointment: taking that back, or ending it, empties the place as well."""
    keeper = county.by.user
    post = make_post(county.office, Role.SECTION_HEAD)
    appoint(post, keeper)
    own, appointment = keeper.memberships.get(), keeper.appointments.get()
    Membership.objects.filter(pk=own.pk).update(came_with=appointment)
    acts = [
        lambda: take_back(
            entries="appointments", entry_id=appointment.pk, reason="x", by=county.by, now=NOW
        ),
        lambda: end_appointment(
            appointment_id=appointment.pk, last_on=TODAY, by=county.by, now=NOW
        ),
        lambda: close_unit(unit_id=county.office.pk, last_on=TODAY, by=county.by, now=NOW),
    ]
    for act in acts:
        with pytest.raises(Refused, match="Nobody changes their own place here"):
            act()
        assert standing_of(User.objects.get(pk=keeper.pk), at=NOW).office_counties


def test_another_county_is_out_of_reach(county, other, person):
    membership = enter(county, county.committee, person)
    with pytest.raises(Membership.DoesNotExist):
        leave(membership_id=membership.pk, last_on=TODAY, by=other.by, now=NOW)
