"""Publishing a list through its pages."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from responsibility.lists.publications import Publication
from responsibility.tasks.models import Task
from tests.make import make_county, make_holder, make_person, make_unit
from tests.responsibility.tasks.published import Ground

pytestmark = pytest.mark.django_db

FRAGMENT = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "burden"}
THIS_YEAR = 2026


TODAY = datetime(2026, 1, 20, 2, 0, tzinfo=UTC)  # ten o'clock in Shanghai


@pytest.fixture(autouse=True)
def clock():
    """The server's clock, which the middleware reads."""
    with time_machine.travel(TODAY, tick=False) as clock:
        yield clock


@pytest.fixture
def ground():
    return Ground()


@pytest.fixture
def office(client, ground):
    client.force_login(ground.officer)
    client.cookies["django_language"] = "en"
    return client


def page(name, ground, **query):
    return reverse(name, args=[ground.list_of().pk], query=query or None)


def test_the_core_items_are_ticked_at_first(office, ground):
    response = office.get(page("list-publish", ground))
    core = set(ground.list_of().items.filter(core=True).values_list("code", flat=True))
    assert response.context["ticked"] == core
    assert response.context["burden"].posts == 1
    # The core asks 52 records a year; 4 of them of people, and here there is nobody to reach.
    assert (response.context["burden"].records, response.context["burden"].new_tasks) == (48, 49)
    assert "48 records a year in all" in response.content.decode()


@pytest.mark.parametrize("preset, count", [("all", 60), ("core", 26)])
def test_presets(office, ground, preset, count):
    ground.publish("PO-C01-05")
    response = office.get(page("list-publish", ground, preset=preset))
    assert len(response.context["ticked"]) == count


def test_once_published_those_items_are_ticked(office, ground):
    ground.publish("PO-C01-05")
    response = office.get(page("list-publish", ground))
    assert response.context["ticked"] == {"PO-C01-05"}
    assert response.context["published"] == {"PO-C01-05"}


def test_a_tick_brings_the_burden_alone(office, ground):
    url = page("list-publish", ground, year=THIS_YEAR, codes=["PO-C01-03", "PO-C01-05"])
    response = office.get(url, **FRAGMENT)
    text = response.content.decode()
    assert "<html" not in text
    assert "6 records a year in all" in text
    assert 'id="burden-line" hx-swap-oob="true"' in text


def test_the_burden_without_any_tick(office, ground):
    response = office.get(page("list-publish", ground, year=THIS_YEAR), **FRAGMENT)
    assert response.status_code == 200
    assert "0 records a year in all" in response.content.decode()


def test_without_javascript_the_whole_page_counts_again(office, ground):
    response = office.get(page("list-publish", ground, year=2027, codes=["PO-C07-02"]))
    text = response.content.decode()
    assert response.context["ticked"] == {"PO-C07-02"}
    assert "1 task of each post waits until Spring Festival is announced." in text


def test_the_check_shows_what_will_be_made(office, ground):
    response = office.get(page("list-publish-check", ground, year=THIS_YEAR, codes=["PO-C01-03"]))
    assert response.context["burden"].new_tasks == 4
    assert not Task.objects.exists()
    assert 'name="codes" value="PO-C01-03"' in response.content.decode()


@pytest.mark.parametrize(
    "query, sentence",
    [
        pytest.param({"year": "2026"}, "Choose at least one item.", id="nothing ticked"),
        pytest.param(
            {"year": "2031", "codes": "PO-C01-03"},
            "2031 cannot be chosen. Choose this year or the next.",
            id="another year",
        ),
        pytest.param(
            {"year": "2026", "codes": "TM-C01-01"}, "TM-C01-01 is not on this list.", id="no item"
        ),
        pytest.param({"codes": "PO-C01-03"}, "Choose the year.", id="no year"),
    ],
)
@pytest.mark.parametrize("method", ["check", "publish"])
def test_what_is_wrong_is_said_at_the_field(office, ground, query, sentence, method):
    if method == "check":
        response = office.get(page("list-publish-check", ground, **query))
    else:
        response = office.post(page("list-publish", ground), query)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Publication.objects.exists()


def test_publishing_leads_to_the_publication(office, ground):
    response = office.post(
        page("list-publish", ground), {"year": THIS_YEAR, "codes": ["PO-C01-03", "PO-C01-05"]}
    )
    done = Publication.objects.get()
    assert response.url == reverse("publication", args=[done.pk])
    assert Task.objects.count() == 6
    assert done.published_by == ground.officer
    assert done.finished_at == TODAY
    entry = AuditEntry.objects.get(action="list.publish")
    assert (entry.user, entry.address) == (ground.officer, "127.0.0.1")
    shown = office.get(response.url).content.decode()
    assert "6 of 6 periods of items" in shown
    assert "Publish again" in shown


def test_a_double_click_makes_nothing_twice(office, ground):
    sent = {"year": THIS_YEAR, "codes": ["PO-C01-03"]}
    first = office.post(page("list-publish", ground), sent)
    second = office.post(page("list-publish", ground), sent)
    assert first.url == second.url
    assert Task.objects.count() == 4


def test_a_broken_publication_is_polled_and_goes_on(office, ground):
    done = ground.publish("PO-C01-03", "PO-C01-05")
    Publication.objects.update(finished_at=None, made=4)
    url = reverse("publication", args=[done.pk])
    text = office.get(url).content.decode()
    assert 'hx-trigger="every 2s"' in text
    assert "4 of 6 periods of items" in text
    assert "<html" not in office.get(url, HTTP_HX_REQUEST="true").content.decode()

    response = office.post(reverse("publication-resume", args=[done.pk]))

    assert response.url == url
    done.refresh_from_db()
    assert done.finished_at
    assert "hx-trigger" not in office.get(url, HTTP_HX_REQUEST="true").content.decode()


def test_a_publication_of_a_year_that_is_over_is_not_taken_up(office, ground, clock):
    done = ground.publish("PO-C01-03")
    clock.move_to(datetime(2027, 1, 5, tzinfo=UTC))
    office.force_login(ground.officer)  # that session ended long ago
    response = office.post(reverse("publication-resume", args=[done.pk]), follow=True)
    assert "2026 is over." in response.content.decode()


def everybody(ground):
    """People who do not publish the county's lists."""
    elsewhere = make_unit(make_county("Elsewhere"), kind="office")
    return {
        "a head": ground.head_user,
        "a member of the team": make_holder(ground.unit, Role.TEAM_MEMBER)[1],
        "a party leader": make_holder(ground.county, Role.PARTY_LEADER)[1],
        "the office of another county": make_holder(elsewhere, Role.COMMISSION_OFFICE)[1],
        "a person without a post": make_person(),
        "the system administrator": make_person(is_system_administrator=True),
    }


def test_for_others_there_is_no_such_page(client, ground):
    done = ground.publish("PO-C01-03")
    list_id = ground.list_of().pk
    pages = [
        ("get", "list-publish", list_id),
        ("post", "list-publish", list_id),
        ("get", "list-publish-check", list_id),
        ("get", "publication", done.pk),
        ("post", "publication-resume", done.pk),
    ]
    for who, user in everybody(ground).items():
        client.force_login(user)
        for method, name, pk in pages:
            response = getattr(client, method)(reverse(name, args=[pk]))
            assert response.status_code == 404, (who, method, name)


@pytest.mark.parametrize("items", [2, 60])
def test_the_number_of_queries_is_small_and_fixed(
    office, ground, items, django_assert_max_num_queries
):
    ground.list_of().items.filter(position__gt=items).delete()
    with django_assert_max_num_queries(30):
        office.get(page("list-publish", ground))


def test_publishing_for_no_post_is_no_full_green_bar(office, ground):
    done = ground.publish(role=Role.TOWNSHIP_COMMISSION)
    assert done.finished_at and not Task.objects.exists()
    shown = office.get(reverse("publication", args=[done.pk])).text
    assert "No task was made: no post of the role" in shown
    assert "<progress" not in shown
    ground.publish("PO-C01-03")
    done = Publication.objects.latest("pk")
    assert "<progress" in office.get(reverse("publication", args=[done.pk])).text
