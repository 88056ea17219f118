"""What a provider can answer, or not answer: every message is taken once, or nobody claims so."""

from datetime import timedelta

import pytest

from alerts.alarms.models import Alarm
from alerts.audit.models import AuditEntry
from alerts.contacts.models import NumberFlag
from alerts.outbox.models import Attempt, Message, MessageEvent
from alerts.outbox.paused import ChannelPause
from alerts.outbox.states import State
from tests.alerts.channels import stub_twilio as say
from tests.faults.marks import fault, long

SILENT = say.stay_silent(3)
ANSWERS = [
    pytest.param(say.after_taking(SILENT), 1, marks=[fault(16), long], id="silent, taken"),
    pytest.param(SILENT, 2, marks=[fault(17), long], id="silent, not taken"),
    pytest.param(say.accept_late(1.2), 1, marks=[fault(18), long], id="taken late"),
    pytest.param(say.refuse(500, 20500), 2, marks=fault(20), id="500, not taken"),
    *(
        pytest.param(first, posts, marks=[fault(number), long], id=name)
        for number, name, first, posts in [
            (19, "reset, taken", say.after_taking(say.reset), 1),
            (19, "reset, not taken", say.reset, 2),
            (
                19,
                "half a document, taken",
                say.after_taking(say.answer_with(201, b'{"sid": "S')),
                1,
            ),
            (19, "a hotel's page", say.answer_with(200, b"<html>Welcome</html>"), 2),
            (20, "500, taken", say.after_taking(say.refuse(500, 20500)), 1),
            (20, "503, not taken", say.refuse(503, 20503), 2),
        ]
    ),
]


@pytest.mark.parametrize(("first", "posts"), ANSWERS)
def test_an_unknown_outcome_is_looked_up_before_anything_is_sent_again(world, first, posts):
    (message,) = world.messages(presses=True)
    world.book.script = [first, say.accept]
    assert world.play("drain", patience=0.5) == 0
    assert world.states() == {State.UNKNOWN: 1}
    world.comes_to_rest(with_operator=False, patience=0.5)
    assert world.states() == {State.ACCEPTED: 1}
    assert world.book.times_taken() == {message.reference: 1}
    assert len(world.book.posts) == posts
    decided = AuditEntry.objects.filter(action="message.resend").count()
    assert decided == posts - 1
    said = world.book.taken[0].form["Body"]
    assert said.endswith(message.text)
    assert (said != message.text) == (posts == 2), "what is sent again says so"


@long
@fault(17)
def test_what_does_not_press_is_sent_again_by_decision_alone(world):
    world.messages()
    world.book.script = [say.reset, say.accept]
    going_on = world.start("drains")
    world.waits_for(lambda: world.states() == {State.RESEND_OK: 1})
    world.passes(0.5)
    assert len(world.book.posts) == 1
    world.start("operator")
    world.waits_for(lambda: world.states() == {State.ACCEPTED: 1})
    assert going_on.is_alive()
    assert len(world.book.taken) == 1


@fault(20)
def test_what_was_not_processed_is_tried_again_when_the_provider_says(world):
    world.messages()
    busy = say.refuse(429, 20429, retry_after=1)
    world.book.script = [busy, busy, say.accept]
    world.comes_to_rest(with_operator=False)
    first, second, third = (post.at for post in world.book.posts)
    assert min(second - first, third - second) >= timedelta(seconds=0.9)
    outcomes = Attempt.objects.order_by("number").values_list("outcome", "provider_code")
    assert list(outcomes) == [("notaccepted", "20429")] * 2 + [("accepted", "")]


def alarms(kind: str) -> int:
    return Alarm.objects.filter(kind=kind, closed_at=None).count()


@long
@fault(21)
@pytest.mark.parametrize("code", [20003, 20404, 21408, 21603, 21606, 21608, 30002])
def test_a_fault_of_ours_pauses_the_channel_and_costs_no_message(world, code):
    world.messages(3)
    world.book.script = [say.refuse(400, code), say.accept]
    assert world.play("drain") == 0
    assert len(world.book.posts) == 1, "one refusal says it for all"
    assert ChannelPause.objects.get().reason == str(code)
    assert alarms("channel_paused") == 1
    world.start("drains")
    world.waits_for(lambda: world.is_calm() and alarms("channel_paused") == 0)
    assert world.states() == {State.ACCEPTED: 3}


@long
@fault(21)
@pytest.mark.parametrize(
    ("code", "flags", "unmapped"),
    [(21211, 1, 0), (21217, 1, 0), (21614, 1, 0), (21610, 1, 0), (21617, 0, 0), (99999, 0, 1)],
)
def test_what_will_never_be_taken_is_not_tried_again(world, code, flags, unmapped):
    world.messages(2)
    world.book.scripts = {"0": [say.refuse(400, code)]}
    world.comes_to_rest()
    assert world.states() == {State.REJECTED: 1, State.ACCEPTED: 1}
    assert NumberFlag.objects.filter(lifted_at=None).count() == flags
    assert alarms("unmapped_code") == unmapped
    assert len(world.book.posts) == 2
    assert Message.objects.get(state=State.REJECTED).reason == str(code)


@long
@fault(21)
def test_a_number_without_a_route_pauses_the_channel_unless_others_have_one(world):
    refuse = [say.refuse(400, 21612), say.accept]
    world.messages()
    assert world.play("drain") == 0
    world.book.script = refuse
    world.messages()
    assert world.play("drain") == 0
    assert world.states() == {State.ACCEPTED: 1, State.REJECTED: 1}
    assert not ChannelPause.objects.exists()
    world.messages()
    Attempt.objects.update(outcome="lost")  # nothing went through of late
    assert world.play("drain") == 0
    assert ChannelPause.objects.get().reason == "21612"
    world.comes_to_rest()


@long
@fault(21)
def test_a_servers_error_of_an_unknown_code_proves_nothing(world):
    world.messages()
    world.book.script = [say.after_taking(say.refuse(500, 99999))]
    world.comes_to_rest()
    assert world.states() == {State.ACCEPTED: 1}
    assert len(world.book.posts) == 1


@long
@fault(22)
def test_a_provider_that_is_down_costs_patience_and_one_alarm(world):
    world.messages(40)
    world.stub.goes_down()
    going_on = [world.start("drains") for _ in range(2)]
    world.waits_for(lambda: ChannelPause.objects.exists())
    world.passes(3)
    assert Alarm.objects.filter(kind="channel_paused").count() == 1
    tried = Attempt.objects.count()
    assert tried < 60, "it is not hammered at"
    assert world.states()[State.UNKNOWN] == 0, "what never left is known not to have"
    world.stub.comes_back()
    world.waits_for(lambda: world.is_calm() and alarms("channel_paused") == 0)
    assert world.states() == {State.ACCEPTED: 40}
    assert all(process.is_alive() for process in going_on)


@long
@fault(27)
@pytest.mark.parametrize(
    "trouble",
    [{"lag": timedelta(seconds=2)}, {"list_fails": 6}, {"page_at_most": 10}],
    ids=["it lags", "it fails", "it has pages"],
)
def test_a_list_that_cannot_be_trusted_leads_to_no_second_text(world, trouble):
    (message,) = world.messages(presses=True)
    assert world.play("drain", die_after="post") != 0
    for name, value in trouble.items():
        setattr(world.book, name, value)
    for _ in range(30):  # others to the same number
        world.book.take({"Body": "another", "To": message.to})
    world.comes_to_rest(with_operator=False)
    assert world.states() == {State.ACCEPTED: 1}
    assert len(world.book.posts) == 1
    assert not MessageEvent.objects.filter(to_state=State.RESEND_OK).exists()
    world.book.taken[1:] = []
