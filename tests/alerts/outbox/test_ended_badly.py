"""What is done about each code, and what a channel does when going on can only do harm."""

from datetime import timedelta

import pytest

from alerts.alarms.models import Alarm
from alerts.audit.models import AuditEntry
from alerts.channels.base import Accepted, Misconfigured, NotAccepted, Progress, Rejected
from alerts.channels.codes import CODES, Action, meaning_of
from alerts.contacts.flag import flag_number, is_flagged, lift_flag
from alerts.contacts.models import NumberFlag
from alerts.outbox.breaker import LONGEST, REFUSED, UNREACHED
from alerts.outbox.deliver import deliver
from alerts.outbox.models import Message
from alerts.outbox.pause import pause_channel, resume_channel
from alerts.outbox.paused import ChannelPause
from alerts.outbox.receive import advance
from alerts.outbox.resend import decide_resend
from alerts.outbox.states import State
from pages.refused import Refused
from tests.alerts.outbox.make import MORNING, make_ended, make_message
from tests.alerts.outbox.provider import Says
from tests.make import actor, at, make_person

pytestmark = pytest.mark.django_db
ALL = [(channel, code) for channel, codes in CODES.items() for code in codes]
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NUMBER = "+8613800002046"


def make_failed(code: str, now=MORNING, **over) -> Message:
    """A text that was sent, and then came back with `code`."""
    message = make_message(**({"channel": "twilio"} | over))
    Message.objects.filter(pk=message.pk).update(state=State.SENDING)
    advance(message=message, progress=Progress.FAILED, provider_id=None, code=code, now=now)
    message.refresh_from_db()
    assert (message.state, message.reason) == (State.FAILED, code)
    return message


@pytest.mark.parametrize(("channel", "code"), ALL)
def test_every_code_of_every_provider(channel, code):
    action = CODES[channel][code].action
    message = make_failed(code, channel=channel)
    assert meaning_of(channel, code)
    assert is_flagged(message.to) is (action == Action.BAD_NUMBER)
    after = {Action.AGAIN: timedelta(hours=2), Action.AGAIN_AT_ONCE: timedelta()}
    followed = Message.objects.filter(supersedes=message)
    assert [one.not_before for one in followed] == (
        [MORNING + after[action]] if action in after else []
    )
    assert not Alarm.objects.exists()


@pytest.mark.parametrize("channel", CODES)
def test_a_code_that_is_not_in_the_table_raises_an_alarm(channel):
    make_failed("99999", channel=channel)
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.key) == (Alarm.Kind.UNMAPPED_CODE, f"{channel} 99999")
    assert not Message.objects.exclude(supersedes=None).exists()
    assert not NumberFlag.objects.exists()


def test_a_refusal_of_that_kind_raises_it_too():
    message = make_message(channel="twilio")
    deliver(channel=Says(Rejected("99999")), now=MORNING)
    message.refresh_from_db()
    assert (message.state, Alarm.objects.get().key) == (State.REJECTED, "twilio 99999")


def test_what_is_sent_again_says_the_same_to_the_same(settings):
    settings.SMS_QUIET_HOURS = True
    evening = at("2026-09-24 19:00")
    first = make_failed("30003", now=evening, params={"name": "n"}, text="【S】text")
    again = Message.objects.get(supersedes=first)
    assert again.not_before == at("2026-09-25 08:30"), "in waking hours"
    for name in ("recipient", "to", "reference", "text", "params", "template", "county_id"):
        assert getattr(again, name) == getattr(first, name)
    channel = Says(Accepted("SM2"))
    deliver(channel=channel, now=again.not_before)
    assert channel.got[0].text == "【S】（补发）text"


def test_it_is_sent_again_once():
    first = make_failed("30008")
    again = Message.objects.get(supersedes=first)
    Message.objects.filter(pk=again.pk).update(state=State.SENDING)
    advance(message=again, progress=Progress.FAILED, provider_id=None, code="30008", now=MORNING)
    assert not Message.objects.filter(supersedes=again).exists()


def unconfirmed() -> Message:
    message = make_message(channel="twilio")
    for state in (State.SENDING, State.ACCEPTED, State.UNCONFIRMED):
        Message.objects.filter(pk=message.pk).update(state=state)
    message.refresh_from_db()
    return message


def hear(message: Message, progress: Progress, code: str = "") -> None:
    advance(message=message, progress=progress, provider_id=None, code=code, now=MORNING)
    message.refresh_from_db()


def test_what_a_person_sent_again_is_not_sent_again_once_more():
    message = unconfirmed()
    decide_resend(message=message, by=actor(make_person()), now=MORNING)
    hear(message, Progress.FAILED, "30008")
    assert message.state == State.FAILED
    assert Message.objects.filter(supersedes=message).count() == 1


OTHER = "+8613911112222"


@pytest.mark.parametrize("ending", ["unconfirmed", "flagged", "no_phone", "resend_ok"])
def test_what_did_not_arrive_goes_to_the_number_as_corrected(ending):
    by, person = actor(make_person()), make_person()
    if ending == "unconfirmed":
        message = unconfirmed()
        person = message.recipient
    elif ending == "resend_ok":
        message = make_ended(State.RESEND_OK, channel="twilio", recipient=person, to=NUMBER)
    else:
        message = make_message(channel="twilio", recipient=person, reason=ending, to=NUMBER,
                               state=State.CANCELLED)  # fmt: skip
        flag_number(number=NUMBER, reason="21211", now=MORNING)
        with pytest.raises(Refused):
            decide_resend(message=message, by=by, now=MORNING)
    person.phone = OTHER
    person.save()
    again = decide_resend(message=message, by=by, now=MORNING)
    assert (again.to, again.supersedes, again.state) == (OTHER, message, State.PENDING)
    message.refresh_from_db()
    assert message.state not in {State.PENDING, State.RESEND_OK}, "it goes to no former number"


@pytest.mark.parametrize("waits", [True, False])
def test_what_arrived_after_all_is_not_sent_again(waits):
    message = unconfirmed()
    again = decide_resend(message=message, by=actor(make_person()), now=MORNING)
    if not waits:
        Message.objects.filter(pk=again.pk).update(state=State.SENDING)
    hear(message, Progress.DELIVERED)
    again.refresh_from_db()
    assert message.state == State.DELIVERED
    assert (again.state, again.reason) == (
        (State.CANCELLED, "arrived") if waits else (State.SENDING, "")
    )


def ends(*codes: str, **over) -> None:
    """Texts to one person, one after the other, each ending with a code or delivered ("")."""
    person = make_person()
    for number, code in enumerate(codes):
        values = {"recipient": person, "window": str(number), "made_at": MORNING + number * HOUR}
        if code:
            message = make_failed(code, **values, **over)
            Message.objects.filter(supersedes=message, state=State.PENDING).update(
                state=State.SENDING
            )
            if again := Message.objects.filter(supersedes=message).first():
                fail = {"progress": Progress.FAILED, "provider_id": None, "code": code}
                advance(message=again, now=MORNING, **fail)
        else:
            message = make_message(channel="twilio", **values)
            Message.objects.filter(pk=message.pk).update(state=State.SENDING)
            Message.objects.filter(pk=message.pk).update(state=State.DELIVERED)


@pytest.mark.parametrize(
    ("codes", "flagged"),
    [
        (["30005"], False),
        (["30005", "30006"], True),
        (["30004", "30003"], True),
        (["30003"], False),
        (["30003", "30003"], True),
        (["30005", "", "30005"], False),
        (["30005", "", "30005", "30005"], True),
        (["30008", "30008"], False),
        (["30005", "30008"], False),
        (["30007", "30005"], False),
        (["21610"], True),
    ],
)
def test_two_in_a_row_that_did_not_reach_the_recipient_flag_the_number(codes, flagged):
    ends(*codes)
    assert is_flagged(NUMBER) is flagged


def test_an_address_of_mail_is_never_flagged():
    ends("550", "550", to="a@b.example", channel="mail")
    assert not NumberFlag.objects.exists()


def test_nothing_is_sent_to_a_flagged_number():
    flag_number(number=NUMBER, reason="21211", now=MORNING)
    message, other = (
        make_message(channel="twilio"),
        make_message(channel="twilio", to="+8613900000000"),
    )
    channel = Says(Accepted("SM1"))
    states = deliver(channel=channel, now=MORNING)
    assert states == {State.CANCELLED: 1, State.ACCEPTED: 1}
    message.refresh_from_db()
    assert (message.state, message.reason) == (State.CANCELLED, "flagged")
    assert [one.id for one in channel.got] == [other.pk]


def test_a_lifted_flag_counts_no_more():
    ends("30005", "30005")
    flag, by = NumberFlag.objects.get(), actor(make_person())
    lifted = MORNING + 5 * HOUR
    assert lift_flag(flag=flag, by=by, now=lifted)
    assert not lift_flag(flag=flag, by=by, now=lifted), "once"
    assert AuditEntry.objects.get().action == "number.lift_flag"
    person = Message.objects.first().recipient
    make_failed("30005", recipient=person, window="later", made_at=lifted + HOUR)
    assert not is_flagged(NUMBER), "one is not two"
    make_failed("30005", recipient=person, window="later still", made_at=lifted + 2 * HOUR)
    assert is_flagged(NUMBER)


# The breaker


def refuse(now, channel="twilio", code="20003") -> ChannelPause:
    make_message(channel=channel, not_before=now)
    deliver(channel=Says(Misconfigured(code)), now=now)
    return ChannelPause.objects.get()


def test_a_refused_account_pauses_twice_as_long_each_time_and_raises_one_alarm():
    now, lengths = MORNING, []
    for _ in range(6):
        pause = refuse(now)
        lengths.append(pause.until - pause.paused_at)
        now = pause.until
    assert lengths == [REFUSED, 2 * REFUSED, 4 * REFUSED, 8 * REFUSED, LONGEST, LONGEST]
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.key, alarm.detail) == ("channel_paused", "twilio", "20003")
    assert set(Message.objects.values_list("state", flat=True)) == {"pending"}


def test_a_message_that_goes_through_ends_it():
    now = refuse(MORNING).until
    make_message(channel="twilio")
    deliver(channel=Says(Accepted("SM1"), Accepted("SM2")), now=now)
    assert not ChannelPause.objects.exists()
    assert Alarm.objects.get().closed_at == now
    assert refuse(now + HOUR).until == now + HOUR + REFUSED, "from the beginning"


def test_a_pause_by_a_person_lasts_until_it_is_resumed():
    by = actor(make_person())
    pause_channel(channel="twilio", county_id=1, reason="bill unpaid", by=by, now=MORNING)
    make_message(channel="twilio")
    assert deliver(channel=Says(), now=MORNING + timedelta(days=30)).total() == 0
    assert resume_channel(key="twilio-county-1", by=by, now=MORNING + HOUR)
    assert not resume_channel(key="twilio-county-1", by=by, now=MORNING + HOUR)
    assert deliver(channel=Says(Accepted("SM1")), now=MORNING + HOUR).total() == 1
    done = AuditEntry.objects.order_by("pk").values_list("action", "object_id")
    assert list(done) == [
        ("channel.pause", "twilio-county-1"),
        ("channel.resume", "twilio-county-1"),
    ]


def test_a_pause_by_a_person_is_not_shortened_by_the_breaker():
    by = actor(make_person())

    class Paused(Says):
        def send(self, message):
            pause_channel(channel="twilio", county_id=1, reason="by hand", by=by, now=MORNING)
            return Misconfigured("20003")

    make_message(channel="twilio")
    deliver(channel=Paused(), now=MORNING)
    pause = ChannelPause.objects.get(county_id=1)
    assert (pause.until, pause.paused_by) == (None, by.user)
    assert ChannelPause.objects.get(county_id=None).until == MORNING + REFUSED


def test_resuming_closes_the_alarm():
    refuse(MORNING)
    resume_channel(key="twilio", by=actor(make_person()), now=MORNING + MINUTE)
    assert Alarm.objects.get().closed_at == MORNING + MINUTE


def test_a_provider_out_of_reach_is_left_alone_for_a_while():
    for _ in range(9):
        make_message(channel="twilio")
    channel = Says(*[NotAccepted("ConnectionError")] * 9)
    deliver(channel=channel, now=MORNING)
    assert len(channel.got) == 5
    assert ChannelPause.objects.get().until == MORNING + UNREACHED
    assert Alarm.objects.get().detail == "ConnectionError"
    assert deliver(channel=channel, now=MORNING + UNREACHED / 2).total() == 0


def test_now_and_then_one_not_accepted_is_no_reason_to_pause():
    for _ in range(12):
        make_message(channel="twilio")
    answers = [[NotAccepted("429")] * 4 + [Accepted(f"SM{n}")] for n in range(2)]
    deliver(channel=Says(*sum(answers, []), *[NotAccepted("429")] * 2), now=MORNING)
    assert not ChannelPause.objects.exists()


@pytest.mark.parametrize("others", [True, False])
def test_no_route_is_the_recipients_matter_if_others_go_through(others):
    message = make_message(channel="twilio", not_before=MORNING - HOUR)
    if others:
        make_message(channel="twilio", not_before=MORNING - 2 * HOUR)
    answers = [Accepted("SM1")] * others + [Misconfigured("21612", or_recipient=True)]
    deliver(channel=Says(*answers), now=MORNING)
    message.refresh_from_db()
    assert message.state == (State.REJECTED if others else State.PENDING)
    assert ChannelPause.objects.exists() is not others


def test_one_countys_pause_leaves_the_others_texts_alone():
    by = actor(make_person())
    pause_channel(channel="twilio", county_id=1, reason="bill unpaid", by=by, now=MORNING)
    mine, other = make_message(channel="twilio"), make_message(channel="twilio", county_id=2)
    assert deliver(channel=Says(Accepted("SM1")), now=MORNING).total() == 1
    states = [Message.objects.get(pk=one.pk).state for one in (mine, other)]
    assert states == [State.PENDING, State.ACCEPTED]


def test_words_filtered_three_times_in_an_hour_pause_those_words_until_resumed():
    for count in range(1, 4):
        assert not ChannelPause.objects.exists()
        make_failed("30007")
        if count == 2:
            make_failed("30007", template_version=2)
    pause = ChannelPause.objects.get()
    assert (pause.key, pause.until, pause.reason) == ("twilio-notice-1", None, "30007")
    assert Alarm.objects.get().kind == Alarm.Kind.WORDS_PAUSED
    mine = make_message(channel="twilio")
    other = make_message(channel="twilio", template_version=2)
    deliver(channel=Says(Accepted("SM1")), now=MORNING)
    states = [Message.objects.get(pk=one.pk).state for one in (mine, other)]
    assert states == [State.PENDING, State.ACCEPTED], "another version of the words goes on"
    resume_channel(key=pause.key, by=actor(make_person()), now=MORNING)
    assert Alarm.objects.get().closed_at == MORNING
    assert deliver(channel=Says(Accepted("SM2")), now=MORNING).total() == 1


FIGURES = {"what": "2项任务已逾期、3项任务9月30日到期", "figures": "5项待办事项", "name": "周明远",
           "signature": "清廉澜川", "reference": "K7Q2MX9B", "link": ""}  # fmt: skip


def test_a_text_too_long_is_said_once_more_in_figures_and_pauses_nothing():
    for number in range(4):
        message = make_failed("21617", params=FIGURES, window=str(number))
        again = Message.objects.get(supersedes=message)
        assert "您有5项待办事项，" in again.text and again.params["what"] == "5项待办事项"
        assert (again.state, again.reference) == (State.PENDING, message.reference)
    assert not ChannelPause.objects.exists() and not Alarm.objects.exists()


def test_words_too_long_even_in_figures_are_paused():
    for number in range(3):
        message = make_failed("21617", params=FIGURES, window=str(number))
        again = Message.objects.get(supersedes=message)
        for step in (State.SENDING, State.ACCEPTED):
            Message.objects.filter(pk=again.pk).update(state=step)
        hear(again, Progress.FAILED, "21617")
        assert not Message.objects.filter(supersedes=again).exists(), "not for ever"
    assert ChannelPause.objects.get().key == "twilio-notice-1"
