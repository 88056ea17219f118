"""One message's whole life, and what the office decides about it."""

import pytest
from django.urls import reverse

from alerts.audit.models import AuditEntry
from alerts.contacts.models import HandCall
from alerts.outbox.models import Attempt, Message, Receipt
from alerts.outbox.states import State
from tests.alerts.outbox.make import make_ended, make_message, make_owner, make_reminder, make_tasks
from tests.make import NOW

pytestmark = pytest.mark.django_db
NUMBER = "+8613800002046"


def make_failed(county, **over):
    post, holder = make_owner(county, phone=NUMBER)
    text = make_ended(State.FAILED, county_id=county.pk, recipient=holder, channel="twilio", **over)
    Message.objects.filter(pk=text.pk).update(reason="30005")
    (task,) = make_tasks(post, 1)
    make_reminder(task, holder, text=text)
    return text, task


def address(text, name="outbox-message"):
    return reverse(name, args=[text.pk])


def test_the_whole_life_stands_on_the_page(page, county):
    text, task = make_failed(county)
    Attempt.objects.create(
        message=text, number=1, started_at=NOW, ended_at=NOW, outcome="unknown",
        provider_code="20500",
    )  # fmt: skip
    Receipt.objects.create(
        message=text, provider="twilio", provider_id="SM1", status="undelivered",
        error_code="30005", raw={}, received_at=NOW,
    )  # fmt: skip
    html = page(address(text))
    assert text.text in html and text.reference in html
    assert task.title in html and task.get_absolute_url() in html
    assert "138****2046" in html and NUMBER not in html
    for said in ("20500", "30005", "undelivered"):
        assert said in html
    for state in ("pending", "sending", "accepted", "failed"):
        assert str(State(state).label) in html


def test_a_full_number_costs_an_entry_in_the_audit_log(client, page, county):
    text, _task = make_failed(county)
    page(address(text))
    html = client.post(address(text, "outbox-number")).content.decode()
    assert f'href="tel:{NUMBER}"' in html
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.user) == ("message.show_number", county.office)
    assert NUMBER not in str(entry.after)


def test_sending_again_leads_to_the_new_message_and_back(client, page, county):
    text, task = make_failed(county)
    client.force_login(county.office)
    answer = client.post(address(text, "outbox-resend"))
    again = Message.objects.get(supersedes=text)
    assert answer["Location"] == address(again)
    assert task.title in page(address(again)), "the reminders hang on the first"
    assert address(text) in page(address(again)) and address(again) in page(address(text))
    client.post(address(text, "outbox-resend"))
    assert Message.objects.filter(supersedes=text).count() == 1


def test_a_call_is_noted_with_what_was_said(client, page, county):
    text, _task = make_failed(county)
    client.force_login(county.office)
    long = "Will log it today. " + "x" * 300
    refused = client.post(address(text, "outbox-call"), {"note": long})
    assert refused.status_code == 422 and long in refused.content.decode()
    assert not HandCall.objects.exists()
    client.post(address(text, "outbox-call"), {"note": "Will log it today."})
    call = HandCall.objects.get()
    assert (call.message, call.called_by) == (text, county.office)
    assert call.note in page(address(text))
    client.post(address(text, "outbox-call"), {"note": "Again."})
    assert HandCall.objects.count() == 1


def test_what_waits_may_be_cancelled_and_nothing_else(client, page, county):
    waiting = make_message(county_id=county.pk)
    text, _task = make_failed(county)
    client.force_login(county.office)
    for one in (waiting, text):
        client.post(address(one, "outbox-cancel"))
        one.refresh_from_db()
    assert (waiting.state, text.state) == (State.CANCELLED, State.FAILED)


def test_what_cannot_be_decided_says_why(page, county):
    delivered = make_ended(State.DELIVERED, county_id=county.pk)
    html = page(address(delivered))
    assert html.count("disabled aria-describedby") == 3
    assert page(address(make_message(county_id=county.pk, window="2"))).count(" disabled ") == 1
