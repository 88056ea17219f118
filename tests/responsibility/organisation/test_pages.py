"""The pages of the organisation: what they show, and what they say to wrong input."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from demonstration.roles import Role
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Appointment, Membership
from responsibility.organisation.units.models import Unit
from tests.make import (
    NOW,
    appoint,
    days,
    join,
    make_item,
    make_person,
    make_post,
    make_role,
    make_task,
    make_unit,
)

TODAY = str(NOW.date())


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def office(client, county):
    client.force_login(county.by.user)
    client.cookies["django_language"] = "en"
    return client


def text(response) -> str:
    return response.content.decode()


# The tree


def test_the_tree_counts_posts_and_vacancies(office, county):
    appoint(county.head)
    make_post(county.bureau, Role.TEAM_MEMBER)
    page = office.get(reverse("units")).context["listing"].page
    bureau = next(unit for unit in page if unit == county.bureau)
    assert (bureau.depth, bureau.posts_now, bureau.vacant_now) == (2, 3, 1)
    assert page.paginator.count == 6


def test_closed_units_are_shown_where_asked(office, county):
    Unit.objects.filter(pk=county.section.pk).update(closed_on=NOW.date())
    assert county.section.name not in text(office.get(reverse("units")))
    assert county.section.name in text(office.get(reverse("units") + "?show=all"))


def test_a_unit_shows_who_is_in_its_posts(office, county):
    appoint(county.head, make_person("Wu Ming"))
    join(county.head, make_person("Li Clerk"), role="clerk")
    join(county.committee, make_person("Sun Head"), role="head")
    shown = text(office.get(reverse("unit", args=[county.bureau.pk])))
    for name in ("Wu Ming", "Li Clerk", "Sun Head", "Names and places"):
        assert name in shown


def test_a_change_ahead_stands_in_the_history_with_a_way_back(office, county):
    page = reverse("unit-change", args=[county.bureau.pk])
    fields = {"name": "Later", "parent": county.branch.pk, "position": 1}
    office.post(page, fields | {"first_on": str(NOW.date() + days(10))})
    shown = text(office.get(reverse("unit", args=[county.bureau.pk])))
    assert "Later" in shown
    assert "Take back" in shown


def test_wrong_input_gets_a_sentence_at_the_field_and_stays(office, county):
    fields = {"name": county.bureau.name, "kind": "body", "parent": county.branch.pk}
    response = office.post(reverse("unit-found"), fields | {"first_on": TODAY, "basis": "No. 9"})
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"name"}
    assert 'value="No. 9"' in text(response)
    assert 'aria-invalid="true"' in text(response)


def test_a_missing_day_is_asked_for(office, county):
    response = office.post(reverse("unit-close", args=[county.section.pk]), {"last_on": "soon"})
    assert response.context["form"].errors["last_on"] == ["This is no day. Write it as 2026-09-30."]


# Appointing


def appointing(office, county, person, **over):
    fields = {"user": person, "first_on": TODAY} | over
    return office.post(reverse("appointment-new", args=[county.head.pk]), fields)


@pytest.fixture
def zhou(county):
    return make_person("Zhou Ming", county=county.unit, pinyin="zhou ming", staff_number="LC7")


@pytest.mark.parametrize("typed", ["Zhou Ming LC7", "LC7", "Zhou", "zm", "zhouming"])
def test_a_person_is_named_in_many_ways(office, county, zhou, typed):
    assert appointing(office, county, typed).status_code == 302
    assert county.head.appointments.get().user == zhou


def test_of_several_with_one_name_the_staff_number_decides(office, county, zhou):
    make_person("Zhou Ming", county=county.unit, staff_number="LC8")
    response = appointing(office, county, "Zhou Ming")
    said = response.context["form"].errors["user"][0]
    assert "LC7" in said
    assert "LC8" in said
    assert appointing(office, county, "Zhou Ming LC8").status_code == 302


def test_nobody_of_another_county_is_found(office, county, other):
    make_person("Zhou Far", county=other.unit, staff_number="Q1")
    for typed in ("Zhou Far", "Q1"):
        assert "user" in appointing(office, county, typed).context["form"].errors


def test_the_refusal_stands_at_the_day_and_what_was_typed_stays(office, county, zhou):
    appoint(county.head, make_person("Wu"))
    response = appointing(office, county, "LC7", basis="No. 3")
    assert "Wu holds this post" in response.context["form"].errors["first_on"][0]
    assert 'value="LC7"' in text(response)
    assert 'value="No. 3"' in text(response)


def test_a_day_gone_by_shows_its_effects_before_it_is_done(office, county, zhou):
    appoint(county.head, make_person("Wu"))
    make_task(
        county.head,
        make_item(county.unit),
        due_on=date(2026, 9, 10),
        warns_at=NOW - days(20),
        late_at=NOW - days(13),
    )
    fields = {"first_on": "2026-09-01", "ends_running": "on"}
    first = appointing(office, county, "LC7", **fields)
    assert "Wu held the post" in text(first)
    assert "1 task of the post fell due since then, 1 of them is overdue" in text(first)
    assert Appointment.objects.get(post=county.head).user.name == "Wu", "nothing is done yet"
    seen = {"seen": first.context["form"]["seen"].value()}
    assert appointing(office, county, "LC7", **fields, **seen).status_code == 302
    assert county.head.appointments.get(period__contains=NOW.date()).user == zhou


def test_another_day_gone_by_is_shown_again(office, county, zhou):
    response = appointing(office, county, "LC7", first_on="2026-09-01", seen="2026-08-01")
    assert response.status_code == 200
    assert "Rights begin now" in text(response)
    assert not county.head.appointments.exists()


def test_a_clerk_is_entered_with_what_is_ticked(office, county, zhou):
    fields = {"user": "LC7", "role": "clerk", "grants": ["view"], "first_on": TODAY}
    office.post(reverse("membership-join", args=[county.head.pk]), fields)
    membership = Membership.objects.get(user=zhou)
    assert (membership.role, membership.grants) == ("clerk", ["view"])


def test_who_may_log_must_be_able_to_view(office, county, zhou):
    fields = {"user": "LC7", "role": "clerk", "grants": ["log"], "first_on": TODAY}
    response = office.post(reverse("membership-join", args=[county.head.pk]), fields)
    assert response.status_code == 422
    assert "must be able to view" in response.content.decode()
    assert not Membership.objects.filter(user=zhou).exists()


def test_a_last_day_is_set(office, county, zhou):
    row = appoint(county.head, zhou).appointments.get()
    asked = {"last_on": TODAY, "seen": TODAY}  # what it changes was shown
    office.post(reverse("appointment-end", args=[row.pk]), asked)
    row.refresh_from_db()
    assert row.period.upper == NOW.date() + days(1)


# People


def test_people_are_found_and_chosen(office, county, zhou):
    make_person("Gone", county=county.unit, is_active=False)
    appoint(county.head, zhou)
    for query, names in {
        "": ["Zhou Ming", county.by.user.name],
        "?q=zm": ["Zhou Ming"],
        "?q=LC7": ["Zhou Ming"],
        "?show=closed": ["Gone"],
        "?show=without": [],
    }.items():
        page = office.get(reverse("people") + query).context["listing"].page
        assert {person.name for person in page} == set(names), query


def test_a_number_is_hidden_also_where_it_is_changed(office, county, zhou):
    User.objects.filter(pk=zhou.pk).update(phone="+8613800002046")
    change = reverse("person-change", args=[zhou.pk])
    for page in (reverse("people"), reverse("person", args=[zhou.pk]), change):
        shown = text(office.get(page))
        assert "138****2046" in shown
        assert "13800002046" not in shown
    typed = {"name": "Zhou", "staff_number": zhou.staff_number, "phone": "138****2046"}
    for phone, kept in (("138****2046", "+8613800002046"), ("139 1111 2222", "+8613911112222"),
                        ("", "")):  # fmt: skip
        office.post(change, typed | {"phone": phone})
        zhou.refresh_from_db()
        assert zhou.phone == kept, phone


def test_a_password_is_shown_once_and_kept_in_no_cache(office, county):
    fields = {"name": "Wu", "staff_number": "N1", "phone": "138 0000 2046"}
    response = office.post(
        reverse("person-register"), fields | {"county": county.unit.pk}, follow=False
    )
    password = response.context["password"]
    assert password in text(response)
    assert "no-store" in response["Cache-Control"]
    person = User.objects.get(staff_number="N1")
    assert person.check_password(password)
    assert password not in text(office.get(reverse("person", args=[person.pk])))


def test_a_wrong_number_gets_a_sentence(office, county):
    fields = {"name": "Wu", "staff_number": "N1", "phone": "12345", "county": county.unit.pk}
    response = office.post(reverse("person-register"), fields)
    assert "11 digits" in response.context["form"].errors["phone"][0]
    assert 'value="12345"' in text(response)


def test_people_are_registered_one_after_the_other(office, county):
    """The password is not shown then: it is given from the list of first passwords."""
    address = reverse("person-register")
    sent = {"name": "Gu Qing", "staff_number": "LC7", "county": county.unit.pk, "and_next": "1"}
    response = office.post(address, sent)
    assert response.url == address
    assert User.objects.filter(staff_number="LC7").exists()


def test_who_holds_what_elsewhere_is_not_told(office, county, other, zhou):
    appoint(other.head, zhou)
    appoint(county.head, zhou, end=NOW.date())
    shown = text(office.get(reverse("person", args=[zhou.pk])))
    assert county.bureau.name in shown
    assert other.bureau.name not in shown
    assert reverse("person-password", args=[zhou.pk]) not in shown


# Division of responsibility and supervision


def test_bodies_nobody_is_in_charge_of_are_named(office, county):
    assert county.bureau in office.get(reverse("charges")).context["nobodys"]
    fields = {"kind": "in_charge", "unit": county.bureau.pk, "first_on": TODAY}
    leader = make_post(county.unit, Role.COUNTY_LEADER)
    office.post(reverse("charge-put"), fields | {"post": leader.pk})
    assert county.bureau not in office.get(reverse("charges")).context["nobodys"]


def test_a_leader_is_put_in_charge_of_several_units_and_the_next_entered(office, county):
    leader = make_post(county.unit, Role.COUNTY_LEADER)
    other = make_unit(county.branch, "Bureau of culture")
    fields = {"kind": "in_charge", "first_on": TODAY, "post": leader.pk, "and_next": "1"}
    address = reverse("charge-put")
    response = office.post(address, fields | {"unit": [county.bureau.pk, other.pk]})
    assert response.url == f"{address}?post={leader.pk}"
    assert {row.unit for row in leader.charges.all()} == {county.bureau, other}
    third = make_unit(county.branch, "Bureau of sports")
    response = office.post(address, fields | {"unit": [third.pk, other.pk]})
    assert response.status_code == 422
    assert other.name in response.context["form"].errors["unit"][0]
    assert not leader.charges.filter(unit=third).exists()  # all or none


def test_after_a_unit_the_next_is_founded_beside_it(office, county):
    fields = {"name": "Bureau of culture", "kind": "body", "parent": county.branch.pk}
    address = reverse("unit-found")
    response = office.post(address, fields | {"first_on": TODAY, "and_next": "1"})
    assert response.url == f"{address}?under={county.branch.pk}"
    assert office.get(response.url).context["form"].initial["parent"] == county.branch.pk


def test_a_collective_post_is_called_by_its_role(office, county):
    address = reverse("post-open", args=[county.bureau.pk])
    committee = make_role(Role.PARTY_COMMITTEE)
    office.post(address, {"role_kind": committee.pk, "title": "", "first_on": TODAY})
    assert county.bureau.posts.filter(title=committee.name).exists()
    principal = make_role(Role.PRINCIPAL_OFFICER)
    response = office.post(address, {"role_kind": principal.pk, "title": "", "first_on": TODAY})
    assert "title" in response.context["form"].errors


def test_bodies_without_supervision_are_named(office, county):
    assert county.bureau in office.get(reverse("supervision")).context["nobodys"]
    fields = {"body": county.discipline.pk, "unit": county.branch.pk, "how": "stationed"}
    office.post(reverse("supervision-link"), fields | {"first_on": TODAY})
    assert county.bureau not in office.get(reverse("supervision")).context["nobodys"]
