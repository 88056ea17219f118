"""The office exempts a task on its page, and lifts that again."""

from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from responsibility.organisation.posts.models import Post
from tests.make import NOW, at, make_holder, make_task, make_unit
from tests.responsibility.records.cast import make_cast, state

pytestmark = pytest.mark.django_db
GIVEN = {"reason": "Posted abroad.", "document": "No. 12"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def office(client, cast):
    _, user = make_holder(make_unit(cast.county, kind="office"), "commission_office")
    client.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def text(response) -> str:
    return response.content.decode()


def test_it_is_exempted_with_reason_and_document_and_lifted(office, cast, clock):
    task = make_task(cast.post)
    exempt, lift = (reverse(name, args=["task", task.pk]) for name in ("exempt", "exempt-lift"))
    assert exempt in text(office.get(task.get_absolute_url()))
    assert office.post(exempt, GIVEN).url == task.get_absolute_url()
    response = office.get(task.get_absolute_url())
    shown = text(response)
    assert "exempted on 24 Sep because of “Posted abroad.”" in shown
    assert "No. 12" in shown and lift in shown and exempt + '"' not in shown
    clock.move_to(at("2026-10-08 09:00"))
    office.force_login(response.context["user"])
    assert "turns red with this decision" in text(office.get(lift))
    assert office.post(lift).url == task.get_absolute_url()
    assert state(task)[0] == "red"
    assert "lifted by" in text(office.get(task.get_absolute_url()))


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "x" * 501}, "reason"),
        ({"document": "x" * 121}, "document"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(office, cast, over, field):
    task = make_task(cast.post)
    response = office.post(reverse("exempt", args=["task", task.pk]), GIVEN | over)
    assert response.status_code == 422 and response.context["form"].errors.keys() == {field}
    assert all(value in text(response) for value in (GIVEN | over).values())
    assert state(task)[0] == "unlit"


def test_what_has_changed_meanwhile_is_said(office, cast):
    task = make_task(cast.post)
    exempt, lift = (reverse(name, args=["task", task.pk]) for name in ("exempt", "exempt-lift"))
    assert office.get(lift).url == task.get_absolute_url()
    assert "It is not exempt." in text(office.post(lift))
    office.post(exempt, GIVEN)
    assert office.get(exempt).url == task.get_absolute_url()
    assert "It is exempt already." in text(office.post(exempt, GIVEN))


def test_nothing_is_lifted_once_the_post_is_closed(office, cast):
    task = make_task(cast.post)
    office.post(reverse("exempt", args=["task", task.pk]), GIVEN)
    Post.objects.filter(pk=cast.post.pk).update(closed_on=date(2026, 9, 24))
    lift = reverse("exempt-lift", args=["task", task.pk])
    assert lift not in text(office.get(task.get_absolute_url()))
    assert "The post is closed" in text(office.post(lift))
    assert state(task)[0] == "exempt"


def test_others_find_no_way_to_it(client, cast):
    task = make_task(cast.post)
    client.force_login(cast.holder)
    assert "/exempt/" not in text(client.get(task.get_absolute_url()))
    assert client.post(reverse("exempt", args=["task", task.pk]), GIVEN).status_code == 403
