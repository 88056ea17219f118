"""Receipts early, late, ten times at once, in any order, forged, or never."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from alerts.alarms.models import Alarm
from alerts.outbox.models import Message, MessageEvent, Receipt
from alerts.outbox.states import State
from tests.alerts.channels import stub_twilio as say
from tests.faults.callbacks import PUBLIC, Reports
from tests.faults.marks import fault, long

FOREIGN = "/callbacks/twilio/00000000-0000-0000-0000-000000000001/"


@pytest.fixture
def reports(world):
    return Reports(world)


@pytest.fixture
def taken(world) -> Message:
    """A message that the provider took."""
    world.messages()
    assert world.play("drain") == 0
    assert world.states() == {State.ACCEPTED: 1}
    return Message.objects.texts().get()


def steps(message: Message) -> list[str]:
    events = MessageEvent.objects.filter(message=message).order_by("pk")
    return list(events.values_list("to_state", flat=True))


@fault(23)
def test_a_receipt_before_the_answer_stands(world, reports):
    (message,) = world.messages()

    def report_first(answer, form):
        one = answer.book.take(form)
        message.provider_id = one.sid
        assert form["StatusCallback"] == f"{PUBLIC}/callbacks/twilio/{message.pk}/"
        assert reports.of(message, "sent") == 204
        assert reports.of(message, "delivered") == 204
        answer.reply(201, say.shown(one))

    world.book.script = [report_first]
    assert world.play("drain") == 0
    message.refresh_from_db()
    assert message.provider_id == world.book.taken[0].sid
    assert steps(message) == ["pending", "sending", "sent", "delivered"]


@fault(24)
def test_receipts_ten_times_at_once_and_in_the_wrong_order(world, reports, taken):
    words = ["delivered", "sent", "queued", "sending"] * 10
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda word: reports.of(taken, word), words))
    assert set(answers) == {204}
    statuses = Receipt.objects.order_by("status").values_list("status", flat=True)
    assert list(statuses) == ["delivered", "queued", "sending", "sent"]
    assert steps(taken)[-1] == "delivered"
    assert steps(taken).count("delivered") == 1


FORGERIES = {
    "another key": ({"token": "guessed"}, 403),
    "no signature of that": ({"signature": "x"}, 403),
    "none": ({"signature": None}, 403),
    "another host": ({"url": f"https://elsewhere.example{FOREIGN}"}, 403),
    "http": ({"url": f"http://liangze.example{FOREIGN}"}, 403),
    "one field more": ({"fields": {"More": "x"}}, 403),
    "another status": ({"fields": {"MessageStatus": "failed"}}, 403),
    "another number": ({"fields": {"To": "+8613900000000"}}, 403),
    "another account": ({"fields": {"AccountSid": "AC2"}}, 403),
    "too long": ({"fields": {"Body": "x" * 20_000}}, 413),
    "of no message of ours": ({"path": FOREIGN}, 204),
}


@fault(25)
def test_only_what_the_provider_signed_is_applied(world, reports, taken):
    for name, (over, answer) in FORGERIES.items():
        assert reports.of(taken, "delivered", **over) == answer, name
        taken.refresh_from_db()
        assert taken.state == State.ACCEPTED, name
    counted = dict(Alarm.objects.values_list("kind", "count"))
    assert counted == {"forged": 9, "unmatched": 1}
    assert Receipt.objects.filter(message=None).count() == Receipt.objects.count() == 1
    assert reports.of(taken, "delivered") == 204
    assert world.states() == {State.DELIVERED: 1}


@fault(25)
@long
def test_a_replayed_receipt_changes_nothing(world, reports, taken):
    for _ in range(3):
        assert reports.of(taken, "delivered") == 204
    assert reports.of(taken, "sent") == 204
    assert steps(taken) == ["pending", "sending", "accepted", "delivered"]


AGAIN = ["30003", "30008", "30500", "30036"]
FAILED = [*AGAIN, "30004", "30005", "30006", "30007", "39999"]


@fault(21)
@long
def test_what_came_back_is_followed_by_a_new_message_at_most(world, reports):
    world.messages(len(FAILED))
    assert world.play("drain") == 0
    texts = list(Message.objects.texts())
    for message, code in zip(texts, FAILED, strict=True):
        assert reports.of(message, "undelivered", code) == 204
        message.refresh_from_db()
        assert (message.state, message.reason) == (State.FAILED, code)
        assert Message.objects.filter(supersedes=message).count() == (code in AGAIN)
        assert alarms("unmapped_code") == (code == "39999")
    for message in texts:
        assert reports.of(message, "delivered") == 204, "it arrived after all"
        message.refresh_from_db()
        assert message.state == State.DELIVERED


def alarms(kind: str) -> int:
    return Alarm.objects.filter(kind=kind, closed_at=None).count()


@fault(26)
@long
def test_without_receipts_the_provider_is_asked(world, taken):
    one = world.book.taken[0]
    one.status = "sent"
    later = timedelta(minutes=11)
    assert world.play("drain", offset=later) == 0
    assert world.states() == {State.SENT: 1}
    one.status = "delivered"
    assert world.play("drain", offset=2 * later) == 0
    assert world.states() == {State.DELIVERED: 1}


@fault(26)
@long
def test_what_nobody_confirms_is_called_unconfirmed_and_not_failed(world, reports, taken):
    world.book.taken[0].status = "sent"
    assert world.play("drain", offset=timedelta(hours=71)) == 0
    assert world.states() == {State.SENT: 1}
    assert world.play("drain", offset=timedelta(hours=73)) == 0
    assert world.states() == {State.UNCONFIRMED: 1}
    assert reports.of(taken, "delivered") == 204, "a late receipt lifts it"
    assert world.states() == {State.DELIVERED: 1}
