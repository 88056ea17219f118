"""Unknown outcomes: looked up, found, not found, given up; sent again by the rule or a person."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from alerts.alarms.models import Alarm
from alerts.audit.models import AuditEntry
from alerts.channels.base import Accepted, Found, LookupFailed, NotFound, Progress
from alerts.clock import database_now
from alerts.deadlines.kind import (
    EXTENSION_DECIDED,
    OVERDUE,
    OVERDUE_AGAIN,
    OVERDUE_PRINCIPAL,
    OVERDUE_SUPERVISOR,
)
from alerts.outbox.deliver import deliver
from alerts.outbox.give_up import give_up
from alerts.outbox.look_up import claim, decide, look_up
from alerts.outbox.models import Message, MessageEvent
from alerts.outbox.resend import decide_resend
from alerts.outbox.states import State
from alerts.reminders.models import Reminder
from pages.refused import Refused
from supervision.urging.kind import URGED
from tests.alerts.outbox.make import make_message, make_owner, make_tasks
from tests.alerts.outbox.provider import Says
from tests.make import actor, make_county, make_person

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
SETTLE = Says.settle


def make_unknown(stage: str = "", now=None, **over) -> Message:
    """A text whose sending ended just now and nobody knows how; with `stage`, about a red task."""
    now = now or database_now()
    if stage:
        post, holder = make_owner(make_county())
        late = {"warns_at": now - timedelta(days=9), "late_at": now - timedelta(days=1)}
        (task,) = make_tasks(post, 1, lamp="red", lamp_since=late["late_at"], **late)
        over |= {"recipient": holder, "to": holder.phone}
    message = make_message(channel="twilio", not_before=now, text="【S】text", **over)
    if stage:
        Reminder.objects.create(
            county_id=1, kind=task.matter_kind, deadline_id=task.pk, stage=stage,
            recipient=holder, owed_at=now, text=message, revision=task.revision,
        )  # fmt: skip
    mine = Message.objects.filter(pk=message.pk)
    mine.update(state=State.SENDING, attempts=1)
    mine.update(state=State.UNKNOWN)
    message.tries.create(number=1, started_at=Now(), ended_at=Now(), outcome="unknown")
    return mine.get()


def fresh() -> NotFound:
    return NotFound(reaches_to=database_now() + timedelta(days=30))


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


@pytest.mark.parametrize(
    ("progress", "state"),
    [(None, "accepted"), *((progress, progress.value) for progress in Progress)],
)
def test_what_the_provider_has_was_taken(progress, state):
    message, channel = make_unknown(), Says(found=[Found("SM1", "word", progress, "30008")])
    look_up(channel=channel, now=database_now() + SETTLE)
    assert state_of(message) == state
    assert (message.provider, message.provider_id) == ("twilio", "SM1")
    assert channel.asked[0][1] == message.tries.get().started_at


def test_it_is_not_asked_before_the_slowest_accept():
    make_unknown()
    channel = Says(found=[fresh()])
    look_up(channel=channel, now=database_now() + SETTLE - 5 * SECOND)
    assert channel.asked == []


def test_of_two_who_look_at_once_one_asks():
    message = make_unknown()
    mine, other = (Message.objects.get(pk=message.pk) for _ in range(2))
    now = database_now() + SETTLE
    assert claim(mine, now=now)
    assert not claim(other, now=now + SECOND)
    assert claim(mine, now=now + 2 * SECOND), "the next time is another look"


def test_two_look_ups_in_vain_a_minute_apart_let_it_be_sent_again():
    message, channel, now = make_unknown(), Says(found=[fresh()]), database_now() + SETTLE
    look_up(channel=channel, now=now)
    assert (state_of(message), message.lookups) == ("unknown", 1)
    look_up(channel=channel, now=now + 59 * SECOND)
    assert (state_of(message), message.lookups) == ("unknown", 1)
    assert len(channel.asked) == 1
    look_up(channel=channel, now=now + 60 * SECOND)
    assert (state_of(message), message.reason) == ("resend_ok", "not_there")


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        (fresh, 1),
        (lambda: NotFound(), 0),
        (lambda: NotFound(reaches_to=database_now() - timedelta(hours=1)), 0),
        (lambda: LookupFailed("500"), 0),
    ],
    ids=["a later message is listed", "nothing is listed", "older ones are listed", "no answer"],
)
def test_only_a_fresh_list_proves_anything(answer, counts):
    message = make_unknown()
    look_up(channel=Says(found=[answer()]), now=database_now() + SETTLE)
    assert (state_of(message), message.lookups) == ("unknown", counts)


def test_after_an_hour_the_list_is_believed():
    message, now = make_unknown(), database_now() + timedelta(hours=1)
    for minute in (0, 5):
        look_up(channel=Says(found=[NotFound()]), now=now + timedelta(minutes=minute))
    assert state_of(message) == "resend_ok"


def test_two_at_once_count_once():
    message, now = make_unknown(), database_now() + SETTLE

    class Slow(Says):
        def lookup(self, message, *, since):
            look_up(channel=Says(found=[fresh()]), now=now)
            return fresh()

    look_up(channel=Slow(), now=now)
    assert (state_of(message), message.lookups) == ("unknown", 1)


def test_look_ups_grow_rarer():
    make_unknown()
    channel, start = Says(found=[LookupFailed("500")]), database_now()
    for minute in range(5, 24 * 60):
        look_up(channel=channel, now=start + timedelta(minutes=minute))
    assert 40 < len(channel.asked) < 120


def test_a_day_without_an_answer_ends_it_and_a_late_receipt_may_lift_it():
    message, now = make_unknown(), database_now()
    assert give_up(now=now + timedelta(hours=23, minutes=59), silent=[]) == 0
    assert give_up(now=now + timedelta(hours=24), silent=[]) == 1
    assert (state_of(message), message.reason) == ("unconfirmed", "not_looked_up")


def resendable(stage: str = "", **over) -> Message:
    message, now = make_unknown(stage, **over), database_now() + SETTLE
    for seconds in (0, 60):
        look_up(channel=Says(found=[fresh()]), now=now + seconds * SECOND)
    message.refresh_from_db()
    return message


AUTOMATIC = {OVERDUE, OVERDUE_AGAIN, OVERDUE_PRINCIPAL, OVERDUE_SUPERVISOR}


@pytest.mark.parametrize("stage", ["", URGED, EXTENSION_DECIDED, *sorted(AUTOMATIC)])
def test_only_what_is_overdue_is_sent_again_by_itself(stage):
    message = resendable(stage)
    expected = ("pending", 1) if stage in AUTOMATIC else ("resend_ok", 0)
    assert (message.state, message.resends) == expected
    noted = AuditEntry.objects.filter(action="message.resend").values_list("user", flat=True)
    assert list(noted) == ([None] if stage in AUTOMATIC else [])


def test_by_itself_it_is_sent_again_once():
    message = resendable(OVERDUE)
    Message.objects.filter(pk=message.pk).update(state=State.SENDING, attempts=2)
    Message.objects.filter(pk=message.pk).update(state=State.UNKNOWN)
    message.tries.create(number=2, started_at=Now(), ended_at=Now(), outcome="lost")
    now = database_now() + 2 * SETTLE
    for seconds in (0, 60):
        look_up(channel=Says(found=[fresh()]), now=now + seconds * SECOND)
    assert (state_of(message), message.resends) == ("resend_ok", 1)


def test_what_no_longer_stands_is_not_sent_again():
    message, now = make_unknown(OVERDUE), database_now() + SETTLE
    Reminder.objects.update(revision=7)
    for seconds in (0, 60):
        look_up(channel=Says(found=[fresh()]), now=now + seconds * SECOND)
    assert (state_of(message), message.reason) == ("cancelled", "no_longer_true")


def test_a_receipt_that_comes_before_the_decision_stops_it():
    message = resendable(EXTENSION_DECIDED)
    Reminder.objects.update(stage=OVERDUE)
    Message.objects.filter(pk=message.pk).update(state=State.DELIVERED)
    decide(message, now=database_now())
    assert (state_of(message), message.resends) == ("delivered", 0)


def test_a_person_decides_and_the_text_says_so(settings):
    settings.SMS_QUIET_HOURS = False
    message, by, now = resendable(), actor(make_person()), database_now()
    assert decide_resend(message=message, by=by, now=now) == message
    channel = Says(Accepted("SM2"))
    deliver(channel=channel, now=now + SECOND)
    assert (state_of(message), message.resends, message.text) == ("accepted", 1, "【S】text")
    assert channel.got[0].text == "【S】（补发）text"
    assert channel.got[0].params["again"] == "（补发）"
    entry = AuditEntry.objects.get(action="message.resend")
    assert (entry.user, entry.object_id) == (by.user, str(message.pk))
    steps = MessageEvent.objects.filter(message=message).order_by("pk")
    assert list(steps.values_list("to_state", flat=True))[2:5] == [
        "unknown", "resend_ok", "pending",
    ]  # fmt: skip


WAYS = {
    State.HELD: [State.HELD],
    State.SENDING: [State.PENDING, State.SENDING],
    State.RETRY_WAIT: [State.PENDING, State.SENDING, State.RETRY_WAIT],
    State.UNKNOWN: [State.PENDING, State.SENDING, State.UNKNOWN],
    State.RESEND_OK: [State.PENDING, State.SENDING, State.UNKNOWN, State.RESEND_OK],
    State.ACCEPTED: [State.PENDING, State.SENDING, State.ACCEPTED],
    State.SENT: [State.PENDING, State.SENDING, State.SENT],
    State.FAILED: [State.PENDING, State.SENDING, State.FAILED],
    State.REJECTED: [State.PENDING, State.SENDING, State.REJECTED],
    State.UNCONFIRMED: [State.PENDING, State.SENDING, State.UNKNOWN, State.UNCONFIRMED],
    State.EXPIRED: [State.PENDING, State.EXPIRED],
}
AGAIN = {State.RESEND_OK, State.FAILED, State.REJECTED, State.UNCONFIRMED}


@pytest.mark.parametrize("state", list(State))
def test_what_may_be_sent_again_by_decision(state):
    first, *way = WAYS.get(state, [state])
    message = make_message(state=first, channel="twilio")
    for to in way:
        Message.objects.filter(pk=message.pk).update(state=to)
    by, now = actor(make_person()), database_now()
    if state not in AGAIN:
        with pytest.raises(Refused):
            decide_resend(message=message, by=by, now=now)
        return
    again = decide_resend(message=message, by=by, now=now)
    assert again.state == State.PENDING
    assert again.reference == message.reference
    if state == State.RESEND_OK:
        assert again == message
        return
    assert again.supersedes == message
    with pytest.raises(Refused, match="该消息已补发过"):
        decide_resend(message=message, by=by, now=now)


def test_what_supersedes_another_says_so_too(settings):
    settings.SMS_QUIET_HOURS = False
    message = make_message(channel="twilio", text="text")
    Message.objects.filter(pk=message.pk).update(state=State.SENDING)
    Message.objects.filter(pk=message.pk).update(state=State.FAILED)
    now = database_now()
    decide_resend(message=message, by=actor(make_person()), now=now)
    channel = Says(Accepted("SM2"))
    deliver(channel=channel, now=now + SECOND)
    assert channel.got[0].text == "（补发）text"


def test_a_look_up_that_fails_raises_no_alarm():
    make_unknown()
    look_up(channel=Says(), now=database_now() + SETTLE)
    assert not Alarm.objects.exists()


def test_it_stops_when_told():
    make_unknown()
    channel = Says(found=[fresh()])
    look_up(channel=channel, now=database_now() + SETTLE, stop=lambda: True)
    assert channel.asked == []
