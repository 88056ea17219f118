"""The list of people to be called by hand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alerts.audit.models import AuditEntry
from alerts.contacts.models import HandCall
from alerts.outbox.models import Message
from alerts.outbox.resend import decide_resend
from alerts.outbox.states import State
from responsibility.outbox.calls.callees import to_be_called
from responsibility.tasks.models import Task
from tests.alerts.outbox.make import make_ended, make_message, make_owner, make_reminder, make_tasks
from tests.make import NOW, actor, days, make_county

pytestmark = pytest.mark.django_db
LATE = {"lamp": "red", "warns_at": NOW - days(20), "late_at": NOW - days(9)}
CALLS = reverse("outbox-calls")


def missed(county, *, state=State.FAILED, many=1, text=None, **lamp):
    """Somebody whose text about `many` yellow tasks did not arrive: the person, text and tasks."""
    post, holder = make_owner(county)
    to = {"county_id": county.pk, "recipient": holder, "window": f"w{holder.pk}"}
    text = make_ended(state, **to) if text is None else make_message(**(to | text))
    tasks = make_tasks(post, many, **lamp)
    for task in tasks:
        make_reminder(task, holder, text=text)
    return holder, text, tasks


def called(county) -> dict:
    """Who is on the list, and about how many tasks."""
    found = to_be_called(counties=[county.pk], at=NOW)
    return {callee.person: callee.matters for callee in found}


@pytest.mark.parametrize("state", [State.FAILED, State.REJECTED, State.UNCONFIRMED, State.EXPIRED])
def test_whom_no_text_reached_is_to_be_called(county, state):
    holder, _text, _tasks = missed(county, state=state, many=2)
    assert called(county) == {holder: 2}


@pytest.mark.parametrize("state", [State.DELIVERED, State.ACCEPTED, State.UNKNOWN, State.RESEND_OK])
def test_what_arrived_or_may_still_arrive_asks_for_no_call(county, state):
    missed(county, state=state)
    assert called(county) == {}


@pytest.mark.parametrize("reason", ["no_phone", "flagged"])
def test_who_has_no_number_is_to_be_called(county, reason):
    holder, _text, _tasks = missed(county, text={"state": State.CANCELLED, "reason": reason})
    assert called(county) == {holder: 1}


def test_who_got_no_text_for_want_of_quota_is_to_be_called(client, county):
    post, holder = make_owner(county)
    (task,) = make_tasks(post, 1)
    make_reminder(task, holder, withheld="quota")
    make_reminder(task, holder, withheld="preference", slot="2")
    assert called(county) == {holder: 1}
    client.force_login(county.office)
    client.post(reverse("outbox-called", args=[holder.pk]))
    assert called(county) == {}


def test_red_and_yellow_are_counted_apart_and_the_longest_wait_comes_first(county):
    first, text, (red,) = missed(county, **LATE)
    (yellow,) = make_tasks(red.post, 1)
    make_reminder(yellow, first, text=text)
    second, _text, _tasks = missed(county, text={
        "state": State.CANCELLED, "reason": "no_phone", "made_at": text.made_at - days(1),
    })  # fmt: skip
    found = to_be_called(counties=[county.pk], at=NOW)
    assert [callee.person for callee in found] == [second, first]
    assert (found[1].red, found[1].yellow) == ({red.pk}, {yellow.pk})


def test_what_is_done_or_not_yet_due_soon_asks_for_no_call(county):
    _holder, _text, (task,) = missed(county)
    Task.objects.filter(pk=task.pk).update(
        lamp="green", lamp_since=NOW, lamp_cause="lodged", done=1, fulfilled_at=NOW
    )
    missed(county, warns_at=NOW + days(1))
    assert called(county) == {}


def test_who_read_it_on_the_platform_is_not_called(county):
    holder, _text, _tasks = missed(county)
    Message.objects.inbox().filter(recipient=holder).update(read_at=NOW)
    assert called(county) == {}


def test_of_what_was_sent_again_the_last_counts(county):
    holder, text, _tasks = missed(county)
    again = decide_resend(message=text, by=actor(county.office), now=NOW)
    assert called(county) == {}
    for state in (State.SENDING, State.FAILED):
        Message.objects.filter(pk=again.pk).update(state=state)
    assert called(county) == {holder: 1}


def test_being_told_takes_off_the_list_and_out_of_the_exceptions(client, page, county):
    holder, text, _tasks = missed(county)
    assert holder.name in page(CALLS)
    assert str(text.pk) in page(reverse("outbox-exceptions"))
    client.post(reverse("outbox-called", args=[holder.pk]), {"note": "On leave."})
    assert HandCall.objects.get(message=text).note == "On leave."
    assert called(county) == {}
    assert str(text.pk) not in page(reverse("outbox-exceptions"))
    assert client.post(reverse("outbox-called", args=[holder.pk])).status_code == 404


def test_numbers_are_shown_on_a_click_that_is_noted(client, page, county):
    holder, _text, _tasks = missed(county)
    assert holder.phone not in page(CALLS)
    html = client.post(reverse("outbox-call-numbers")).content.decode()
    assert f'href="tel:{holder.phone}"' in html
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.after) == ("call_list.show_numbers", {"people": [holder.pk]})


def test_the_list_is_of_ones_own_county(county):
    missed(make_county("Other"))
    assert called(county) == {}


def test_many_people_cost_no_more_queries(client, county):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(CALLS).status_code == 200
        return len(asked)

    missed(county)
    client.force_login(county.office)
    queries()
    few = queries()
    for _ in range(8):
        missed(county, many=2)
    assert queries() == few <= 16
