"""Proof of notice, and the mark beside a red lamp that nobody was warned of."""

from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from alerts.audit.models import AuditEntry
from alerts.outbox.call import call_by_hand
from alerts.outbox.models import Message
from alerts.outbox.states import State
from alerts.proof.notice import Proof
from alerts.proof.untold import untold
from demonstration.roles import Role
from tests.alerts.outbox.make import make_ended, make_message, make_owner, make_reminder, make_tasks
from tests.make import NOW, actor, at, days, join, make_county, make_holder, make_unit

pytestmark = pytest.mark.django_db
NUMBER = "+8613800002046"
FAR = at("2099-01-01 00:00")  # events have the database's clock: before this they all are


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def county():
    county = make_county()
    county.office = make_holder(make_unit(county), Role.COMMISSION_OFFICE)[1]
    return county


def red(county, **over):
    """Somebody's task that turned red nine days ago, nobody told."""
    post, holder = make_owner(county, phone=NUMBER)
    late = {"warns_at": NOW - days(16), "late_at": NOW - days(9), "lamp": "red"} | over
    (task,) = make_tasks(post, 1, **late)
    task.holder, task.to = holder, {"county_id": county.pk, "recipient": holder}
    return task


def notified(task, state=State.FAILED, **over):
    text = make_ended(state, window=f"t{task.pk}", **task.to)
    return make_reminder(task, task.holder, text=text, **over)


def text_of(client, user, task, name="notice") -> str:
    client.force_login(user)
    address = reverse("notice", args=["task", task.pk]) if name else task.get_absolute_url()
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_red_without_any_notice_is_untold(county):
    task = red(county)
    assert untold([task], now=NOW) == {task}
    notified(task)
    assert untold([task], now=NOW) == {task}


@pytest.mark.parametrize("late, marked", [(days(-1), False), (days(0), True), (days(1), True)])
def test_to_have_read_it_before_the_deadline_is_to_be_told(county, late, marked):
    task = red(county)
    reminder = notified(task)
    Message.objects.filter(pk=reminder.message_id).update(read_at=task.late_at + late)
    assert untold([task], now=NOW) == ({task} if marked else set())


def test_a_call_before_the_deadline_is_to_be_told(county):
    task = red(county)
    text = notified(task).text
    call_by_hand(message=text, note="", by=actor(county.office), now=task.late_at - days(1))
    assert untold([task], now=NOW) == set()


def test_a_text_delivered_in_time_told_and_one_delivered_too_late_did_not(county):
    """The sandbox's counts like any other."""
    early = red(county, warns_at=FAR - days(3), late_at=FAR, lamp="unlit")
    late = red(county)
    for task in (early, late):
        notified(task, State.DELIVERED)
    assert untold([early, late], now=FAR + days(1)) == {late}


@pytest.mark.parametrize("lamp", ["unlit", "yellow"])
def test_only_red_lamps_are_marked(county, lamp):
    task = red(county, warns_at=NOW + days(1), late_at=NOW + days(9), lamp="unlit")
    now = NOW + days(2) if lamp == "yellow" else NOW
    assert untold([task], now=now) == set()


def test_the_task_page_says_it_and_leads_to_the_proof(client, county):
    task = red(county)
    address = reverse("notice", args=["task", task.pk])
    why = text_of(client, county.office, task, "").split('class="why"')[1].split("</p>")[0]
    assert address in why
    reminder = notified(task)
    Message.objects.filter(pk=reminder.message_id).update(read_at=task.late_at - days(1))
    html = text_of(client, county.office, task, "")
    arrived = html.split('class="why"')[1].split("</p>")[0]
    assert address in arrived and arrived != why


def test_the_proof_has_every_way_to_the_person(county):
    task = red(county)
    first = notified(task, State.DELIVERED, owed_at=task.warns_at)
    text = make_message(
        window="2", state=State.CANCELLED, reason="no_phone", **(task.to | {"to": ""})
    )
    second = make_reminder(task, task.holder, text=text, stage="overdue", owed_at=task.late_at)
    make_reminder(task, task.holder, stage="urged", message=None, suppressed="superseded")
    call_by_hand(message=text, note="On leave.", by=actor(county.office), now=NOW)
    Message.objects.filter(pk=first.message_id).update(read_at=NOW)
    proof = Proof.of(task, now=NOW)
    one, two, three = sorted(proof.notices, key=lambda notice: notice.owed_at)
    assert (one.read_at, one.ways[0].to) == (NOW, "138****2046")
    assert one.ways[0].delivered_at and not one.calls
    assert (two.read_at, two.ways[0].delivered_at) == (None, None)
    assert two.ways[0].reason.text and second.message.made_at == two.shown_at
    assert [(call.who, call.note) for call in two.calls] == [(county.office.name, "On leave.")]
    assert three.none.text and three.shown_at is None
    assert proof.told_at == NOW and not proof.in_time
    assert proof.turns[0].to_lamp == "red"


def test_numbers_are_masked_for_everybody(client, county):
    task = red(county)
    notified(task)
    for user in (county.office, task.holder):
        html = text_of(client, user, task)
        assert task.holder.name in html and "138****2046" in html and NUMBER not in html


def test_only_who_may_see_the_task_sees_its_proof(client, county):
    task = red(county)
    _post, stranger = make_owner(county)
    client.force_login(stranger)
    assert client.get(reverse("notice", args=["task", task.pk])).status_code == 404


def test_many_notices_cost_no_more_queries(client, county):
    task = red(county)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            text_of(client, county.office, task)
        return len(asked)

    notified(task, slot="0")
    queries()
    few = queries()
    for number in range(9):
        person = join(task.post)
        text = make_ended(State.FAILED, window=f"x{number}", **(task.to | {"recipient": person}))
        make_reminder(task, person, text=text)
    assert queries() == few <= 18


# The document


def document_of(client, user, task):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    response = client.get(reverse("notice-docx", args=["task", task.pk]))
    return Document(BytesIO(b"".join(response.streaming_content)))


def test_the_document_says_what_the_page_says(client, county):
    task = red(county)
    notified(task, State.DELIVERED, owed_at=task.warns_at)
    document = document_of(client, county.office, task)
    facts, notices, turns = (
        [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables
    )
    assert facts[0] == ["Task", task.title]
    assert ["Lamp", "Overdue"] in facts
    assert notices[0] == ["Owed since", "Kind", "Person", "Inbox", "By text", "By telephone"]
    assert notices[1][2] == task.holder.name
    assert "138****2046" in notices[1][4] and NUMBER not in str(notices)
    assert turns[1][:2] == ["1 Jul 2026 00:00", "Overdue"], "local time"


def test_taking_the_document_out_is_noted(client, county):
    task = red(county)
    document_of(client, county.office, task)
    entry = AuditEntry.objects.get(action="list.export")
    assert (entry.user, entry.object_id) == (county.office, "notice")
    assert entry.after["format"] == "docx"
    assert str(task.pk) in entry.after["filter"]
