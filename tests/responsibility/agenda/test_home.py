"""Where each kind of person comes first."""

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from demonstration.roles import Role
from responsibility.agenda import home
from tests.make import (
    NOW,
    make_county,
    make_holder,
    make_person,
    make_task,
    make_unit,
    put_in_charge,
    supervise,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def county():
    return make_county()


def first_page(user) -> str | None:
    return home.first_page(user, now=NOW)


def test_who_has_duties_comes_to_the_desk(county):
    post, user = make_holder(make_unit(county))
    make_task(post)
    assert first_page(user) == "/desk/"


def test_who_supervises_comes_to_the_morning(county):
    body = make_unit(county, kind="discipline")
    supervise(body, make_unit(county))
    post, user = make_holder(body, Role.STATIONED_GROUP)
    make_task(post)
    assert first_page(user) == "/morning/"


def test_a_body_that_supervises_nobody_comes_to_the_desk(county):
    post, user = make_holder(make_unit(county, kind="discipline"), Role.STATIONED_GROUP)
    make_task(post)
    assert first_page(user) == "/desk/"


def test_leaders_come_to_the_overview(county):
    _post, secretary = make_holder(county, Role.PARTY_LEADER)
    post, in_charge = make_holder(county, Role.COUNTY_LEADER)
    put_in_charge(post, make_unit(county))
    make_task(post)
    assert first_page(secretary) == first_page(in_charge) == "/overview/"


def test_offices_come_to_what_they_keep(county):
    office = make_unit(county, kind="office")
    assert first_page(make_holder(office, Role.COMMISSION_OFFICE)[1]) == "/first-steps/"
    administrator = make_person(is_system_administrator=True)
    assert first_page(administrator) == reverse("people")
    assert first_page(make_person(is_auditor=True)) == "/audit/"
    assert first_page(make_person()) is None


def test_the_way_there(client, county):
    assert client.get("/").url == "/sign-in/?next=/"
    post, user = make_holder(make_unit(county))
    make_task(post)
    client.force_login(user)
    assert client.get("/").url == "/desk/"


def test_without_appointment_a_page_says_so(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(make_person())
    response = client.get("/")
    assert response.status_code == 200
    assert "No appointment is in force for you" in response.content.decode()
