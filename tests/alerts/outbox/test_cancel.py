"""Deciding that a text is not to be sent; and the words for why one was not."""

import pytest

from alerts.audit.models import AuditEntry
from alerts.channels.codes import CODES
from alerts.outbox.again import TOLD_ANEW
from alerts.outbox.cancel import cancel_message
from alerts.outbox.look_up import NOT_THERE
from alerts.outbox.reasons import OWN, reason_of
from alerts.outbox.states import State
from alerts.outbox.suppress import ACCOUNT_CLOSED, CLOSED, NO_DEADLINE, NO_LONGER_TRUE, SUPERSEDED
from alerts.outbox.texts import NO_CHANNEL, OVER_QUOTA, PREFERENCE
from alerts.outbox.trouble import STANDING_STILL
from pages.refused import Refused
from tests.alerts.outbox.make import make_ended, make_message
from tests.make import NOW, actor, make_person

UNSENT = [State.PENDING, State.HELD, State.RETRY_WAIT, State.RESEND_OK]


def cancel(message):
    cancel_message(message=message, by=actor(make_person()), now=NOW)
    message.refresh_from_db()


@pytest.mark.django_db
@pytest.mark.parametrize("state", UNSENT)
def test_what_is_not_sent_may_be_cancelled(state):
    first = state in {State.PENDING, State.HELD}
    message = make_message(state=state) if first else make_ended(state)
    cancel(message)
    assert (message.state, message.reason) == (State.CANCELLED, "by_hand")
    assert AuditEntry.objects.get().before == {"state": state}


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.ACCEPTED, State.UNKNOWN, State.DELIVERED, State.FAILED])
def test_what_may_be_with_the_provider_is_not_cancelled(state):
    message = make_ended(state)
    with pytest.raises(Refused):
        cancel(message)
    message.refresh_from_db()
    assert message.state == state and not AuditEntry.objects.exists()


BAD = [*STANDING_STILL, State.FAILED, State.REJECTED, State.UNCONFIRMED, State.EXPIRED]


@pytest.mark.parametrize("state", BAD)
@pytest.mark.parametrize("code", ["", "never heard of"])
def test_nothing_that_went_wrong_is_without_a_reason_and_a_next_step(state, code):
    reason = reason_of(state=state, code=code, channel="twilio")
    assert reason.text and reason.advice
    assert code in reason.text


@pytest.mark.parametrize(
    "channel, code", [(c, code) for c, codes in CODES.items() for code in codes]
)
def test_every_code_of_a_provider_has_its_words_and_its_next_step(channel, code):
    reason = reason_of(state=State.FAILED, code=code, channel=channel)
    assert str(CODES[channel][code].meaning) in reason.text and code in reason.text
    assert reason.advice
    assert reason_of(code=code).text


def test_what_is_well_has_no_reason():
    assert reason_of(state=State.DELIVERED, code="") is None


def test_every_reason_of_a_reminder_without_a_message_is_said():
    suppressed = {ACCOUNT_CLOSED, CLOSED, NO_DEADLINE, NO_LONGER_TRUE, SUPERSEDED}
    assert suppressed | {NO_CHANNEL, PREFERENCE, OVER_QUOTA, TOLD_ANEW, NOT_THERE} <= OWN.keys()
