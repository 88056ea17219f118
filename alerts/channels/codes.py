"""What the codes of providers mean and what is done about them: one table a provider.

The codes are those of the reliability study 2.6. One that is not here is never tried again after
a refusal, is looked up after a server's error, and raises an alarm.
"""

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alerts.channels.base import Misconfigured, NotAccepted, Outcome, Rejected, Unknown

MUCH_LATER = timedelta(hours=2)


class Action(StrEnum):
    """What is done about a code: the first five when a message is handed over, the others also
    when a receipt says so."""

    WAIT = "wait"  # it was not taken: tried again, later and later
    MUCH_LATER = "much_later"  # it was not taken: tried again in two hours
    ASK = "ask"  # it may have been taken: looked up
    PAUSE = "pause"  # account, sender or settings: the channel pauses, alarm
    PAUSE_OR_REJECT = "pause_or_reject"  # as PAUSE, unless others go through
    BAD_NUMBER = "bad_number"  # never reached there: the number is flagged
    FILTERED = "filtered"  # for its words; three in an hour: their template pauses, alarm
    SHORTER = "shorter"  # one new message in figures alone; too long again is FILTERED
    AGAIN = "again"  # one new message after two hours, in waking hours
    AGAIN_AT_ONCE = "again_at_once"  # it never left: one new message, if still needed
    NONE = "none"  # it has ended; nothing more is done


class Code(NamedTuple):
    """In words, and what is done. `of_recipient`: two such ends in a row flag the number."""

    meaning: Promise
    action: Action
    of_recipient: bool = False


BUSY = Code(_("too many at once, not taken"), Action.WAIT)
ERROR = Code(_("the provider's own error; it may have been taken"), Action.ASK)

TWILIO = {
    "429": BUSY,
    "20429": BUSY,
    "20500": ERROR,
    "20503": ERROR,
    "20003": Code(_("account or key refused"), Action.PAUSE),
    "20404": Code(_("account or address not found"), Action.PAUSE),
    "21408": Code(_("the account may not send to this country"), Action.PAUSE),
    "21603": Code(_("no sender named"), Action.PAUSE),
    "21606": Code(_("the sender is not the account's"), Action.PAUSE),
    "21608": Code(_("trial account: only verified numbers"), Action.PAUSE),
    "21612": Code(_("no route to this number"), Action.PAUSE_OR_REJECT, True),
    "30002": Code(_("account suspended"), Action.PAUSE),
    "21211": Code(_("no valid phone number"), Action.BAD_NUMBER),
    "21217": Code(_("no valid phone number"), Action.BAD_NUMBER),
    "21614": Code(_("not a mobile number"), Action.BAD_NUMBER),
    "21610": Code(_("the recipient has opted out"), Action.BAD_NUMBER),
    "21617": Code(_("the text is too long"), Action.SHORTER),
    "30003": Code(_("phone off or out of reach"), Action.AGAIN, True),
    "30004": Code(_("blocked by the recipient or the carrier"), Action.NONE, True),
    "30005": Code(_("the number is unknown"), Action.NONE, True),
    "30006": Code(_("landline, or a carrier out of reach"), Action.NONE, True),
    "30007": Code(_("filtered for its content"), Action.FILTERED),
    "30008": Code(_("not delivered, the reason is unknown"), Action.AGAIN),
    "30500": Code(_("not delivered, the provider's own error"), Action.AGAIN),
    "30036": Code(_("its validity ran out before it was sent"), Action.AGAIN_AT_ONCE),
}

ALIYUN = {
    "isv.BUSINESS_LIMIT_CONTROL": Code(_("too many to this number"), Action.MUCH_LATER),
    "Throttling.User": BUSY,
    "isp.SYSTEM_ERROR": ERROR,
    "isv.AMOUNT_NOT_ENOUGH": Code(_("no money left on the account"), Action.PAUSE),
    "isv.OUT_OF_SERVICE": Code(_("account suspended"), Action.PAUSE),
    "isv.ACCOUNT_ABNORMAL": Code(_("account suspended"), Action.PAUSE),
    "isv.DAY_LIMIT_CONTROL": Code(_("the account's limit of the day is reached"), Action.PAUSE),
    "isv.MONTH_LIMIT_CONTROL": Code(_("the account's limit of the month is reached"), Action.PAUSE),
    "isv.SMS_SIGNATURE_ILLEGAL": Code(_("the signature is not approved"), Action.PAUSE),
    "isv.SMS_TEMPLATE_ILLEGAL": Code(_("the template is not approved"), Action.PAUSE),
    "isp.RAM_PERMISSION_DENY": Code(_("the key lacks the right to send"), Action.PAUSE),
    "InvalidAccessKeyId.NotFound": Code(_("account or key refused"), Action.PAUSE),
    "SignatureDoesNotMatch": Code(_("account or key refused"), Action.PAUSE),
    "no_template": Code(_("no approved template for these words"), Action.PAUSE),
    "isv.MOBILE_NUMBER_ILLEGAL": Code(_("no valid phone number"), Action.BAD_NUMBER),
    "isv.TEMPLATE_MISSING_PARAMETERS": Code(_("the template lacks a parameter"), Action.FILTERED),
    "isv.PARAM_LENGTH_LIMIT": Code(_("the text is too long"), Action.SHORTER),
    "isv.PARAM_NOT_SUPPORT_URL": Code(_("a link where none is allowed"), Action.FILTERED),
    "isv.BLACK_KEY_CONTROL_LIMIT": Code(_("filtered for its content"), Action.FILTERED),
    # What receipts say.
    "DELIVERED": Code(_("delivered"), Action.NONE),
    "UNDELIV": Code(_("phone off or out of reach"), Action.AGAIN, True),
    "EXPIRED": Code(_("phone off or out of reach"), Action.AGAIN, True),
    "MOBILE_TERMINAL_ERROR": Code(_("phone off or out of reach"), Action.AGAIN, True),
    "MOBILE_NOT_ON_SERVICE": Code(_("the number is unknown"), Action.NONE, True),
    "MOBILE_IN_BLACK": Code(_("blocked by the recipient or the carrier"), Action.NONE, True),
    "CONTENT_KEYWORD": Code(_("filtered for its content"), Action.FILTERED),
    "MOBILE_SEND_LIMIT": Code(_("too many to this number"), Action.AGAIN),
}

# A mail server says three figures: the first decides where nothing else is known (RFC 5321).
MAIL = {
    "450": Code(_("the mailbox is busy"), Action.WAIT),
    "451": Code(_("the mail server's own error, not taken"), Action.WAIT),
    "452": Code(_("the mail server is full"), Action.WAIT),
    "535": Code(_("account or key refused"), Action.PAUSE),
    "550": Code(_("no such mailbox"), Action.NONE, True),
    "553": Code(_("no such mailbox"), Action.NONE, True),
    "552": Code(_("the mailbox is full"), Action.NONE, True),
    "554": Code(_("the mail was refused"), Action.FILTERED),
}

CODES = {"twilio": TWILIO, "aliyun": ALIYUN, "mail": MAIL}


def action_of(channel: str, code: str) -> Action | None:
    """What is done about a provider's code; None for one that is not in the table."""
    known = CODES.get(channel, {}).get(code)
    return known.action if known else None


def codes_for(channel: str, *actions: Action) -> list[str]:
    """The codes of a channel about which one of `actions` is taken."""
    return [code for code, known in CODES.get(channel, {}).items() if known.action in actions]


def of_recipient(channel: str, code: str) -> bool:
    """Whether the code says that the recipient was not to be reached."""
    known = CODES.get(channel, {}).get(code)
    return bool(known and (known.of_recipient or known.action == Action.BAD_NUMBER))


def meaning_of(channel: str, code: str) -> str:
    """A provider's code in words; "" for one that is not in the table."""
    known = CODES.get(channel, {}).get(code)
    return str(known.meaning) if known else ""


def meanings() -> list[tuple[str, str]]:
    """All codes there are, in words."""
    return [(code, str(entry.meaning)) for codes in CODES.values() for code, entry in codes.items()]


def refused(channel: str, code: str, *, may_be_taken: bool) -> Outcome:
    """What it means that a message was answered with `code`, which is no success.

    `may_be_taken`: the provider's error is such that an unlisted code proves nothing.
    """
    match action_of(channel, code):
        case Action.WAIT:
            return NotAccepted(code)
        case Action.MUCH_LATER:
            return NotAccepted(code, wait=MUCH_LATER)
        case Action.ASK:
            return Unknown(code)
        case Action.PAUSE:
            return Misconfigured(code)
        case Action.PAUSE_OR_REJECT:
            return Misconfigured(code, or_recipient=True)
        case None if may_be_taken:
            return Unknown(code)
    return Rejected(code)
