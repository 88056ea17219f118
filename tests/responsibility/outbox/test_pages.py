"""Outbox, sandbox phone and inbox as people see them."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alerts.engine.drain import drain
from alerts.outbox.models import Message
from alerts.outbox.states import State
from alerts.reminders.owe import owe_reminders
from demonstration.roles import Role
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.models import Task
from tests.alerts.outbox.make import make_message, make_owner, make_tasks
from tests.make import NOW, make_county, make_holder, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def county():
    county = make_county()
    county.office = make_holder(make_unit(county), Role.COMMISSION_OFFICE)[1]
    return county


def told(county, phone: str = "+8613800002046"):
    """Somebody who was told of a task: the person, the task."""
    post, holder = make_owner(county, phone=phone)
    (task,) = make_tasks(post, 1)
    owe_reminders(model=Task, ids=[task.pk], stage=DISPATCHED, now=NOW)
    drain(now=NOW)
    return holder, task


def page(client, user, name: str, **query) -> str:
    client.force_login(user)
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_outbox_shows_who_was_told_and_hides_the_number(client, county):
    holder, task = told(county)
    html = page(client, county.office, "outbox")
    assert holder.name in html
    assert "138****2046" in html
    assert holder.phone not in html
    assert task.title not in html


def test_the_outbox_says_why_a_text_was_not_sent(client, county):
    told(county, phone="")
    text = Message.objects.texts().get()
    assert text.state == State.CANCELLED
    html = page(client, county.office, "outbox")
    assert str(text.text) in html
    assert "—" in html


@pytest.mark.parametrize(
    ("show", "seen"),
    [("", True), ("delivered", True), ("failed", False), ("waiting", False), ("nonsense", True)],
)
def test_tabs_of_the_outbox(client, county, show, seen):
    holder, _ = told(county)
    assert (holder.name in page(client, county.office, "outbox", show=show)) is seen


def test_the_office_sees_its_own_county_alone(client, county):
    other = make_county("Other")
    stranger, _ = told(other)
    for name in ("outbox", "sandbox-phone"):
        assert stranger.name not in page(client, county.office, name)


def test_the_phone_shows_delivered_texts_with_their_words(client, county):
    holder, _ = told(county)
    waiting = make_message(county_id=county.pk, text="not yet there")
    html = page(client, county.office, "sandbox-phone")
    assert Message.objects.texts().get(recipient=holder).text in html
    assert waiting.text not in html


def test_a_person_sees_the_own_phone(client, county):
    mine, _ = told(county)
    other, _ = told(county)
    html = page(client, mine, "sandbox-phone")
    assert mine.name in html
    assert other.name not in html


@pytest.mark.parametrize("channel", ["twilio", "none"])
def test_where_texts_leave_the_machine_there_is_no_sandbox(client, county, settings, channel):
    settings.SMS_CHANNEL = channel
    client.force_login(county.office)
    assert client.get(reverse("sandbox-phone")).status_code == 404
    assert reverse("sandbox-phone") not in page(client, county.office, "outbox")
    assert reverse("sandbox-phone") not in page(client, county.office, "inbox")


def test_only_the_office_opens_the_outbox(client, county):
    holder, _ = told(county)
    client.force_login(holder)
    assert client.get(reverse("outbox")).status_code == 404


@pytest.mark.parametrize("name", ["sandbox-phone"])
def test_a_part_is_asked_for_by_htmx(client, county, name):
    told(county)
    client.force_login(county.office)
    whole = client.get(reverse(name)).content.decode()
    part = client.get(reverse(name), headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    assert part.strip() in whole


def test_the_inbox_names_what_the_text_does_not(client, county):
    holder, task = told(county)
    html = page(client, holder, "inbox")
    assert Message.objects.inbox().get().text in html
    assert task.title in html
    assert task.get_absolute_url() in html


def test_the_inbox_is_ones_own(client, county):
    mine, _ = told(county)
    _, task = told(county)
    assert task.title not in page(client, mine, "inbox")


def test_showing_the_inbox_is_reading_it_once(client, county):
    holder, _ = told(county)
    client.force_login(holder)
    client.head(reverse("inbox"))
    assert Message.objects.visible_to(holder, at=NOW).unread().count() == 1
    page(client, holder, "inbox")
    assert Message.objects.inbox().get().read_at == NOW
    with time_machine.travel("2026-09-25 10:20+08:00", tick=False):
        page(client, holder, "inbox")
    assert Message.objects.inbox().get().read_at == NOW


def test_who_left_the_post_keeps_the_message_without_the_title(client, county):
    holder, task = told(county)
    holder.appointments.all().delete()
    html = page(client, holder, "inbox")
    assert Message.objects.inbox().get().text in html
    assert task.title not in html


@pytest.mark.parametrize("name", ["inbox", "outbox", "sandbox-phone"])
def test_many_messages_cost_no_more_queries(client, county, name):
    holder, _ = told(county)
    client.force_login(holder if name == "inbox" else county.office)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse(name))
        return len(seen)

    queries()  # what is new is marked as read once
    few = queries()
    for number in range(12):
        make_message(
            county_id=county.pk, recipient=holder, window=f"w{number}", state=State.DELIVERED,
            channel="inbox" if name == "inbox" else "sandbox", to="", read_at=NOW,
        )  # fmt: skip
    assert queries() == few <= 16
