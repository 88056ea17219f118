"""The pages of extensions: asked for on the task, decided from the list, told on the task."""

from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from alerts.decisions.exempt import exempt
from alerts.decisions.extend import ask_extension
from alerts.decisions.models import Extension
from alerts.engine.sweep import sweep
from responsibility.tasks.models import Task
from tests.make import (
    NOW,
    at,
    days,
    join,
    make_county,
    make_holder,
    make_person,
    make_post,
    make_task,
    make_unit,
    supervise,
)
from tests.responsibility.records.cast import acting, lodge_as, make_cast

pytestmark = [pytest.mark.django_db]
ASKED = {"wanted_on": "2026-10-15", "reason": "The audit comes first."}


def task_of(extension: Extension) -> Task:
    return Task.objects.get(pk=extension.deadline_id)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def office(cast):
    return make_holder(make_unit(cast.county, kind="office"), "commission_office")[1]


@pytest.fixture
def as_user(client):
    """The client as somebody, reading English."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def text(response) -> str:
    return response.content.decode()


def asked(cast, task=None, **over) -> Extension:
    values = {"wanted_on": date(2026, 10, 15), "reason": "The audit comes first."} | over
    task = task or make_task(cast.post)
    return ask_extension(by=acting(cast.holder), now=NOW, deadline=task, **values)


def page_of(task) -> str:
    return reverse("extension-ask", args=["task", task.pk])


# Asking


def test_from_the_task_to_the_request_and_back(as_user, cast):
    task, client = make_task(cast.post), as_user(cast.holder)
    assert page_of(task) in text(client.get(task.get_absolute_url()))
    assert task.title in text(client.get(page_of(task)))
    response = client.post(page_of(task), ASKED)
    assert response.url == task.get_absolute_url()
    shown = text(client.get(task.get_absolute_url()))
    assert "An extension was asked for on 24 Sep" in shown.replace("&#x27;", "'")
    assert "The audit comes first." in shown and page_of(task) not in shown


def test_a_second_tap_asks_nothing_more(as_user, cast):
    task, client = make_task(cast.post), as_user(cast.holder)
    for _tap in range(2):
        assert client.post(page_of(task), ASKED).url == task.get_absolute_url()
    assert Extension.objects.count() == 1


@pytest.mark.parametrize(
    ("over", "field", "words"),
    [
        ({"wanted_on": "2026-09-30"}, "wanted_on", "Choose a day after today"),
        ({"wanted_on": ""}, "wanted_on", "Choose a day."),
        ({"wanted_on": "soon"}, "wanted_on", "This is no day."),
        ({"reason": " "}, "reason", "Give a reason."),
        ({"reason": "x" * 501}, "reason", "at most 500 characters"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    as_user, cast, over, field, words
):
    task = make_task(cast.post)
    response = as_user(cast.holder).post(page_of(task), ASKED | over)
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {field}
    assert words in text(response)
    kept = {"wanted_on": ASKED["wanted_on"], "reason": ASKED["reason"]} | over
    assert all(value.strip() in text(response) for value in kept.values())
    assert not Extension.objects.exists()


def test_a_form_that_has_become_stale_says_why_and_keeps_what_was_typed(as_user, cast):
    task, client = make_task(cast.post), as_user(cast.holder)
    lodge_as(cast.holder, task)
    response = client.post(page_of(task), ASKED)
    assert response.status_code == 422
    assert "It is fulfilled already." in text(response)
    assert ASKED["reason"] in text(response)
    assert client.get(page_of(task)).url == task.get_absolute_url()  # nothing to ask for


def test_a_red_one_is_told_that_its_red_stays(as_user, cast, clock):
    task = make_task(cast.post)
    clock.move_to(at("2026-10-08 09:00"))
    assert "stays in the ledger" in text(as_user(cast.holder).get(page_of(task)))


def test_the_request_is_taken_back_by_its_button_and_says_so(as_user, cast):
    extension = asked(cast)
    client, task = as_user(cast.holder), task_of(extension)
    address = reverse("extension-take-back", args=[extension.pk])
    shown = text(client.get(task.get_absolute_url()))
    assert f'action="{address}"' in shown and "to be decided by 29 Sep" in shown
    assert client.post(address).url == task.get_absolute_url()
    shown = text(client.get(task.get_absolute_url()))
    assert "The request is taken back." in shown and "taken back by" in shown
    assert address not in shown and page_of(task) in shown  # it may be asked for anew
    client.post(address)
    assert "This request has been taken back." in text(client.get(task.get_absolute_url()))


def test_who_decides_is_told_that_it_was_taken_back(as_user, cast, office):
    extension = asked(cast)
    as_user(cast.holder).post(reverse("extension-take-back", args=[extension.pk]))
    client = as_user(office)
    assert waiting_for(client) == set()
    response = client.get(reverse("extension", args=[extension.pk]))
    assert response.url == task_of(extension).get_absolute_url()
    assert "This request has been taken back." in text(client.get(response.url))


def test_only_who_owes_it_sees_the_button(as_user, cast, office):
    extension = asked(cast)
    address = reverse("extension-take-back", args=[extension.pk])
    client = as_user(office)
    assert address not in text(client.get(task_of(extension).get_absolute_url()))
    assert client.post(address).status_code == 403
    assert as_user(make_person()).post(address).status_code == 404


# What waits for whom


def test_who_decides_sees_how_long_it_has_been_red_and_that_the_day_is_over(
    as_user, cast, office, clock
):
    """Held or not: what is overdue is never "due soon"."""
    held = asked(cast, make_task(cast.post))
    clock.move_to(at("2027-05-31 09:00"))
    red = make_task(cast.post)
    sweep(now=at("2027-05-31 09:00"))
    ask_extension(
        by=acting(cast.holder), now=at("2027-05-31 09:00"), deadline=red,
        wanted_on=date(2027, 6, 30), reason="The audit comes first.",
    )  # fmt: skip
    client = as_user(office)
    listed = text(client.get(reverse("extension-list")))
    assert listed.count("overdue by 243 days") == 2 and "the clock stands still" in listed
    assert listed.count('<span class="t-late b">29 Sep') == 1
    first, then = (task.get_absolute_url() for task in (task_of(held), red))
    assert listed.index(first) < listed.index(then)
    one = text(client.get(reverse("extension", args=[held.pk])))
    assert "overdue by 243 days" in one
    assert "2 requests for an extension to decide · 1 past its day" in text(client.get("/desk/"))


def test_who_asked_decides_not_even_after_leaving_the_post(as_user, cast, office, clock):
    join(cast.post, office, role="clerk", grants=["log", "view"], end=date(2026, 9, 25))
    task = make_task(cast.post)
    ask_extension(
        by=acting(office),
        now=NOW,
        deadline=task,
        wanted_on=date(2026, 10, 15),
        reason="Illness.",
    )
    clock.move_to(NOW + days(1))
    assert waiting_for(as_user(office)) == set()
    _, colleague = make_holder(make_unit(cast.county, kind="office"), "commission_office")
    assert len(waiting_for(as_user(colleague))) == 1


@pytest.fixture
def group(cast):
    """A member of the group that supervises the unit, who may urge."""
    body = make_unit(cast.county, kind="discipline")
    supervise(body, cast.unit)
    return join(make_post(body, "stationed_group"), grants=["view", "urge"])


def waiting_for(client) -> set[int]:
    listing = client.get(reverse("extension-list")).context["listing"]
    return {request.pk for request in listing.page.object_list}


def test_the_office_and_the_group_find_what_waits_and_only_that(as_user, cast, office, group):
    waits, decided, void = asked(cast), asked(cast), asked(cast)
    _grant(as_user(office), decided)
    exempt(
        by=acting(office),
        now=NOW,
        deadline=Task.objects.get(pk=void.deadline_id),
        reason="Posted abroad.",
    )
    for user in (office, group):
        client = as_user(user)
        assert waiting_for(client) == {waits.pk}
        assert "1 request for an extension to decide" in text(client.get("/desk/"))
        menu = client.get(reverse("extension-list")).context["navigation"].groups
        counts = [item.count for _label, items in menu for item in items]
        assert sum(counts) == 1


def test_of_another_county_or_unit_nothing_waits(as_user, cast):
    asked(cast)
    other = make_county()
    _, far_office = make_holder(make_unit(other, kind="office"), "commission_office")
    body = make_unit(cast.county, kind="discipline")
    supervise(body, make_unit(cast.county))
    far_group = join(make_post(body, "stationed_group"), grants=["view", "urge"])
    for user in (far_office, far_group):
        assert waiting_for(as_user(user)) == set()
    for user in (cast.holder, make_person()):
        assert as_user(user).get(reverse("extension-list")).status_code == 404


def test_what_is_ones_own_waits_for_somebody_else(as_user, cast, office):
    join(cast.post, office, role="clerk", grants=["log", "view"])
    extension = asked(cast)
    client = as_user(office)
    assert waiting_for(client) == set()
    assert client.get(reverse("extension", args=[extension.pk])).status_code == 403
    decide = f'href="{reverse("extension", args=[extension.pk])}"'
    assert decide not in text(client.get(task_of(extension).get_absolute_url()))


def test_the_number_of_queries_does_not_grow(as_user, cast, office, django_assert_max_num_queries):
    client = as_user(office)
    for number in (1, 8):
        for _ in range(number):
            asked(cast)
        with django_assert_max_num_queries(13):
            assert len(waiting_for(client)) in (1, 9)


# Deciding


def _grant(client, extension, **over):
    data = {"decision": "grant", "due_on": "2026-10-15", "answer": ""} | over
    return client.post(reverse("extension", args=[extension.pk]), data)


def test_it_is_granted_until_another_day_and_the_task_says_so(as_user, cast, office):
    extension = asked(cast)
    client = as_user(office)
    page = client.get(reverse("extension", args=[extension.pk]))
    assert 'value="2026-10-15"' in text(page) and "The audit comes first." in text(page)
    response = _grant(client, extension, due_on="2026-10-09", answer="Friday must do.")
    assert response.url == reverse("extension-list")
    assert "Granted until 9 Oct." in text(client.get(response.url))
    shown = text(as_user(cast.holder).get(task_of(extension).get_absolute_url()))
    assert "on 24 Sep it was extended from 30 Sep" in shown
    assert "moved from 30 Sep to 9 Oct" in shown and "Friday must do." in shown


@pytest.mark.parametrize("pressed", ["", "maybe", "GRANT"])
def test_without_the_pressed_button_nothing_is_decided(as_user, cast, office, pressed):
    extension = asked(cast)
    response = _grant(as_user(office), extension, decision=pressed, answer="It was known in July.")
    assert response.status_code == 422
    assert "Nothing is decided yet: press Grant or Refuse." in text(response)
    extension.refresh_from_db()
    assert extension.waits


def test_left_empty_the_day_asked_for_is_granted(as_user, cast, office):
    extension = asked(cast)
    _grant(as_user(office), extension, due_on="")
    assert Task.objects.get(pk=extension.deadline_id).due_on == date(2026, 10, 15)


def test_a_refusal_asks_for_its_reason_at_the_field(as_user, cast, office):
    extension, client = asked(cast), as_user(office)
    address = reverse("extension", args=[extension.pk])
    sent = {"decision": "refuse", "due_on": "2026-10-15", "answer": ""}
    response = client.post(address, sent)
    assert response.status_code == 422
    assert response.context["form"].errors["answer"] == ["Give a reason."]
    client.post(address, sent | {"answer": "It was known in July."})
    shown = text(as_user(cast.holder).get(task_of(extension).get_absolute_url()))
    assert "an extension was refused on 24 Sep" in shown and "It was known in July." in shown


def test_who_comes_second_is_told_and_changes_nothing(as_user, cast, office, group):
    extension = asked(cast)
    _grant(as_user(office), extension, due_on="2026-10-09")
    client = as_user(group)
    response = _grant(client, extension)
    assert response.url == task_of(extension).get_absolute_url()
    assert "This has been decided already." in text(client.get(response.url))
    assert Task.objects.get(pk=extension.deadline_id).due_on == date(2026, 10, 9)


def test_invisible_and_absent_are_the_same(as_user, cast):
    extension = asked(cast)
    client = as_user(make_holder(make_unit(cast.county))[1])
    for pk in (extension.pk, extension.pk + 1):
        assert client.get(reverse("extension", args=[pk])).status_code == 404
    assert client.get(page_of(task_of(extension))).status_code == 404


@pytest.mark.parametrize("many", [False, True])
def test_who_decides_sees_since_when_it_is_red(as_user, cast, office, clock, many):
    """Asked for a week after the deadline: not "due soon", and not merely red."""
    task = make_task(cast.post)
    clock.move_to(at("2026-10-08 09:00"))
    sweep(now=at("2026-10-08 09:00"))
    extension = ask_extension(
        by=acting(cast.holder), now=at("2026-10-08 09:00"), deadline=task,
        wanted_on=date(2026, 10, 15), reason="The audit comes first.",
    )  # fmt: skip
    client = as_user(office)
    if many:
        page = client.post(reverse("extension-decide-many"), {"request": [extension.pk]})
    else:
        page = client.get(reverse("extension", args=[extension.pk]))
    words = " ".join(page.text.split())
    assert "overdue by 8 days" in words and "red since 1 Oct 00:00" in words
