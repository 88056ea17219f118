"""The first steps of a county: each as far as it is done, and what is missing by name."""

import re

import pytest
from django.core.management import call_command

from alerts.workdays.announce import announce_year
from demonstration.roles import Role
from responsibility.agenda.first_steps.done import STEPS, steps_done
from responsibility.agenda.first_steps.steps import steps_of
from responsibility.lists.models import DutyItem, DutyList
from responsibility.organisation.units.models import Unit
from responsibility.tasks.publishing.publish import publish
from tests.make import (
    NOW,
    actor,
    appoint,
    make_county,
    make_holder,
    make_person,
    make_post,
    make_unit,
    put_in_charge,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(settings):
    settings.SMS_CHANNEL = "none"
    call_command("load_starter_data")
    county = make_county("Lan")
    call_command("load_starter_data", county=county.pk)
    return county


@pytest.fixture
def keeper(county):
    office = make_unit(county, "Office", Unit.Kind.OFFICE)
    return make_holder(office, Role.COMMISSION_OFFICE)[1]


def done(county) -> set[str]:
    return {step for step, is_done in steps_done(county.pk, now=NOW).items() if is_done}


def publish_one(county, keeper) -> None:
    duty_list = DutyList.objects.filter(county=county, role_kind__code="principal_officer").get()
    codes = list(
        DutyItem.objects.filter(duty_list=duty_list, core=True).values_list("code", flat=True)
    )
    publish(duty_list_id=duty_list.pk, year=2026, codes=codes, by=actor(keeper), now=NOW)


def test_step_by_step_until_all_are_done(county, keeper, settings):
    announce_year(year=NOW.year)
    assert done(county) == {"calendar"}
    bureau = make_unit(county, "Bureau")
    assert done(county) == {"calendar", "units"}
    head, seat = make_post(bureau), make_post(bureau, Role.TEAM_MEMBER)
    appoint(head)
    assert "people" not in done(county), "one of two is vacant"
    appoint(seat)
    assert "people" in done(county)
    put_in_charge(seat, make_unit(bureau, "Section", Unit.Kind.SECTION))
    assert done(county) == set(STEPS) - {"lists", "messages"}
    publish_one(county, keeper)
    settings.SMS_CHANNEL = "sandbox"
    assert done(county) == set(STEPS)
    make_post(bureau, Role.TEAM_MEMBER)
    assert done(county) == set(STEPS), "a later vacancy undoes nothing"


def test_what_is_missing_is_named_and_leads_there(county, keeper):
    bureau = make_unit(county, "Bureau")
    posts = [make_post(bureau, Role.TEAM_MEMBER, f"Deputy {n}") for n in range(5)]
    make_person("Silent", county=county)
    people = next(step for step in steps_of(county, now=NOW) if step.code == "people")
    vacant = people.missing[0].parts
    assert [part.text for part in vacant][:3] == [f"Bureau Deputy {n}" for n in range(3)]
    assert vacant[0].url == f"/organisation/posts/{posts[0].pk}/"
    assert len(vacant) == 4
    assert all(missing.parts for step in steps_of(county, now=NOW) for missing in step.missing)


def test_another_countys_steps_are_not_ours(county, keeper):
    other = make_county("Far")
    make_holder(make_unit(other, "Far bureau"))
    assert not done(county) & {"units", "people"}


def test_one_primary_button_on_the_step_in_hand(client, county, keeper):
    client.force_login(keeper)
    page = client.get("/", follow=True)
    shown = page.content.decode()
    assert page.request["PATH_INFO"] == "/first-steps/"
    assert len(re.findall(r"btn--p\b", shown)) == 1
    assert shown.count('aria-current="step"') == 1


def test_it_goes_away_with_the_last_step(client, county, keeper, settings):
    announce_year(year=NOW.year)
    bureau = make_unit(county, "Bureau")
    post, _holder = make_holder(bureau)
    put_in_charge(post, make_unit(bureau, "Section", Unit.Kind.SECTION))
    publish_one(county, keeper)
    settings.SMS_CHANNEL = "sandbox"
    client.force_login(keeper)
    assert client.get("/").url == client.get("/first-steps/").url == "/board/"
