"""The pages of dispatching: the way through, wrong input, double clicks, others' eyes."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demonstration.roles import Role
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit
from responsibility.tasks.dispatches.models import Dispatch
from responsibility.tasks.dispatches.send import send_due
from responsibility.tasks.models import Task
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(make.NOW, tick=False):
        yield


@pytest.fixture
def county():
    county = make.make_county()
    branch = make.make_unit(county, "Branch", kind="branch")
    for _ in range(3):
        make.make_holder(make.make_unit(branch))
    return county


@pytest.fixture
def office(client, county):
    unit = make.make_unit(county, kind="office")
    user = make.make_holder(unit, Role.COMMISSION_OFFICE)[1]
    client.force_login(user)
    return user


def filled(county, **over):
    units = [unit.pk for unit in county.units_of_county.filter(kind="body")]
    return {
        "title": "Report on the holiday inspections",
        "text": "In a few lines.",
        "category": make.make_category().pk,
        "due_on": (make.NOW + timedelta(days=20)).date().isoformat(),
        "required": 1,
        "basis": "",
        "roles": [Role.PRINCIPAL_OFFICER],
        "units": units,
        "nonce": str(uuid4()),
    } | over


def goes_out() -> Dispatch:
    """The newest dispatch, when it has gone out."""
    act = Dispatch.objects.latest("pk")
    send_due(now=act.goes_at)
    return act


def test_from_the_form_through_the_check_to_the_progress(client, county, office):
    assert client.get("/dispatch/new/").status_code == 200
    data = filled(county)
    check = client.post("/dispatch/check/", data)
    assert check.status_code == 200 and not Dispatch.objects.exists()
    done = client.post("/dispatch/do/", data, follow=True)
    act = goes_out()
    assert done.redirect_chain[-1][0] == f"/dispatch/{act.pk}/"
    page = client.get(f"/dispatch/{act.pk}/").content.decode()
    assert page.count(f"/tasks/{Task.objects.first().pk}/") == 1
    assert (act.tasks.count(), client.get("/dispatch/").status_code) == (3, 200)


def test_a_post_taken_out_at_the_check_gets_no_task(client, county, office):
    out = Post.objects.filter(role_kind__code=Role.PRINCIPAL_OFFICER).first()
    client.post("/dispatch/do/", filled(county, without=[out.pk]))
    goes_out()
    assert out.pk not in Task.objects.values_list("post", flat=True)
    assert Task.objects.count() == 2


def test_a_second_click_leads_to_the_same_act(client, county, office):
    data = filled(county)
    first, second = (client.post("/dispatch/do/", data) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    goes_out()
    assert Task.objects.count() == 3


@pytest.mark.parametrize(
    "over, field",
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 101}, "title"),
        ({"due_on": "2026-02-30"}, "due_on"),
        ({"due_on": "2026-09-23"}, "due_on"),
        ({"required": 0}, "required"),
        ({"roles": []}, "roles"),
        ({"units": []}, "units"),
        ({"category": 0}, "category"),
    ],
)
def test_wrong_input_is_said_at_the_field_and_what_was_typed_stays(
    client, county, office, over, field
):
    answer = client.post("/dispatch/do/", filled(county, **over))
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert "In a few lines." in answer.content.decode()
    assert not Dispatch.objects.exists()


def test_back_from_the_check_keeps_everything_and_does_nothing(client, county, office):
    answer = client.post("/dispatch/do/", filled(county, back="1"))
    assert answer.status_code == 200 and "In a few lines." in answer.content.decode()
    assert not Dispatch.objects.exists()


def test_the_running_totals_answer_to_half_a_form(client, county, office):
    answer = client.post("/dispatch/reach/", {"roles": [Role.PRINCIPAL_OFFICER]})
    assert answer.status_code == 200
    full = client.post("/dispatch/reach/", filled(county, title=""))
    assert len(full.context["reach"].posts) == 3


def test_another_countys_office_sees_nothing_of_it(client, county, office):
    client.post("/dispatch/do/", filled(county))
    act = Dispatch.objects.get()
    elsewhere = make.make_county("Elsewhere")
    stranger = make.make_holder(make.make_unit(elsewhere, kind="office"), Role.COMMISSION_OFFICE)[1]
    client.force_login(stranger)
    assert client.get(f"/dispatch/{act.pk}/").status_code == 404
    refused = client.post("/dispatch/do/", filled(county))
    assert refused.status_code == 422 and Dispatch.objects.count() == 1


def test_the_page_asks_as_often_for_two_rows_as_for_twenty(client, county, office):
    client.post("/dispatch/do/", filled(county))
    act = goes_out()
    few = count_queries(client, act)
    for task in list(Task.objects.all()) * 6:
        task.pk, task.post = None, make.make_holder(task.unit)[0]
        task.save(force_insert=True)
    assert count_queries(client, act) == few


def count_queries(client, act) -> int:
    client.get(f"/dispatch/{act.pk}/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/dispatch/{act.pk}/").status_code == 200
    return len(captured)


def test_all_units_ticked_reach_every_post_that_the_tile_counts(client, county, office):
    """Whatever the shape of the county: under it where the form of a new unit puts units, a
    section below a body, the branch and the county themselves, a unit that closes tomorrow."""
    branch = county.units_of_county.get(kind="branch")
    body = branch.children.first()
    closing = make.make_unit(branch)
    Unit.objects.filter(pk=closing.pk).update(closed_on=make.NOW.date() + timedelta(days=1))
    for unit in (make.make_unit(county), make.make_unit(body, kind="section"), branch, county,
                 make.make_unit(make.make_unit(county)), closing):  # fmt: skip
        make.make_holder(unit)
    form = client.get("/dispatch/new/").context["form"]
    ticked = [value for value, _name in form.fields["units"].choices]
    standing = {code: count for code, _name, count in form.roles_with_counts}
    client.post("/dispatch/do/", filled(county, units=ticked))
    goes_out()
    assert Task.objects.count() == standing[Role.PRINCIPAL_OFFICER] == 9
