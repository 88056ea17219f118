"""The short link of a text, opened and typed."""

import pytest
from django.test import Client
from django.urls import reverse

from alerts.links.find import find, normal
from alerts.outbox.models import INBOX, Message
from alerts.outbox.states import State
from tests.alerts.outbox.make import make_message, make_owner, make_reminder, make_tasks
from tests.make import NOW, make_county, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """Somebody who was told of a task: by a text with the reference, and in the inbox."""
    post, owner = make_owner(make_county())
    (task,) = make_tasks(post, 1)
    text = make_message(recipient=owner, reference="K7Q2MXBD")
    reminder = make_reminder(task, owner, text=text)
    return owner, post, task, text, reminder.message


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def read_at(message: Message):
    return Message.objects.get(pk=message.pk).read_at


def test_it_survives_the_door_and_opens_the_task(client, told):
    owner, _, task, _, entry = told
    owner.set_password("a password of some length")
    owner.save()
    door = client.get("/t/K7Q2MXBD")
    assert door.url == "/sign-in/?next=/t/K7Q2MXBD"
    sent = {"account": owner.staff_number, "password": "a password of some length"}
    assert client.post(door.url, sent).url == "/t/K7Q2MXBD"
    assert read_at(entry) is None
    assert client.get("/t/K7Q2MXBD").url == task.get_absolute_url()
    assert read_at(entry) is not None


def test_the_inbox_entry_of_the_same_reference_leads_there_too(told):
    owner, _, task, _, entry = told
    answer = signed_in(owner).get(f"/t/{entry.reference}")
    assert answer.url == task.get_absolute_url()
    assert read_at(entry) is not None


def test_looking_whether_it_is_there_reads_nothing(told):
    owner, _, _, _, entry = told
    assert signed_in(owner).head("/t/K7Q2MXBD").status_code == 302
    assert read_at(entry) is None


def test_several_matters_are_listed(told):
    owner, post, task, text, entry = told
    (other,) = make_tasks(post, 1)
    make_reminder(other, owner, text=text, message=entry)
    page = signed_in(owner).get("/t/K7Q2MXBD").content.decode()
    assert task.get_absolute_url() in page
    assert other.get_absolute_url() in page
    assert read_at(entry) is not None


def test_what_one_may_no_longer_see_is_not_named(told):
    owner, post, task, _, _ = told
    post.appointments.all().delete()
    page = signed_in(owner).get("/t/K7Q2MXBD")
    assert page.status_code == 200
    assert task.get_absolute_url() not in page.content.decode()
    assert task.title not in page.content.decode()


def test_anothers_and_an_unknown_reference_are_the_same_404(told):
    other = signed_in(make_person())
    answers = [other.get(f"/t/{reference}") for reference in ("K7Q2MXBD", "K7Q2MXBF")]
    assert [answer.status_code for answer in answers] == [404, 404]
    bodies = [answer.content.replace(b"K7Q2MXBF", b"K7Q2MXBD") for answer in answers]
    token = b"csrfmiddlewaretoken"
    assert [body.split(token)[0][-200:] for body in bodies][0] == bodies[1].split(token)[0][-200:]


@pytest.mark.parametrize(
    "typed",
    [
        "K7Q2MXBD",
        "k7q2mxbd",
        " k7q2 mxbd ",
        "K7Q2-MXBD",
        "Ｋ７Ｑ２ＭＸＢＤ",
        "K702MX8D",
        "KIQZMXB0",
    ],
)
def test_what_is_typed_in_a_hurry_is_found(told, typed):
    owner = told[0]
    assert find(typed, user=owner, at=NOW).message == told[3]


@pytest.mark.parametrize("typed", ["", "   ", "K7Q2MXB", "K7Q2MXBDD", "短信编号", "x" * 500])
def test_what_is_no_reference_finds_nothing(told, typed):
    assert find(typed, user=told[0], at=NOW) is None


def test_what_is_exactly_as_typed_goes_first(told):
    owner, _, _, text, _ = told
    newer = make_message(
        recipient=owner, reference="K7Q2MX8D", window="later", made_at=text.made_at.replace(hour=23)
    )
    assert find("K7Q2MXBD", user=owner, at=NOW).message == text
    assert find("K7Q2MX8D", user=owner, at=NOW).message == newer


def test_an_entry_without_a_text_is_found(told):
    owner = told[0]
    entry = make_message(
        recipient=owner, channel=INBOX, state=State.DELIVERED, reference="BBBB2222", window="x"
    )
    assert find("8BBBZ222", user=owner, at=NOW).entries == [entry]


def test_a_typed_reference_leads_on(told):
    client = signed_in(told[0])
    typed = reverse("short-link-typed")
    assert client.get(typed, {"reference": "k7q2 mx8d"}).url == "/t/K7Q2MXBD"
    assert client.get(typed).url == reverse("inbox")
    refused = client.get(typed, {"reference": "nothing"}, follow=True)
    assert [str(message) for message in refused.context["messages"]]


def test_normal_keeps_nothing_but_letters_and_digits():
    assert normal("编号 k7q2-mxbd。") == "K7Q2MXBD"
