"""Twilio: texts through its official client (reliability study 0, 2.6, 2.7).

Finished here: handing a message over, looking one up, verifying and reading a receipt. Not yet
built on top: the page that receipts come to, and the regular look-up of unknown outcomes; until
then a message of unknown outcome stays unknown and is shown as such.

Creating a message is not idempotent at Twilio, so a timeout or a server error is an unknown
outcome, never a reason to send again; a 429 was not processed. Chinese numbers need a signature
and a template that the carriers have approved.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import ConnectTimeout, InvalidURL, RequestException, SSLError
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from urllib3.exceptions import NewConnectionError

from alerts.channels.base import (
    Accepted,
    Channel,
    Forged,
    Found,
    LookupFailed,
    Misconfigured,
    NotAccepted,
    NotFound,
    Notice,
    Outcome,
    Outgoing,
    Rejected,
    Unknown,
)

TIMEOUT = (5, 30)  # seconds to connect, to wait for the answer; the library's default is for ever
PAGE = 50
EARLIER, LATER = timedelta(minutes=1), timedelta(minutes=30)
# Account, sender, permission, trial: no message will go until somebody acts.
OUR_FAULT = {20003, 20404, 21408, 21603, 21606, 21608, 21612, 30002}
NOT_PROCESSED = {429, 20429}


class Http(TwilioHttpClient):
    """The client's own, with an end to its patience; it never tries twice by itself."""

    def __init__(self):
        super().__init__()
        self.timeout = TIMEOUT


class Twilio(Channel):
    key = "twilio"

    def __init__(self, http: Http | None = None):
        self.client = Client(
            settings.TWILIO_ACCOUNT_SID or "missing",
            settings.TWILIO_AUTH_TOKEN or "missing",
            http_client=http or Http(),
        )

    def missing_settings(self) -> list[str]:
        names = ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_SENDER"]
        return [name for name in names if not getattr(settings, name)]

    def send(self, message: Outgoing) -> Outcome:
        try:
            made = self.client.messages.create(
                to=message.to,
                body=message.text,
                validity_period=int(message.valid_for.total_seconds()),
                **_sender(settings.TWILIO_SENDER),
            )
        except TwilioRestException as reason:
            return refusal(status=reason.status, code=reason.code)
        except RequestException as reason:
            name = type(reason).__name__
            return NotAccepted(name) if _never_left(reason) else Unknown(name)
        except (TwilioException, ValueError, KeyError, TypeError) as reason:
            return Unknown(type(reason).__name__)  # an answer, but none we can read
        return Accepted(made.sid) if made.sid else Unknown("no_sid")

    def lookup(self, message: Outgoing, *, since: datetime) -> Found | NotFound | LookupFailed:
        """By the reference in the text: Twilio keeps no id of ours."""
        try:
            sent = self.client.messages.list(to=message.to, limit=PAGE, page_size=PAGE)
        except TwilioRestException as reason:
            return LookupFailed(str(reason.code or reason.status))
        except (TwilioException, RequestException, ValueError, KeyError, TypeError) as reason:
            return LookupFailed(type(reason).__name__)
        for one in sent:
            ours = one.direction == "outbound-api" and message.reference in (one.body or "")
            if ours and one.date_created and since - EARLIER <= one.date_created <= since + LATER:
                return Found(one.sid, str(one.status))
        return NotFound()

    def parse_receipt(self, *, url: str, fields: Mapping[str, str], signature: str) -> Notice:
        """`url` is the address as Twilio knows it, from a setting, never from the request."""
        if not RequestValidator(settings.TWILIO_AUTH_TOKEN).validate(url, fields, signature):
            raise Forged("The signature does not fit.")
        return Notice(
            provider_id=fields["MessageSid"],
            status=fields["MessageStatus"],
            error_code=fields.get("ErrorCode", ""),
            raw=dict(fields),
        )


def refusal(*, status: int, code: int | None) -> Outcome:
    """What an answer that is no success means; what is not listed is never tried again."""
    name = str(code or status)
    if code in NOT_PROCESSED or status == 429:
        return NotAccepted(name)
    if status >= 500 or status < 400:
        return Unknown(name)
    return Misconfigured(name) if code in OUR_FAULT or status == 401 else Rejected(name)


def _sender(sender: str) -> dict[str, str]:
    return {"messaging_service_sid" if sender.startswith("MG") else "from_": sender}


def _never_left(reason: RequestException) -> bool:
    """Whether the connection was never made, so that nothing can have been taken."""
    if isinstance(reason, (ConnectTimeout, SSLError, InvalidURL)):
        return True
    cause = reason.args[0] if isinstance(reason, NoConnection) and reason.args else None
    return isinstance(getattr(cause, "reason", None), NewConnectionError)
