"""Why a message stands where it stands, or why there is none: in words, and what is to be done."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alerts.channels.codes import CODES, Action, action_of, meaning_of
from alerts.outbox.states import State


class Reason(NamedTuple):
    """What happened, and the next thing to do about it; the second may be empty."""

    text: str
    advice: str = ""


ASKED = gettext_lazy("The provider is being asked; nothing to do yet.")
PHONE = gettext_lazy("Correct the phone number, or call by hand.")
CALL = gettext_lazy("Call by hand.")
MACHINE = gettext_lazy("Tell the system administrator, and call by hand what presses.")

# Our own codes: why a message ended or stands, why a reminder has none.
OWN: dict[str, tuple[Promise, Promise | str]] = {
    "no_phone": (gettext_lazy("no phone number"), PHONE),
    "flagged": (gettext_lazy("texts to this number came back twice"), PHONE),
    "storm": (
        gettext_lazy("an unusual number of texts is held"),
        gettext_lazy("Look through them, then release them or cancel them."),
    ),
    "not_there": (
        gettext_lazy("the provider does not have it"),
        gettext_lazy("Decide: send it again, or call by hand."),
    ),
    "not_looked_up": (gettext_lazy("the provider could not be asked for a day"), CALL),
    "no_receipt": (
        gettext_lazy("no receipt came for three days; it may have arrived"),
        gettext_lazy("Call by hand if it matters."),
    ),
    "arrived": (gettext_lazy("the first one arrived after all"), ""),
    "corrected": (gettext_lazy("sent to the number as corrected instead"), ""),
    "told_anew": (gettext_lazy("it could not be sent in time; a newer text stands for it"), ""),
    "restored": (
        gettext_lazy("ended when the restored database was let go on"),
        gettext_lazy("Call by hand if it matters."),
    ),
    "lost": (gettext_lazy("the sender stopped in the middle"), ASKED),
    "raised": (gettext_lazy("the channel broke down"), MACHINE),
    "by_hand": (gettext_lazy("cancelled by decision of the office"), ""),
    "closed_before_send": (gettext_lazy("settled before it was sent"), ""),
    "superseded": (gettext_lazy("a later reminder stands in its place"), ""),
    "no_longer_true": (gettext_lazy("no longer true when it was to be sent"), ""),
    "account_closed": (gettext_lazy("the account is closed"), ""),
    "no_deadline": (gettext_lazy("about something this version does not know"), ""),
    "preference": (gettext_lazy("the person wishes no text of this kind"), ""),
    "no_channel": (gettext_lazy("no texts are sent here"), ""),
    "quota": (
        gettext_lazy("the month's texts are used up"),
        gettext_lazy("Call by hand, or raise the quota."),
    ),
}
# What is to be done about a provider's code, where the machine does not do it all.
ADVICE = {
    Action.ASK: ASKED,
    Action.PAUSE: MACHINE,
    Action.PAUSE_OR_REJECT: MACHINE,
    Action.BAD_NUMBER: PHONE,
    Action.FILTERED: gettext_lazy("Change the words or have them approved; call by hand."),
    Action.SHORTER: gettext_lazy("It is sent once more by itself, in figures alone."),
    Action.AGAIN: gettext_lazy("It is sent once more by itself; after that call by hand."),
    Action.AGAIN_AT_ONCE: gettext_lazy("It is sent once more by itself; after that call by hand."),
    Action.NONE: CALL,
}
# What a state says by itself: no message that went wrong is without a reason and a next step.
OF_STATE: dict[str, tuple[Promise | str, Promise | str]] = {
    State.HELD: OWN["storm"],
    State.UNKNOWN: (gettext_lazy("nobody knows yet whether the provider took it"), ASKED),
    State.RESEND_OK: OWN["not_there"],
    State.UNCONFIRMED: (
        gettext_lazy("no receipt came; it may have arrived"),
        gettext_lazy("Call by hand if it matters."),
    ),
    State.EXPIRED: (
        gettext_lazy("it could not be sent in time"),
        gettext_lazy("What still stands is told anew; call by hand if it presses."),
    ),
    State.REJECTED: (gettext_lazy("the provider refused it"), CALL),
    State.FAILED: (gettext_lazy("the phone was not reached"), CALL),
}


def reason_of(*, code: str, state: str = "", channel: str = "") -> Reason | None:
    """Why a message in `state` with the reason `code` stands there; None for what is well.

    `code` is one of ours, or of the provider behind `channel` (a channel without codes: of
    whichever knows it). An unknown one is shown as it is beside what the state says.
    """
    if code in OWN:
        return Reason(*map(str, OWN[code]))
    text, advice = map(str, OF_STATE.get(state, ("", "")))
    if channel not in CODES:
        channel = next((name for name in CODES if code in CODES[name]), "")
    if meaning := meaning_of(channel, code):
        advice = str(ADVICE.get(action_of(channel, code), "")) or advice
        text = _("%(what)s (code %(code)s)") % {"what": meaning, "code": code}
    elif code and text:
        text = _("%(what)s (code %(code)s)") % {"what": text, "code": code}
    elif code:
        text = _("code %(code)s") % {"code": code}
    return Reason(text, advice) if text else None
