"""When somebody was told of a matter, and which messages need a person to look at them."""

import pytest

from alerts.outbox.again import TOLD_ANEW
from alerts.outbox.call import call_by_hand
from alerts.outbox.models import Message, MessageEvent
from alerts.outbox.resend import decide_resend
from alerts.outbox.states import FINAL, State
from alerts.outbox.told import first_told, first_told_each
from alerts.outbox.trouble import in_trouble
from tests.alerts.outbox.make import (
    WAYS,
    make_ended,
    make_message,
    make_owner,
    make_reminder,
    make_tasks,
)
from tests.make import NOW, actor, days, make_county, make_person

pytestmark = pytest.mark.django_db
WELL = {
    State.PENDING, State.SENDING, State.RETRY_WAIT, State.ACCEPTED, State.SENT, State.DELIVERED,
}  # fmt: skip


@pytest.fixture
def owed():
    """A task, who owes it, and the two as keywords of a message."""
    county = make_county()
    post, holder = make_owner(county)
    (task,) = make_tasks(post, 1)
    return task, holder, {"county_id": county.pk, "recipient": holder}


def told(task):
    return first_told([task]).get(("task", task.pk))


def test_a_message_that_is_only_there_told_nobody(owed):
    task, holder, to = owed
    make_reminder(task, holder, text=make_message(**to))
    make_reminder(task, holder, stage="urged", message=None, suppressed="superseded")
    assert told(task) is None


def test_a_delivered_text_told_when_it_was_delivered(owed):
    task, holder, to = owed
    text = make_ended(State.DELIVERED, **to)
    make_reminder(task, holder, text=text)
    assert told(task) == MessageEvent.objects.get(message=text, to_state="delivered").at


def test_a_read_entry_told_when_it_was_read(owed):
    task, holder, to = owed
    reminder = make_reminder(task, holder, text=make_ended(State.FAILED, **to))
    Message.objects.filter(pk=reminder.message_id).update(read_at=NOW)
    assert told(task) == NOW
    assert first_told_each([reminder.pk]) == {reminder.pk: NOW}


def test_a_call_told_and_the_first_of_all_counts(owed):
    task, holder, to = owed
    text = make_ended(State.FAILED, **to)
    reminder = make_reminder(task, holder, text=text)
    call_by_hand(message=text, note="", by=actor(make_person()), now=NOW)
    assert told(task) == NOW
    Message.objects.filter(pk=reminder.message_id).update(read_at=NOW - days(1))
    assert told(task) == NOW - days(1)


def test_what_was_sent_again_tells_too(owed):
    task, holder, to = owed
    text = make_ended(State.FAILED, **to)
    make_reminder(task, holder, text=text)
    again = decide_resend(message=text, by=actor(make_person()), now=NOW)
    assert told(task) is None
    for state in (State.SENDING, State.DELIVERED):
        Message.objects.filter(pk=again.pk).update(state=state)
    assert told(task) == MessageEvent.objects.get(message=again, to_state="delivered").at


def test_many_matters_cost_one_query(owed, django_assert_num_queries):
    task, holder, to = owed
    others = make_tasks(task.post, 5)
    for one in others:
        make_reminder(one, holder, text=make_ended(State.DELIVERED, window=f"t{one.pk}", **to))
    with django_assert_num_queries(1):
        found = first_told([task, *others])
    assert found.keys() == {("task", one.pk) for one in others}


def stuck(now=NOW):
    return set(in_trouble(Message.objects.all(), now=now))


@pytest.mark.parametrize("state", State)
def test_every_state_is_well_or_open_or_needed_no_text(state):
    """Nothing is dropped: what is not moving, waiting or well is in view."""
    if state in WAYS:
        message = make_ended(state)
    else:
        message = make_message(state=State.PENDING if state == State.SENDING else state)
    if state == State.SENDING:
        Message.objects.filter(pk=message.pk).update(state=state)
    open_one = state not in WELL | {State.CANCELLED}
    assert stuck() == ({message} if open_one else set())


def test_a_text_that_had_nowhere_to_go_is_in_view():
    for number, reason in enumerate(["no_phone", "flagged"]):
        message = make_message(state=State.CANCELLED, reason=reason, window=str(number))
        assert message in stuck()
    assert make_message(state=State.CANCELLED, reason="by_hand", window="x") not in stuck()


def test_what_expired_and_was_told_anew_is_out_of_view():
    message = make_ended(State.EXPIRED)
    assert stuck() == {message}
    Message.objects.update(reason=TOLD_ANEW)
    assert stuck() == set()


@pytest.mark.parametrize("state", [State.FAILED, State.UNKNOWN])
def test_after_a_month_only_what_stands_still_is_in_view(state):
    message = make_ended(state)
    month = message.made_at + days(30)
    assert (message in stuck(month)) is (state not in FINAL)
    assert message in stuck(month - days(0.01))


def test_who_was_told_otherwise_is_out_of_view(owed):
    task, holder, to = owed
    called, again, read = (make_ended(State.FAILED, window=str(n), **to) for n in range(3))
    first = make_reminder(task, holder, text=read, slot="1")
    second = make_reminder(task, holder, text=read, slot="2")
    assert stuck() == {called, again, read}
    call_by_hand(message=called, note="", by=actor(make_person()), now=NOW)
    newer = decide_resend(message=again, by=actor(make_person()), now=NOW)
    Message.objects.filter(pk=first.message_id).update(read_at=NOW)
    assert stuck() == {read}
    Message.objects.filter(pk=second.message_id).update(read_at=NOW)
    assert stuck() == set()
    for state in (State.SENDING, State.FAILED):
        Message.objects.filter(pk=newer.pk).update(state=state)
    assert stuck() == {newer}
