"""Twilio: texts through its official client (reliability study 0, 2.6, 2.7).

Creating a message is not idempotent at Twilio, so a timeout or a server error is an unknown
outcome, never a reason to send again; a 429 was not processed. Chinese numbers need a signature
and a template that the carriers have approved.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from requests.exceptions import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client

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
    Progress,
    Unknown,
    warnings_apart,
)
from alerts.channels.codes import Action, action_of, refused
from alerts.channels.never_left import never_left

REAL = "https://api.twilio.com"
TIMEOUT = (5, 30)  # seconds to connect, to wait for the answer; the library's default is for ever
PAGE = 50
NEWEST = 20  # of all messages of the account: one later than ours proves the list fresh
EARLIER = timedelta(minutes=1)  # our clock and theirs
REFUSAL = (TwilioRestException, TwilioServiceException)
UNREADABLE = (TwilioException, ValueError, KeyError, TypeError)
WORDS = {
    "accepted": Progress.ACCEPTED,
    "scheduled": Progress.ACCEPTED,
    "queued": Progress.ACCEPTED,
    "sending": Progress.ACCEPTED,
    "sent": Progress.SENT,
    "delivered": Progress.DELIVERED,
    "read": Progress.DELIVERED,
    "undelivered": Progress.FAILED,
    "failed": Progress.FAILED,
    "canceled": Progress.FAILED,
}


class Http(TwilioHttpClient):
    """The client's own, with an end to its patience; it never tries twice by itself."""

    def __init__(self):
        super().__init__()
        self.timeout = TIMEOUT
        self.asked_to_wait = ""

    def request(self, method, url, *args, **kwargs):
        if settings.TWILIO_API:
            url = url.replace(REAL, settings.TWILIO_API, 1)
        response = super().request(method, url, *args, **kwargs)
        self.asked_to_wait = (response.headers or {}).get("Retry-After", "")
        return response


class Twilio(Channel):
    key = "twilio"
    settle = timedelta(minutes=5)  # its own limit for a request is some tens of seconds
    signature_header = "X-Twilio-Signature"

    def __init__(self, http: Http | None = None):
        self.http = http or Http()
        self.client = Client(
            settings.TWILIO_ACCOUNT_SID or "missing",
            settings.TWILIO_AUTH_TOKEN or "missing",
            http_client=self.http,
        )

    def missing_settings(self) -> list[str]:
        names = ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_SENDER"]
        return [name for name in names if not getattr(settings, name)]

    @warnings_apart()
    def send(self, message: Outgoing) -> Outcome:
        reports = {"status_callback": message.callback_url} if message.callback_url else {}
        try:
            made = self.client.messages.create(
                to=message.to,
                body=message.text,
                validity_period=int(message.valid_for.total_seconds()),
                **_sender(settings.TWILIO_SENDER),
                **reports,
            )
        except REFUSAL as reason:
            return refusal(status=reason.status, code=reason.code, wait=self.http.asked_to_wait)
        except RequestException as reason:
            name = type(reason).__name__
            return NotAccepted(name) if never_left(reason) else Unknown(name)
        except UNREADABLE as reason:
            return Unknown(type(reason).__name__)  # an answer, but none we can read
        return Accepted(made.sid) if made.sid else Unknown("no_sid")

    @warnings_apart()
    def lookup(self, message: Outgoing, *, since: datetime) -> Found | NotFound | LookupFailed:
        """By the reference in the text: Twilio keeps no id of ours."""
        try:
            to_it = self.client.messages.list(to=message.to, limit=PAGE, page_size=PAGE)
            for sms in to_it:
                if _ours(sms, message.reference) and _since(sms, since):
                    return _found(sms)
            newest = self.client.messages.list(limit=NEWEST, page_size=NEWEST)
        except REFUSAL as reason:
            return LookupFailed(str(reason.code or reason.status))
        except (RequestException, *UNREADABLE) as reason:
            return LookupFailed(type(reason).__name__)
        dates = [sms.date_created for sms in newest if sms.date_created]
        return NotFound(reaches_to=max(dates, default=None))

    def poll(self, message, *, provider_id, since):
        if not provider_id:
            return self.lookup(message, since=since)
        try:
            return _found(self.client.messages(provider_id).fetch())
        except REFUSAL as reason:
            return LookupFailed(str(reason.code or reason.status))
        except (RequestException, *UNREADABLE) as reason:
            return LookupFailed(type(reason).__name__)

    def parse_receipt(self, *, url: str, fields: Mapping[str, str], signature: str) -> Notice:
        """`url` is the address as Twilio knows it, from a setting, never from the request."""
        if not (settings.TWILIO_AUTH_TOKEN and signature):
            raise Forged("There is no signature, or no key to check it with.")
        if not RequestValidator(settings.TWILIO_AUTH_TOKEN).validate(url, fields, signature):
            raise Forged("The signature does not fit.")
        if fields.get("AccountSid") != settings.TWILIO_ACCOUNT_SID:
            raise Forged("Another account's.")
        if not (fields.get("MessageSid") and fields.get("MessageStatus")):
            raise Forged("It does not say of which message, or nothing of it.")
        return Notice(
            provider_id=fields["MessageSid"],
            status=fields["MessageStatus"],
            progress=WORDS.get(fields["MessageStatus"]),
            error_code=fields.get("ErrorCode", ""),
            to=fields.get("To", ""),
            raw=dict(fields.items()),
        )


def refusal(*, status: int, code: int | None, wait: str = "") -> Outcome:
    """What an answer that is no success means; `wait`: the seconds asked for, if any."""
    name = str(code or status)
    if status == 429 or action_of("twilio", name) == Action.WAIT:
        return NotAccepted(name, wait=timedelta(seconds=int(wait)) if wait.isdecimal() else None)
    if status >= 500 or status < 400:
        return Unknown(name)
    return Misconfigured(name) if status == 401 else refused("twilio", name, may_be_taken=False)


def _found(sms) -> Found:
    code = "" if sms.error_code is None else str(sms.error_code)
    return Found(sms.sid, str(sms.status), WORDS.get(str(sms.status)), code)


def _ours(sms, reference: str) -> bool:
    return sms.direction == "outbound-api" and reference in (sms.body or "")


def _since(sms, instant: datetime) -> bool:
    return bool(sms.date_created and sms.date_created >= instant - EARLIER)


def _sender(sender: str) -> dict[str, str]:
    return {"messaging_service_sid" if sender.startswith("MG") else "from_": sender}
